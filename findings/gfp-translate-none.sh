#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that scripts/gfp-translate, which is there to name the bits of a gfp_mask
# of a report ("SLUB: Unable to allocate memory on node -1, gfp=0xcc0(GFP_KERNEL)"), does so
# for the sources that it is part of.
#
# That of Linux 7.3.4 translates no mask.  It includes gfp_types.h of the kernel in a program
# of its own, with __ASSEMBLY__ set to keep other headers away.  Those ask for __ASSEMBLER__
# by now and want asm/rwonce.h, which is in no folder that the script names, configured or
# not; with that folder they want the kernel's types.  With __ASSEMBLER__ the names of the
# bits are away too.  The compiler says so, and the status is 0.
#
# A script that adds the names of bits to a report adds none, and does not notice.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/gfp-translate include arch/x86/include
cd "$work/linux"
: >Makefile
mkdir -p include/generated arch/x86/include/generated/asm # what make prepare writes of these
: >include/generated/autoconf.h
echo '#include <asm-generic/rwonce.h>' >arch/x86/include/generated/asm/rwonce.h
try() { # WORDS MASK OPTION...: of the compiler
	local status=0
	TMPDIR=$work CC="gcc ${*:3}" bash scripts/gfp-translate --source . "$2" >"$work/out" 2>"$work/err" || status=$?
	echo "$1, $2: $(grep -c ___GFP "$work/out" || true) names of bits, status $status"
	grep -m 1 error: "$work/err" | sed 's/.*error: /	/'
}
{
	try "as it is" 0xcc0
	try "as it is" 0x400dc0
	try "folders of x86" 0xcc0 -Iarch/x86/include/generated -Iarch/x86/include
	try "the other word" 0xcc0 -D__ASSEMBLER__
} >"$work/all"
cat "$work/all"
grep -v '^	' "$work/all" >"$work/seen" # what a compiler says is its own
cat >"$work/expected" <<'END'
as it is, 0xcc0: 0 names of bits, status 0
as it is, 0x400dc0: 0 names of bits, status 0
folders of x86, 0xcc0: 0 names of bits, status 0
the other word, 0xcc0: 0 names of bits, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && grep -q '	.*asm/rwonce.h' "$work/all" && still=true
outcome $still "no bit of a mask is named, and the status is 0"
