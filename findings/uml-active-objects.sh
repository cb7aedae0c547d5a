#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that <active_objs> of /proc/slabinfo, and "objects" in
# /sys/kernel/slab, say how many objects are in use, give or take a slab of a CPU.
#
# In Linux 7.2 free objects that wait in sheaves count as active.  One CPU at rest shows
# about twice as many active task_structs as there are tasks, and nothing in the line
# tells it.  Writing 1 to "shrink" empties the sheaves and leaves the tasks.
#
# Who looks for a leak in a cache, or compares two kernels by slabinfo, has to shrink
# first.  A sheaf of task_struct holds 4 objects there, one of dentry 60.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cat >"$work/script" <<'END'
active() { awk '$1 == "task_struct" { print $2 }' /proc/slabinfo; }
set -- /proc/[0-9]*
echo "GUEST kernel $(uname -r), capacity of a sheaf $(cat /sys/kernel/slab/task_struct/sheaf_capacity)"
echo "GUEST tasks $#"
echo "GUEST before $(active)"
echo 1 >/sys/kernel/slab/task_struct/shrink
echo "GUEST after $(active)"
END
seen=$(uml_run "$work/script")
echo "$seen"
number() { awk -v key="$1" '$1 == key { print $2 }' <<<"$seen"; }
still=false
[ "$(number before)" -ge $(($(number tasks) + 20)) ] && [ "$(number after)" -lt $(($(number tasks) + 10)) ] && still=true
outcome $still "at least 20 active objects more than tasks, and fewer than 10 more after shrink"
