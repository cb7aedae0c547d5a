#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the header which bpftool makes of BTF, vmlinux.h, has each type that
# the BTF has, and that "unsorted" changes the order and nothing else.
#
# bpftool 7.8.0 sorts types and leaves out the first: the anonymous enum that has the first
# name, or without one the named enum, unless a struct or a typedef brings it in, also as the
# only enum there is.  Status 0, no message.  With "unsorted" it is there.  Without enums
# nothing is lost.
#
# A BPF program that uses one of its constants does not compile, and a tool that looks in
# the header for what a kernel has (a new flag of slab caches) finds it missing.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid pahole=1.32-1 bpftool=7.8.0+7.2.13-1
names() { grep -oE '\b[A-Z]+_(FLAG|MEMBER)\b' | sort -u | tr '\n' ' '; }
try() { # WORDS LINE...: C
	printf '%s\n' "${@:2}" >"$work/a.c"
	gcc -g -c "$work/a.c" -o "$root/w/a.o"
	inside pahole --btf_encode_detached=a.btf a.o
	echo "$1: btf $(inside bpftool btf dump file a.btf | names)"
	echo "$1: sorted $(inside bpftool btf dump file a.btf format c | names)"
	echo "$1: unsorted $(inside bpftool btf dump file a.btf format c unsorted | names)"
}
{
	try "three anonymous" 'enum { B_FLAG } b; enum { A_FLAG } a; enum { C_FLAG } c;'
	try "one anonymous" 'enum b { B_FLAG } b; enum a { A_FLAG } a; enum { C_FLAG } c;'
	try "two with names" 'enum b { B_FLAG } b; enum a { A_FLAG } a;'
	try "one that a struct has" 'enum b { B_FLAG } b; enum a { A_FLAG } a; struct s { enum a a; } s;'
	try "the only one" 'enum { A_FLAG } a; struct b { int B_MEMBER; } b;'
	try "no enum" 'struct b { int B_MEMBER; } b; struct a { int A_MEMBER; } a;'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
three anonymous: btf A_FLAG B_FLAG C_FLAG 
three anonymous: sorted B_FLAG C_FLAG 
three anonymous: unsorted A_FLAG B_FLAG C_FLAG 
one anonymous: btf A_FLAG B_FLAG C_FLAG 
one anonymous: sorted A_FLAG B_FLAG 
one anonymous: unsorted A_FLAG B_FLAG C_FLAG 
two with names: btf A_FLAG B_FLAG 
two with names: sorted B_FLAG 
two with names: unsorted A_FLAG B_FLAG 
one that a struct has: btf A_FLAG B_FLAG 
one that a struct has: sorted A_FLAG B_FLAG 
one that a struct has: unsorted A_FLAG B_FLAG 
the only one: btf A_FLAG B_MEMBER 
the only one: sorted B_MEMBER 
the only one: unsorted A_FLAG B_MEMBER 
no enum: btf A_MEMBER B_MEMBER 
no enum: sorted A_MEMBER B_MEMBER 
no enum: unsorted A_MEMBER B_MEMBER 
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the first enum is not in the header, status 0, but for unsorted"
