#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that slabinfo-gnuplot.sh plots the largest cache of each sample that
# slabinfo -X wrote, whatever it is called.
#
# slabinfo-gnuplot.sh of Linux 7.3.4 drops the head of a table by the words "name" and "slabs"
# in any case, and with it each cache that has one in its name: names_cache, uts_namespace.
# A sample in which such a cache is the largest has no point, and the next sample moves to
# its place.  Nothing is said, and the status is 0.
#
# names_cache has objects of a page: it is the largest when many paths are looked up at once,
# and the graph shows the time without.  Count samples and lines of -slabs-by-size.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/mm
mkdir "$work/bin"
cat >"$work/bin/gnuplot" <<'END'
#!/bin/bash
cat >/dev/null
END
chmod +x "$work/bin/gnuplot"
table() { # TITLE COLUMN NAME VALUE: what slabinfo -X writes of one cache
	printf '\nSlabs sorted by %s\n--------------------\n' "$1"
	printf 'Name                   Objects Objsize           %s Slabs/Part/Cpu  O/S O %%Fr %%Ef Flg\n' "$2"
	printf '%-21s %8d %7d %15d %14s %4d %1d %3d %3d\n' "$3" 100 64 "$4" 2/0/0 64 0 0 78
}
try() { # WORDS NAME...: samples in which one after the other is the largest
	local name status=0
	rm -f "$work"/stats*
	for name in "${@:2}"; do
		table size Space "$name" 8192
		table loss " Loss" "$name" 1792
	done >"$work/stats"
	(cd "$work" && PATH=$work/bin:$PATH bash linux/tools/mm/slabinfo-gnuplot.sh stats >"$work/log" 2>&1) || status=$?
	echo "$1: $(($# - 1)) samples, $(wc -l <"$work/stats-slabs-by-size") by size, $(wc -l <"$work/stats-slabs-by-loss") by loss, status $status"
}
{
	try "dentry" dentry dentry dentry
	try "names_cache in between" dentry names_cache dentry
	try "namespaces" uts_namespace user_namespace
	try "My_Slabs" My_Slabs
	try "other and slab" other slab
} | tee "$work/seen"
cat >"$work/expected" <<'END'
dentry: 3 samples, 3 by size, 3 by loss, status 0
names_cache in between: 3 samples, 2 by size, 2 by loss, status 0
namespaces: 2 samples, 0 by size, 0 by loss, status 0
My_Slabs: 1 samples, 0 by size, 0 by loss, status 0
other and slab: 2 samples, 2 by size, 2 by loss, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a cache whose name has name or slabs in it is in no graph"
