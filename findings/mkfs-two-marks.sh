#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a program which makes a file system where another one is either
# refuses, as mkfs.xfs and mkfs.btrfs do, or leaves one file system that can be told.
#
# mkfs.exfat of exfatprogs 1.4.3 over btrfs, and it and mkfs.fat of dosfstools 4.2 over nilfs2,
# end with 0 and leave the mark of the old one.  blkid of util-linux 2.42.4 then finds two and
# tells none: no output, status 2.  Over ext4, f2fs and udf no mark is left, and mkfs.ext4 and
# mkfs.udf leave none anywhere.
#
# mount without -t asks as blkid does.  An image that tests of several file systems use one
# after the other needs "wipefs -a" before each, or is to be removed.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid exfatprogs=1.4.3-1 dosfstools=4.2-1.2 nilfs-tools=2.2.11-2 btrfs-progs=7.3-1 util-linux=2.42.4-1 e2fsprogs=1.47.4-1+b2 udftools=2.3-2 f2fs-tools=1.16.0-2+b2
mkdir -p "$root/proc/self" # the programs look for what is mounted
echo 'rootfs / rootfs rw 0 0' | tee "$root/proc/mounts" "$root/proc/self/mounts" >"$root/etc/mtab"
make() { # FILE TYPE
	local options=()
	case $2 in
	ext4) options=(-q -F) ;;
	btrfs | nilfs2 | exfat) options=(-q) ;;
	esac
	inside "mkfs.$2" "${options[@]}" "$1" </dev/null >"$work/log" 2>&1
}
: >"$work/seen"
for old in btrfs nilfs2 ext4 f2fs udf; do
	rm -f "$root/w/old"
	truncate -s 256M "$root/w/old"
	make old "$old" || cannot "mkfs.$old failed: $(tail -n 1 "$work/log")"
	for new in exfat fat ext4 udf; do
		cp --sparse=always "$root/w/old" "$root/w/new"
		status=0 known=0
		make new "$new" || status=$?
		type=$(inside blkid -p -o value -s TYPE new 2>/dev/null) || known=$?
		echo "mkfs.$new over $old: status $status, blkid: status $known, ${type:-nothing}" | tee -a "$work/seen"
	done
done
cat >"$work/expected" <<'END'
mkfs.exfat over btrfs: status 0, blkid: status 2, nothing
mkfs.fat over btrfs: status 0, blkid: status 0, vfat
mkfs.ext4 over btrfs: status 0, blkid: status 0, ext4
mkfs.udf over btrfs: status 0, blkid: status 0, udf
mkfs.exfat over nilfs2: status 0, blkid: status 2, nothing
mkfs.fat over nilfs2: status 0, blkid: status 2, nothing
mkfs.ext4 over nilfs2: status 0, blkid: status 0, ext4
mkfs.udf over nilfs2: status 0, blkid: status 0, udf
mkfs.exfat over ext4: status 0, blkid: status 0, exfat
mkfs.fat over ext4: status 0, blkid: status 0, vfat
mkfs.ext4 over ext4: status 0, blkid: status 0, ext4
mkfs.udf over ext4: status 0, blkid: status 0, udf
mkfs.exfat over f2fs: status 0, blkid: status 0, exfat
mkfs.fat over f2fs: status 0, blkid: status 0, vfat
mkfs.ext4 over f2fs: status 0, blkid: status 0, ext4
mkfs.udf over f2fs: status 0, blkid: status 0, udf
mkfs.exfat over udf: status 0, blkid: status 0, exfat
mkfs.fat over udf: status 0, blkid: status 0, vfat
mkfs.ext4 over udf: status 0, blkid: status 0, ext4
mkfs.udf over udf: status 0, blkid: status 0, udf
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "exfat over btrfs, and exfat and vfat over nilfs2, leave two marks, and blkid tells none"
