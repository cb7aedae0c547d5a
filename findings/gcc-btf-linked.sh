#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that BTF which gcc writes itself, with -gbtf, has the types of a program
# after linking, as DWARF has, or that a linker or a reader says that it has not.
#
# gcc 16.2.0 writes BTF for one file.  ld 2.46 puts the sections one behind the other, each
# with a header of its own, and bpftool 7.8.0 and pahole 1.32 read what the first header
# covers: the types of the file that was linked first, status 0, no message.  "No such
# struct" depends on the order of files.  pahole makes BTF of all from DWARF.
#
# A struct that the first file only names, kmem_cache in a driver, stays without members:
# take pahole's BTF, or look how much longer the section is than its first header says.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gcc-16-x86-64-linux-gnu=16.2.0-4 bpftool=7.8.0+7.2.13-1 pahole=1.32-1
echo 'struct kmem_cache { int size, flags; } core;' >"$root/w/core.c"
echo 'struct driver { struct kmem_cache *cache; } driver;' >"$root/w/driver.c"
for name in core driver; do
	inside x86_64-linux-gnu-gcc-16 -gbtf -c $name.c -o $name.o
	inside x86_64-linux-gnu-gcc-16 -g -c $name.c -o $name-dwarf.o
done
inside x86_64-linux-gnu-ld -r core.o driver.o -o core-driver.o
inside x86_64-linux-gnu-ld -r driver.o core.o -o driver-core.o
inside x86_64-linux-gnu-ld -e 0 driver.o core.o -o driver-core
inside x86_64-linux-gnu-ld -r driver-dwarf.o core-dwarf.o -o driver-core-dwarf.o
inside pahole --btf_encode_detached=driver-core-dwarf driver-core-dwarf.o
try() { # FILE
	status=0
	inside bpftool btf dump file "$1" >"$work/out" 2>"$work/err" || status=$?
	echo "$1, bpftool: status $status, $(wc -l <"$work/err") messages," \
		"$(grep -oE "^\[[0-9]+\] STRUCT '\w+'" "$work/out" | cut -d "'" -f 2 | sort | paste -sd ' ')"
	status=0
	inside pahole -F btf "$1" >"$work/out" 2>"$work/err" || status=$?
	echo "$1, pahole: status $status, $(wc -l <"$work/err") messages," \
		"$(sed -nE 's/^struct (\w+) \{.*/\1/p' "$work/out" | sort | paste -sd ' ')"
}
for file in core.o driver.o core-driver.o driver-core.o driver-core driver-core-dwarf; do try $file; done | tee "$work/seen"
while read -r file found; do
	for tool in bpftool pahole; do echo "$file, $tool: status 0, 0 messages, $found"; done
done >"$work/expected" <<'END'
core.o kmem_cache
driver.o driver
core-driver.o kmem_cache
driver-core.o driver
driver-core driver
driver-core-dwarf driver kmem_cache
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "after linking, the types of the first file are all that tools find"
