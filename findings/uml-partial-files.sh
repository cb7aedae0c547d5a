#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a file of /sys/kernel/slab whose feature is gone is gone too, and
# that a number written to a tunable is either bounded or taken as it stands.
#
# Linux 7.2 has no partial slabs of a CPU any more, and still has cpu_partial, cpu_slabs
# and slabs_cpu_partial: all read as 0 under any load, and cpu_partial takes 0 and refuses
# each other number.  min_partial takes 100000, though the kernel itself never sets more
# than 10.  shrink looks at one character: "10" and "1xyz" shrink, "2" is an error.
#
# A script that tunes cpu_partial fails there for all but 0, and one that adds up
# cpu_slabs reports nothing where there was a lot.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cat >"$work/script" <<'END'
cd /sys/kernel/slab
try() {
	if echo "$2" 2>/dev/null >dentry/$1; then echo "GUEST $1 $2 taken"; else echo "GUEST $1 $2 refused"; fi
}
sum=0
for cache in *; do
	read -r slabs <$cache/cpu_slabs
	read -r partial <$cache/slabs_cpu_partial
	[ "$slabs $partial" = "0 0(0)" ] || sum=$((sum + 1))
done
echo "GUEST kernel $(uname -r)"
echo "GUEST caches with slabs of a CPU: $sum"
for value in 0 1 30; do try cpu_partial $value; done
for value in 1 100000; do try min_partial $value; done
for value in 1 10 1xyz 2; do try shrink $value; done
END
seen=$(uml_run "$work/script")
echo "$seen"
still=true
for line in "caches with slabs of a CPU: 0" "cpu_partial 0 taken" "cpu_partial 1 refused" \
	"cpu_partial 30 refused" "min_partial 100000 taken" "shrink 10 taken" "shrink 1xyz taken" "shrink 2 refused"; do
	grep -qx "$line" <<<"$seen" || still=false
done
outcome $still "the files are there and dead; min_partial has no upper bound; shrink reads one character"
