#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a header which bpftool makes of BTF has structs with the size, the
# offsets and the alignment of the source, since all offsets in it are right.
#
# BTF has no alignment.  bpftool 7.8.0 puts padding where the alignment had moved a member
# and at the end, so sizes and offsets are right; but what was aligned to 128, 64 or 16
# bytes is aligned as its largest member.  A member of such a struct type keeps its offset
# only by padding that is counted for it.
#
# A BPF program or a tool that puts a struct of vmlinux.h on its stack, or behind a field
# of its own, has it at an address that the kernel never uses: per-CPU parts and cache
# lines of a cache are such structs.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid pahole=1.32-1 bpftool=7.8.0+7.2.13-1
cat >"$work/a.c" <<'END'
#define __aligned(n) __attribute__((aligned(n)))
struct line { char first; int second __aligned(64); char third; } __aligned(128);
struct over { short a; } __aligned(16);
struct holder { char c; struct over over; };
struct line l; struct holder h;
END
cat >"$work/size.c" <<'END'
#include <stdio.h>
#include <stddef.h>
#define SHOW(s) printf(#s " size %zu alignment %zu\n", sizeof(struct s), _Alignof(struct s))
struct mine { char c; struct line line; };
int main(void)
{
	SHOW(line); SHOW(over); SHOW(holder);
	return !printf("line in a struct of mine: offset %zu\n", offsetof(struct mine, line));
}
END
cd "$work"
gcc -g -c a.c -o "$root/w/a.o"
inside pahole --btf_encode_detached=a.btf a.o
inside bpftool btf dump file a.btf format c >a.h
gcc -include ./a.c size.c -o before && gcc -include ./a.h size.c -o after
echo "source:" && ./before
echo "bpftool:" && ./after
cat >expected <<'END'
line size 128 alignment 4
over size 16 alignment 2
holder size 32 alignment 2
line in a struct of mine: offset 4
END
still=false
./after | cmp -s - expected && ./before | grep -q 'line size 128 alignment 128' && still=true
outcome $still "sizes are kept and alignments are lost"
