#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the build of the kernel, which stops when two modules have one name, stops
# also for slab-test.ko and slab_test.ko, as the kernel and modprobe take "-" for "_"; or else
# that depmod says something when it finds both.
#
# modules-check.sh of Linux 7.3.4 compares letters: status 0, no message.  depmod of kmod 34.2,
# with --warn too, keeps one of the two files: the other is not in modules.dep, its aliases
# are gone, and modprobe loads the first for either name.  No message either, status 0.
#
# A test module that is never loaded passes: look that each file of modules.order is in modules.dep.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid kmod=34.2-2+b2
kernel_files scripts/modules-check.sh
try() { # TWO NAMES
	local folder=$root/usr/lib/modules/7.3 name status=0
	rm -rf "$folder"
	for name in "mm/$1" "lib/$2"; do
		mkdir -p "$folder/kernel/${name%/*}"
		echo "__attribute__((section(\".modinfo\"), used)) static const char info[] = \"alias=test-of-${name%/*}\";" |
			gcc -fno-pic -x c -c - -o "$folder/kernel/$name.ko"
		echo "$name.o" >>"$folder/order"
		echo "kernel/$name.ko" >>"$folder/modules.order"
	done
	: >"$folder/modules.builtin"
	: >"$folder/modules.builtin.modinfo"
	sh "$work/linux/scripts/modules-check.sh" "$folder/order" >"$work/check" 2>&1 || status=$?
	inside depmod --warn 7.3 >"$work/depmod" 2>&1 || cannot "depmod failed"
	echo "$1 $2: check $status, depmod $(wc -l <"$work/depmod") messages, $(grep -c '^kernel' "$folder/modules.dep") modules," \
		"$(grep -c '^alias test-of' "$folder/modules.alias") aliases," \
		"$(for name in "$1" "$2"; do inside modprobe -S 7.3 -n -v "$name" 2>&1; done | sort -u | wc -l) files loaded" | tee -a "$work/seen"
}
try slab-test slab-tests
try slab-test slab_test
try slab_test slab_test
cat >"$work/expected" <<'END'
slab-test slab-tests: check 0, depmod 0 messages, 2 modules, 2 aliases, 2 files loaded
slab-test slab_test: check 0, depmod 0 messages, 1 modules, 1 aliases, 1 files loaded
slab_test slab_test: check 1, depmod 0 messages, 1 modules, 1 aliases, 1 files loaded
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "slab-test.ko and slab_test.ko pass the check of the build, and one of the two is gone"
