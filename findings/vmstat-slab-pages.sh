#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the last column of "vmstat -m", Pages, is what its manual says, the
# number of pages with an active object, and that the Total Size of slabtop is the sum of
# its column CACHE SIZE.
#
# In Pages vmstat of procps 4.0.7 shows how many objects a slab has: a cache of ten thousand
# slabs and one of a single slab have the same number.  Names end after 24 characters, so two
# caches can look like one.  slabtop counts pages for CACHE SIZE, and objects times size for
# Active and Total Size: the end of each slab, which no object uses, is not in the total.
#
# "Pages of all caches" out of vmstat does not change with memory at all, and what slabtop
# says slabs take is less than what they do.  Multiply columns of /proc/slabinfo.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid procps=2:4.0.7-1
{
	echo 'slabinfo - version: 2.1'
	printf '# name <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit>'
	echo ' <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>'
	while read -r name active slabs size objects pages; do
		echo "$name $active $((slabs * objects)) $size $objects $pages : tunables 0 0 0 : slabdata $slabs $slabs 0"
	done
} >"$root/proc/slabinfo" <<'END'
many_slabs 200000 10000 1144 28 8
one_slab 28 1 1144 28 8
driver_request_of_a_queue_read 10 2 512 8 1
driver_request_of_a_queue_write 20 3 512 8 1
END
inside vmstat -m >"$work/vmstat"
inside slabtop -o >"$work/slabtop"
awk 'NR > 2 { print "/proc/slabinfo:", $1, $15 * $6, "pages" }' "$root/proc/slabinfo"
cat "$work/vmstat" "$work/slabtop"
memory=$(awk 'NR > 2 { sum += $15 * $6 * 4 } END { print sum }' "$root/proc/slabinfo")
objects=$(awk 'NR > 2 { sum += $3 * $4 } END { print int(sum / 1024) }' "$root/proc/slabinfo")
column=$(awk 'seen { sum += $7 } / OBJS / { seen = 1 } END { print sum }' "$work/slabtop")
total=$(sed -nE 's/.*Total Size.*\/ ([0-9]+).*/\1/p' "$work/slabtop")
echo "K of memory $memory, of objects $objects; slabtop: CACHE SIZE $column, Total Size $total"
cat >"$work/expected" <<'END'
driver_request_of_a_queu 10 16 512 8
driver_request_of_a_queu 20 24 512 8
many_slabs 200000 280000 1144 28
one_slab 28 28 1144 28
END
still=false
tail -n +2 "$work/vmstat" | tr -s ' ' | sort | cmp -s - "$work/expected" &&
	[ "$column $total" = "$memory $objects" ] && [ "$objects" -lt "$memory" ] && still=true
outcome $still "vmstat shows objects of a slab as pages, and slabtop's total leaves out the ends of slabs"
