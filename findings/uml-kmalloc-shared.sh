#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that merging treats the size classes of kmalloc() alike: either none
# shares its slabs with a named cache, or all do.
#
# In Linux 7.2 with memory control groups kmalloc-N stands alone, and both kmalloc-cg-N
# (GFP_KERNEL_ACCOUNT) and kmalloc-rcl-N (__GFP_RECLAIMABLE) share with named caches.
#
# So a cache with SLAB_ACCOUNT can lie beside kmalloc() objects of anybody who accounts:
# an overflow there reaches the objects of the cache.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cat >"$work/script" <<'END'
cd /sys/kernel/slab
for kind in kmalloc kmalloc-cg kmalloc-rcl; do
	alone=0 shared=0
	for size in 8 16 32 64 96 128 192 256 512 1k 2k 4k 8k; do
		read -r aliases <$kind-$size/aliases
		if [ "$aliases" = 0 ]; then alone=$((alone + 1)); else shared=$((shared + 1)); fi
	done
	echo "GUEST $kind alone $alone shared $shared"
done
for size in 64 128; do
	set --
	for name in [a-z]*; do [ $name -ef kmalloc-cg-$size ] && set -- "$@" $name; done
	echo "GUEST group $*"
done
END
seen=$(uml_run "$work/script")
echo "$seen"
still=false
grep -q '^kmalloc alone 13 shared 0$' <<<"$seen" && grep -qE '^kmalloc-cg .* shared [1-9]' <<<"$seen" &&
	grep -qE '^kmalloc-rcl .* shared [1-9]' <<<"$seen" &&
	grep -qE '^group .*fs_cache.*kmalloc-cg-64' <<<"$seen" && still=true
outcome $still "kmalloc-N shares with nobody, kmalloc-cg-N and kmalloc-rcl-N with named caches"
