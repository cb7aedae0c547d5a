#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that tools which copy files into an image or out of it fail if what they are to
# copy is not there, as mke2fs -d, mkfs.xfs -p, mkfs.btrfs --rootdir and mkfs.erofs do.
#
# The status is 0 for sload.f2fs 1.16.0 if the folder is not there or is a file, for unsquashfs
# 4.7.5 if the file that it is to unpack is not in the image, and for dump.erofs 1.9.4 if the
# one that it is to print is not; unsquashfs -cat and fsck.erofs --extract fail.  sload.f2fs
# leaves an image without the files, and fsck.f2fs finds it in order.
#
# A script that builds the disk of a guest so goes on with an empty one: look into the image.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid f2fs-tools=1.16.0-2+b2 squashfs-tools=1:4.7.5-1 erofs-utils=1.9.4-1 e2fsprogs=1.47.4-1+b2 xfsprogs=7.2.0-1 btrfs-progs=7.3-1
cd "$root/w"
mkdir files
echo caches >files/list
truncate -s 64M f2fs
truncate -s 16M ext4
truncate -s 320M xfs btrfs
inside mkfs.f2fs -q f2fs >"$work/log" 2>&1
inside mksquashfs files squashfs -quiet -no-progress >"$work/log" 2>&1
inside mkfs.erofs erofs files >"$work/log" 2>&1
try() { # COMMAND...
	local status=0
	inside "$@" >"$work/out" 2>"$work/err" || status=$?
	echo "$*: status $status" | tee -a "$work/seen"
}
for from in files gone; do
	try mkfs.ext4 -q -F -d $from ext4
	try mkfs.xfs -q -f -p $from xfs
	try mkfs.btrfs -q -f --rootdir $from btrfs
	try mkfs.erofs out.erofs $from
	try sload.f2fs -f $from f2fs
done
try sload.f2fs -f files/list f2fs
inside mkfs.f2fs -q -f f2fs >"$work/log" 2>&1
try sload.f2fs -f gone f2fs
try fsck.f2fs --dry-run f2fs
for name in list gone; do
	try unsquashfs -quiet -no-progress -force -d unpacked squashfs $name
	try unsquashfs -cat squashfs $name
	try fsck.erofs --extract=/w/extracted.$name --path=/$name erofs
	try dump.erofs --cat --path=/$name erofs
done
cat >"$work/expected" <<'END'
mkfs.ext4 -q -F -d files ext4: status 0
mkfs.xfs -q -f -p files xfs: status 0
mkfs.btrfs -q -f --rootdir files btrfs: status 0
mkfs.erofs out.erofs files: status 0
sload.f2fs -f files f2fs: status 0
mkfs.ext4 -q -F -d gone ext4: status 1
mkfs.xfs -q -f -p gone xfs: status 1
mkfs.btrfs -q -f --rootdir gone btrfs: status 1
mkfs.erofs out.erofs gone: status 1
sload.f2fs -f gone f2fs: status 0
sload.f2fs -f files/list f2fs: status 0
sload.f2fs -f gone f2fs: status 0
fsck.f2fs --dry-run f2fs: status 0
unsquashfs -quiet -no-progress -force -d unpacked squashfs list: status 0
unsquashfs -cat squashfs list: status 0
fsck.erofs --extract=/w/extracted.list --path=/list erofs: status 0
dump.erofs --cat --path=/list erofs: status 0
unsquashfs -quiet -no-progress -force -d unpacked squashfs gone: status 0
unsquashfs -cat squashfs gone: status 2
fsck.erofs --extract=/w/extracted.gone --path=/gone erofs: status 1
dump.erofs --cat --path=/gone erofs: status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "status 0 of sload.f2fs, unsquashfs and dump.erofs for what is not there"
