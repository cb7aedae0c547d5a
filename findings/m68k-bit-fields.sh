#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a bit-field of u32 aligns its struct as an u32 does, to 2 bytes on m68k
# and 4 elsewhere, and one without a name not at all.
#
# With gcc 12.2 for m68k the type of a bit-field aligns nothing: { u8 node; u64 objects:40; }
# has 6 bytes and { u32 order:20; u16 flags:10; u8 node; } has 5, both at any address.  One of
# 16 bits, and "u32 :0", align to 2.  For arm a bit-field without a name aligns the struct to
# its type: { u8 a; u32 :0; u8 b; } has 8 bytes there, and 5 on x86-64, aligned to 1.
#
# KMEM_CACHE() of such a struct asks for an alignment of 1, and an array of them has odd
# addresses: bit 0 of a pointer to one is no place for a flag.  Put a member that is no
# bit-field, or __aligned(), beside bit-fields.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure bookworm gcc-12-m68k-linux-gnu=12.2.0-13cross1 gcc-12-arm-linux-gnueabihf=12.2.0-14cross1
structs=('u32 order;' 'u32 order:16;' 'u32 order:15;' 'u32 order:20; u16 flags:10; u8 node;' 'u8 node; u64 objects:40;'
	'u8 node; u32 order:8; u8 cpu;' 'u8 a; u32 :0; u8 b;' 'u8 a; u32 :8; u8 b;' 'u16 size; u32 order:20;')
{
	echo 'typedef unsigned char u8; typedef unsigned short u16; typedef unsigned u32; typedef unsigned long long u64;'
	for n in "${!structs[@]}"; do
		# Arrays whose sizes are what is asked for: nothing has to run.
		echo "struct s$n { ${structs[n]} }; char size${n}[sizeof(struct s$n)], align${n}[__alignof__(struct s$n)];"
	done
} >"$root/w/a.c"
sizes() { # COMPILER...
	"$@" -fno-common -c a.c -o a.o
	readelf -sW "$root/w/a.o" | awk '$4 == "OBJECT" { print $8, $3 }' >"$work/sizes"
}
of() { awk -v name="$1" '$1 == name { print $2 }' "$work/sizes"; }
for machine in m68k-linux-gnu arm-linux-gnueabihf x86_64; do
	if [ $machine = x86_64 ]; then
		(cd "$root/w" && sizes gcc)
	else
		sizes inside $machine-gcc-12
	fi
	for n in "${!structs[@]}"; do echo "${machine%%-*} $(of "size$n") aligned to $(of "align$n")"; done >"$work/$machine"
done
{
	for n in "${!structs[@]}"; do echo "{ ${structs[n]} }:"; done |
		paste -d '|' - "$work/m68k-linux-gnu" "$work/arm-linux-gnueabihf" "$work/x86_64" | sed 's/|/ /; s/|/, /g'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
{ u32 order; }: m68k 4 aligned to 2, arm 4 aligned to 4, x86_64 4 aligned to 4
{ u32 order:16; }: m68k 2 aligned to 2, arm 4 aligned to 4, x86_64 4 aligned to 4
{ u32 order:15; }: m68k 2 aligned to 1, arm 4 aligned to 4, x86_64 4 aligned to 4
{ u32 order:20; u16 flags:10; u8 node; }: m68k 5 aligned to 1, arm 8 aligned to 4, x86_64 8 aligned to 4
{ u8 node; u64 objects:40; }: m68k 6 aligned to 1, arm 8 aligned to 8, x86_64 8 aligned to 8
{ u8 node; u32 order:8; u8 cpu; }: m68k 3 aligned to 1, arm 4 aligned to 4, x86_64 4 aligned to 4
{ u8 a; u32 :0; u8 b; }: m68k 4 aligned to 2, arm 8 aligned to 4, x86_64 5 aligned to 1
{ u8 a; u32 :8; u8 b; }: m68k 3 aligned to 1, arm 4 aligned to 4, x86_64 3 aligned to 1
{ u16 size; u32 order:20; }: m68k 6 aligned to 2, arm 8 aligned to 4, x86_64 8 aligned to 4
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "bit-fields align nothing on m68k, and those without a name do on arm"
