#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that ccache gives an object of its cache only if the compiler would have
# made the same one: it hashes what is included, knows .incbin, lists for sanitizers and
# profiles, and calls the compiler where it does not know an option.
#
# ccache 4.14.2 does not see what the assembler includes, in asm() of C or in a .S file
# (.incbin it does), and not the lists that clang reads for -fbasic-block-sections=list=
# and -fxray-attr-list=: these may change, and it gives the object of before, status 0.
# clang's -fsave-optimization-record gives no record the second time.  gcc's files of
# -fstack-usage, -fcallgraph-info and -fdump-ipa-clones come back.
#
# s390 includes its macros for instructions so (asm/fpu-insn.h), and CONFIG_PROPELLER_CLANG
# has such a list: after a change there, build without ccache, or with an empty cache.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
closure sid ccache=4.14.2-1
try() { # NAME OUTPUT SOURCE BEFORE AFTER COMMAND...: SOURCE is a.c or a.S, BEFORE and AFTER are its file "list"
	local name=$1 output=$2 source=$3 before=$4 after=$5 seen=right
	shift 5
	rm -rf "$root/w" "$root/tmp/.cache"
	mkdir "$root/w"
	printf '%b\n' "$source" | tee "$root/w/a.c" >"$root/w/a.S"
	printf '%b\n' "$before" >"$root/w/list"
	inside ccache "$@"
	rm "$root/w/$output"
	printf '%b\n' "$after" >"$root/w/list"
	inside ccache "$@"
	if [ ! -e "$root/w/$output" ]; then
		seen="not there"
	else
		mv "$root/w/$output" "$work/cached"
		inside "$@"
		cmp -s "$work/cached" "$root/w/$output" || seen="that of before"
	fi
	echo "$name: $seen"
}
gcc="x86_64-linux-gnu-gcc-16 -O2 -c" clang="clang-22 -O2 -c" call='int g(int); int f(int n) { return n ? g(n) : g(3) + 1; }'
# shellcheck disable=SC2086 # words on purpose
{
	try "gcc, asm with .incbin" a.o 'asm(".incbin \\"list\\"");' 1 2 $gcc a.c
	try "gcc, asm with .include" a.o 'asm(".include \\"list\\"");' '.long 1' '.long 2' $gcc a.c
	try "clang, asm with .include" a.o 'asm(".include \\"list\\"");' '.long 1' '.long 2' $clang a.c
	try "gcc, a .S file with .include" a.o '.include "list"' '.long 1' '.long 2' $gcc a.S
	try "gcc, #embed" a.o 'char a[] = {\n#embed "list"\n};' 1 2 $gcc a.c
	try "clang, -fsanitize-ignorelist" a.o "$call" 'fun:g' 'fun:f' $clang -fsanitize=signed-integer-overflow \
		-fsanitize-ignorelist=list a.c
	try "clang, -fbasic-block-sections" a.o "$call" 'v1\nf g\nc 0' 'v1\nf f\nc 0' $clang -fbasic-block-sections=list=list a.c
	try "clang, -fxray-attr-list" a.o "$call" '[always]\nfun:g' '[always]\nfun:f' $clang -fxray-instrument \
		-fxray-attr-list=list a.c
	try "clang, optimization record" a.opt.yaml "$call" - - $clang -fsave-optimization-record a.c
	try "gcc, stack usage" a.su "$call" - - $gcc -fstack-usage a.c
	try "gcc, call graph" a.ci "$call" - - $gcc -fcallgraph-info a.c
	try "gcc, clones" a.c.000i.ipa-clones "$call" - - $gcc -fdump-ipa-clones a.c
} | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc, asm with .incbin: right
gcc, asm with .include: that of before
clang, asm with .include: that of before
gcc, a .S file with .include: that of before
gcc, #embed: right
clang, -fsanitize-ignorelist: right
clang, -fbasic-block-sections: that of before
clang, -fxray-attr-list: that of before
clang, optimization record: not there
gcc, stack usage: right
gcc, call graph: right
gcc, clones: right
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what only the assembler or an option of clang reads may change, and the old object is given"
