#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that cpio -t of BusyBox names what is in an initramfs, all that cpio -i unpacks,
# and that -i NAME unpacks a file which is there under that name.
#
# cpio of BusyBox 1.38.0 names one of the files that are hard links of each other, and which
# one depends on who made the archive: with its own the first, with GNU cpio 2.15 the last.
# The status is 0.  cpio -i makes them all.  cpio -i NAME of another one of them is an error.
# GNU cpio names all, and unpacks each.
#
# busybox itself has such names in many an initramfs: "cpio -t | grep bin/modprobe" says that
# it is not there.  Unpack it and look.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid cpio=2.15+dfsg-2.1 busybox-static=1:1.38.0-3+b1
mkdir "$root/w/tree"
echo data >"$root/w/tree/a"
ln "$root/w/tree/a" "$root/w/tree/b"
ln "$root/w/tree/a" "$root/w/tree/c"
echo other >"$root/w/tree/d"
pack() { # COMMAND...: an archive of the files, in order
	printf '%s\n' a b c d >"$root/w/names"
	inside busybox sh -c 'cd tree && exec "$@" <../names 2>/dev/null' sh "$@"
}
pack busybox cpio -o -H newc >"$root/w/busybox.cpio"
pack /usr/bin/cpio -o -H newc >"$root/w/gnu.cpio"
for archive in busybox gnu; do
	for tool in 'busybox cpio' /usr/bin/cpio; do
		# shellcheck disable=SC2086 # words on purpose
		echo "${tool##*/} -t, archive of $archive: $(inside $tool -t <"$root/w/$archive.cpio" 2>/dev/null | sort | paste -sd ' ')"
		for name in '' a b c; do
			status=0
			rm -rf "$root/w/out"
			mkdir "$root/w/out"
			# shellcheck disable=SC2086 # words on purpose
			inside busybox sh -c 'cd out && exec "$@"' sh $tool -i $name <"$root/w/$archive.cpio" 2>/dev/null || status=$?
			echo "${tool##*/} -i $name, archive of $archive: status $status, $(find "$root/w/out" -type f -printf '%f\n' | sort | paste -sd ' ')"
		done
	done
done | tee "$work/seen"
cat >"$work/expected" <<'END'
busybox cpio -t, archive of busybox: a d
busybox cpio -i , archive of busybox: status 0, a b c d
busybox cpio -i a, archive of busybox: status 0, a
busybox cpio -i b, archive of busybox: status 1, 
busybox cpio -i c, archive of busybox: status 1, 
cpio -t, archive of busybox: a b c d
cpio -i , archive of busybox: status 0, a b c d
cpio -i a, archive of busybox: status 0, a
cpio -i b, archive of busybox: status 0, b
cpio -i c, archive of busybox: status 0, c
busybox cpio -t, archive of gnu: c d
busybox cpio -i , archive of gnu: status 0, a b c d
busybox cpio -i a, archive of gnu: status 1, 
busybox cpio -i b, archive of gnu: status 1, 
busybox cpio -i c, archive of gnu: status 0, c
cpio -t, archive of gnu: a b c d
cpio -i , archive of gnu: status 0, a b c d
cpio -i a, archive of gnu: status 0, a
cpio -i b, archive of gnu: status 0, b
cpio -i c, archive of gnu: status 0, c
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "of hard links in an archive one name is listed, and only that one is unpacked by name"
