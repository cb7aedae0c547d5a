#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a reader of /proc/slabinfo shows two caches of one name as two or as their
# sum, and that a line which it cannot read costs it that line.
#
# The kernel allows both without CONFIG_DEBUG_VM.  Of two caches of a name slabtop 4.0.7 shows
# both, node_exporter 1.11.1 the first, with node_scrape_collector_success 1, and PCP 7.2.2 the
# last.  One name with a space, or of 129 letters, and slabtop shows no cache at all, status 1;
# with the space node_exporter has none either.  PCP reads these, and puts "_" for the space.
#
# Give a cache a name of its own, without spaces, or all the others are gone too.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid procps=2:4.0.7-1 prometheus-node-exporter=1.11.1-3 pcp=7.2.2-1
packages trixie busybox-static
: >"$root/dev/null"
printf '%s\n' 'root { mem }' 'mem { slabinfo }' 'mem.slabinfo { objects }' 'mem.slabinfo.objects { active 60:20:0 }' >"$root/w/pmns"
cat >"$root/w/serve" <<'END'
ip link set lo up
prometheus-node-exporter --collector.disable-defaults --collector.slabinfo >log 2>&1 &
n=0
until wget -qO out http://127.0.0.1:9100/metrics 2>log || [ $n = 99 ]; do
	n=$((n + 1))
	sleep 0.1
done
kill $!
END
try() { # WORDS NAME...: of caches, which have 1, 2, 3 active objects
	local name n=0 status=0
	{
		echo 'slabinfo - version: 2.1'
		echo '# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> :' \
			'tunables <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>'
		for name in "${@:2}"; do
			printf '%-17s %6d %6d %6d %4d %4d : tunables %4d %4d %4d : slabdata %6d %6d %6d\n' "$name" $((++n)) 21 192 21 1 0 0 0 1 1 0
		done
	} >"$root/proc/slabinfo"
	inside slabtop -o >"$work/slabtop" 2>&1 || status=$?
	rm -f "$root/w/out"
	env -i PATH=/usr/bin:/usr/sbin HOME=/tmp nice -n 15 unshare --map-root-user --net --root="$root" --wd=/w sh serve >"$work/log" 2>&1
	[ -s "$root/w/out" ] || cannot "node_exporter does not answer"
	inside pminfo -L -K clear -K add,60,/var/lib/pcp/pmdas/linux/pmda_linux.so,linux_init -n pmns -f mem >"$work/pcp" 2>&1
	echo "$1: slabtop $(awk '/OBJ SIZE/ { on = 1; next } on { print $2 }' "$work/slabtop" | sort | paste -sd ' '), status $status;" \
		"node_exporter $(sed -n 's/^node_slabinfo_active_objects.* //p' "$root/w/out" | sort | paste -sd ' ')," \
		"success $(sed -n 's/^node_scrape_collector_success.* //p' "$root/w/out");" \
		"PCP $(sed -n 's/.* value //p' "$work/pcp" | sort | paste -sd ' ')" | tee -a "$work/seen"
}
long=$(printf '%0129d' 0)
try "three names" dentry uid_cache fs_cache
try "two of a name" dentry uid_cache dentry
try "a space" dentry 'uid cache' fs_cache
try "128 letters" dentry "${long#?}" fs_cache
try "129 letters" dentry "$long" fs_cache
cat >"$work/expected" <<'END'
three names: slabtop 1 2 3, status 0; node_exporter 1 2 3, success 1; PCP 1 2 3
two of a name: slabtop 1 2 3, status 0; node_exporter 1 2, success 1; PCP 2 3
a space: slabtop , status 1; node_exporter , success 0; PCP 1 2 3
128 letters: slabtop 1 2 3, status 0; node_exporter 1 2 3, success 1; PCP 1 2 3
129 letters: slabtop , status 1; node_exporter 1 2 3, success 1; PCP 1 2 3
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "of two of a name one is left out, and one name with a space or of 129 letters hides all caches"
