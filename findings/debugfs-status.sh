#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a script for debugfs stops or ends with an error when a command fails,
# and so do xfs_db and xfs_io with -c: they fill the images that a test boots.
#
# debugfs 1.47.4 ends with 0 for a file that cannot be copied in or out, a name that is there
# already and one that is not; only a command that it does not know is 1.  With -f it goes on,
# and after a cd that failed it writes where it was before.  xfs_db 7.2.0 ends with 0 also for
# commands that it does not know; xfs_io ends with 1 for a read or write that the kernel
# refuses, and with 0 for wrong arguments and unknown commands.
#
# An image without the new test in it boots and passes with the old one.  List what is in
# the image, or let mke2fs -d fill it: it ends with 1.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid e2fsprogs=1.47.4-1+b2 xfsprogs=7.2.0-1
: >"$root/dev/null"
echo one >"$root/w/one"
truncate -s 2M "$root/w/ext.img"
truncate -s 320M "$root/w/xfs.img"
inside mke2fs -q -t ext4 ext.img 2>"$work/log"
inside mkfs.xfs -q xfs.img
run() { # COMMAND...
	status=0
	inside "$@" >"$work/out" 2>&1 || status=$?
	echo "$*: status $status"
}
files() { inside debugfs -R "ls -p $1" ext.img 2>"$work/err" | sed -n 's,^/[^/]*/[^/]*/[^/]*/[^/]*/\([a-z]\+\)/.*,\1,p' | sort | paste -sd ' '; }
{
	run debugfs -w -R "write one one" ext.img
	run debugfs -w -R "write one one" ext.img
	run debugfs -w -R "write missing two" ext.img
	run debugfs -R "dump missing out" ext.img
	run debugfs -w -R "rm missing" ext.img
	run debugfs -w -R "mkdir missing/sub" ext.img
	run debugfs -R "no_such_command" ext.img
	printf '%s\n' "mkdir tests" "cd test" "write one new" "write missing newer" >"$root/w/script"
	run debugfs -w -f script ext.img
	echo "in the root: $(files /); in tests: $(files /tests)"
	run xfs_db -c "sb 99" xfs.img
	run xfs_db -c "no_such_command" xfs.img
	run xfs_io -r -c "pwrite 0 1" one
	run xfs_io -c "pwrite 0" one
	run xfs_io -c "truncate" one
	run xfs_io -c "no_such_command" one
	run mke2fs -q -F -t ext4 -d missing ext.img
} | tee "$work/seen"
cat >"$work/expected" <<'END'
debugfs -w -R write one one ext.img: status 0
debugfs -w -R write one one ext.img: status 0
debugfs -w -R write missing two ext.img: status 0
debugfs -R dump missing out ext.img: status 0
debugfs -w -R rm missing ext.img: status 0
debugfs -w -R mkdir missing/sub ext.img: status 0
debugfs -R no_such_command ext.img: status 1
debugfs -w -f script ext.img: status 0
in the root: new one tests; in tests: 
xfs_db -c sb 99 xfs.img: status 0
xfs_db -c no_such_command xfs.img: status 0
xfs_io -r -c pwrite 0 1 one: status 1
xfs_io -c pwrite 0 one: status 0
xfs_io -c truncate one: status 0
xfs_io -c no_such_command one: status 0
mke2fs -q -F -t ext4 -d missing ext.img: status 1
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "status 0 for what was not copied, written or understood"
