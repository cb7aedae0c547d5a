#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a file in the second archive of an initrd replaces the file of that
# name, and that the kernel says so when it cannot unpack one.
#
# Linux 7.2.7 writes into the file that is there: its other names, hard links of the first
# archive, have the new contents too; a symbolic link is replaced.  A file whose directory is
# in no archive, and one that has the name of a directory with files, are not there
# afterwards.  Nothing is in the kernel's log, and what follows is unpacked.
#
# An archive with one test more, made without the names of its directories, is unpacked to
# nothing, and the old tests pass.  In a tree in which busybox has hard links a new modprobe
# is also the shell.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cpio() { # FOLDER NAME...: an archive of these
	(cd "$1" && printf '%s\n' "${@:2}" | "$root/usr/bin/busybox" cpio -o -H newc 2>/dev/null)
}
mkdir -p "$work"/{first/{bin,proc,sys,dev,tests},later/{tests,more}}
cp "$root/usr/bin/busybox" "$work/first/bin/"
cd "$work/first"
echo old | tee tests/one other target >/dev/null
ln other linked
ln -s target symbolic
cat >init <<'END'
#!/bin/busybox sh
/bin/busybox mount -t devtmpfs dev /dev
for name in target symbolic linked other tests tests/one more/two last; do
	if [ -d /$name ]; then kind=directory; elif [ -e /$name ]; then read -r kind </$name; else kind=missing; fi
	echo "GUEST $name: $kind"
done
echo "GUEST $(/bin/busybox dmesg | /bin/busybox grep -ciE 'initramfs.*(fail|error|broken)|cannot|unpack.*fail') messages"
/bin/busybox poweroff -f
END
chmod +x init
cd "$work/later"
echo new | tee symbolic linked more/two last >/dev/null
{
	cpio "$work/first" . bin bin/busybox proc sys dev tests tests/one other linked target symbolic init
	cpio "$work/later" symbolic linked more/two
	mkdir "$work/file"
	echo new >"$work/file/tests"
	cpio "$work/file" tests
	cpio "$work/later" last
} >"$root/w/initrd"
# shellcheck disable=SC2016
nice -n 15 timeout -s KILL 240 unshare --map-root-user --mount bash -c '
	mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" &&
	exec env -i PATH=/usr/bin:/usr/sbin HOME=/tmp chroot "$0" linux.uml "$@"' "$root" \
	mem=128M initrd=/w/initrd con0=null,fd:1 con=null ssl=null seccomp=on </dev/null >"$work/console" 2>&1 ||
	cannot "User-mode Linux did not end: $(tail -n 1 "$work/console")"
grep -a '^GUEST ' "$work/console" | cut -d ' ' -f 2- | tr -d '\r' | tee "$work/seen"
cat >"$work/expected" <<'END'
target: old
symbolic: new
linked: new
other: new
tests: directory
tests/one: old
more/two: missing
last: new
0 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a later archive writes through hard links, and files without a directory are dropped"
