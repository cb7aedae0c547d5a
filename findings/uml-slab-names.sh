#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a name in slab_debug=FZ,NAME is a pattern as in a shell, that a name which
# no cache has gives a message, and that checks of several blocks or options add up.
#
# Linux 7.2 compares what is in front of the first "*" and forgets the rest: "*_cache" is all
# caches, and "u*d_cache" all that begin with u.  A misspelled name, and one as ":0000128",
# which caches share a folder of in sysfs, are no cache, no message.  The first block with a
# name counts alone: "FZ,uid_cache;U,uid_cache" and "U;FZ,uid_cache" store no users of it.
# A second slab_debug= replaces the first.
#
# With "*_cache" each cache of the kernel is checked and none is merged, and with a slip none is
# checked.  Write all names, or a beginning and one "*", and look at sysfs.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cat >"$work/script" <<'END'
cd /sys/kernel/slab
with() { # FILE: the names of caches where it is 1
	names= on=0 all=0
	for cache in [a-z]*; do
		all=$((all + 1))
		[ "$(cat $cache/$1)" = 1 ] && on=$((on + 1)) names="$names $cache"
	done
	if [ $on = 0 ]; then echo none; elif [ $on = $all ]; then echo all; elif [ $on -gt 4 ]; then echo many; else echo $names; fi
}
echo "GUEST checked $(with sanity_checks), users of $(with store_user)," \
	"messages $(dmesg | grep -vi 'command line' | grep -ciE 'slab_debug|uid_cach' || true)"
END
try() { # OPTION...
	echo "$*: $(uml_run "$work/script" "$@")"
}
{
	try 'slab_debug=FZ,uid_cache'
	try 'slab_debug=FZ,uid*'
	try 'slab_debug=FZ,u*d_cache'
	try 'slab_debug=FZ,*_cache'
	try 'slab_debug=FZ,uid_cach'
	try 'slab_debug=FZ,:0000128'
	try 'slab_debug=FZ,uid_cache;U,dentry'
	try 'slab_debug=FZ,uid_cache;U,uid_cache'
	try 'slab_debug=U;FZ,uid_cache'
	try 'slab_debug=FZ,uid_cache' 'slab_debug=U,dentry'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
slab_debug=FZ,uid_cache: checked uid_cache, users of none, messages 0
slab_debug=FZ,uid*: checked uid_cache, users of none, messages 0
slab_debug=FZ,u*d_cache: checked uid_cache user_namespace userfaultfd_ctx_cache uts_namespace, users of none, messages 0
slab_debug=FZ,*_cache: checked all, users of none, messages 0
slab_debug=FZ,uid_cach: checked none, users of none, messages 0
slab_debug=FZ,:0000128: checked none, users of none, messages 0
slab_debug=FZ,uid_cache;U,dentry: checked uid_cache, users of dentry, messages 0
slab_debug=FZ,uid_cache;U,uid_cache: checked uid_cache, users of none, messages 0
slab_debug=U;FZ,uid_cache: checked uid_cache, users of many, messages 0
slab_debug=FZ,uid_cache slab_debug=U,dentry: checked none, users of dentry, messages 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what is behind a star is not looked at, and the first block with a name counts alone"
