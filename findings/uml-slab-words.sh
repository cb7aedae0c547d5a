#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that slab_debug=off and slab_debug=false turn slab debugging off or are
# refused, as for other parameters, and that slab_nomerge=0 leaves merging on.
#
# Linux 7.2 reads slab_debug= as letters: of "off" and "false" it takes the f, checks each
# object of each cache and merges none any more.  "off" is not even worth a message, since o
# is a letter, too.  "n", "no", "on", "0" and "1" are unknown letters and change nothing.
# slab_nomerge=0 and slab_nomerge=n stop merging: the value is not looked at, and slab_merge=0
# merges.  Only "slab_debug=-" is off.
#
# A measurement "without debugging" has it, and one "with merging" has none; look at
# sanity_checks and aliases in sysfs.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cat >"$work/script" <<'END'
all=0 checked=0 zoned=0 merged=0
for cache in /sys/kernel/slab/[a-z]*; do
	all=$((all + 1))
	read -r n <$cache/sanity_checks
	checked=$((checked + n))
	read -r n <$cache/red_zone
	zoned=$((zoned + n))
	read -r n <$cache/aliases
	[ $n = 0 ] || merged=$((merged + 1))
done
amount() { if [ $1 = 0 ]; then echo none; elif [ $1 = $all ]; then echo all; else echo some; fi; }
echo "GUEST checked $(amount $checked), red zones $(amount $zoned), merged $(amount $merged)," \
	"messages $(dmesg | grep -c 'slab_debug option' || true)"
END
for word in slab_debug=- slab_debug=F slab_debug=off slab_debug=false slab_debug=no slab_debug=0 slab_debug=1 \
	slab_nomerge slab_nomerge=0 slab_nomerge=n slab_merge=0; do
	echo "$word: $(uml_run "$work/script" $word)"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
slab_debug=-: checked none, red zones none, merged some, messages 0
slab_debug=F: checked all, red zones none, merged none, messages 0
slab_debug=off: checked all, red zones none, merged none, messages 0
slab_debug=false: checked all, red zones none, merged none, messages 3
slab_debug=no: checked none, red zones none, merged some, messages 1
slab_debug=0: checked none, red zones none, merged some, messages 1
slab_debug=1: checked none, red zones none, merged some, messages 1
slab_nomerge: checked none, red zones none, merged none, messages 0
slab_nomerge=0: checked none, red zones none, merged none, messages 0
slab_nomerge=n: checked none, red zones none, merged none, messages 0
slab_merge=0: checked none, red zones none, merged some, messages 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "slab_debug=off and =false turn checks on, slab_nomerge=0 turns merging off"
