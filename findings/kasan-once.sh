#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that KASAN checks an object again when it is read once more behind what
# may have freed it: a barrier that ends a critical section, or a call that asm makes.
#
# For gcc 16.2.0 only what it sees as a call may free.  Up to the next call or branch it
# checks an address once: no second check behind a volatile asm that clobbers memory, be it
# barrier() or a call of kfree(), nor after a write, nor of a volatile read, as READ_ONCE()
# is one.  clang 22.1.8 checks again behind each asm.  A release by __atomic_store_n() is no
# reason for either.  Nothing is said.
#
# asm makes calls where locks are paravirtual, and without preemption rcu_read_unlock() is
# barrier(): an object that was read before and is read again after such a line may be free
# by then, and a kernel built by gcc does not notice.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct object { int value, next; };
void kfree(struct object *p);
#define BY_ASM __asm__ volatile("call kfree_by_asm" : : "D"(p) : "memory", "cc")
#define VOLATILE(x) (*(volatile int *)&(x))
int call(struct object *p) { int first = p->value; kfree(p); return first + p->value; }
int call_by_asm(struct object *p) { int first = p->value; BY_ASM; return first + p->value; }
int other_member(struct object *p) { int first = p->value; BY_ASM; return first + p->next; }
int written_before(struct object *p) { p->value = 1; BY_ASM; return p->value; }
int volatile_reads(struct object *p) { int first = VOLATILE(p->value); BY_ASM; return first + VOLATILE(p->value); }
int in_a_branch(struct object *p) { int first = p->value; if (first) return first; BY_ASM; return p->value; }
int barrier(struct object *p) { int first = p->value; __asm__ volatile("" : : : "memory"); return first + p->value; }
int release(struct object *p)
{
	extern int lock;
	int first = p->value;
	__atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
	return first + p->value;
}
END
# What is not instrumented counts checks of the object, and those when it is free.
cat >"$root/w/run.c" <<'END'
#include <stdio.h>
static struct { int value, next; } object;
int lock, freed;
static int checks, late;
static void check(void *p) { if (p != (void *)&lock) { checks++; late += freed; } }
void __asan_load4_noabort(void *p) { check(p); }
void __asan_store4_noabort(void *p) { check(p); }
void kfree(void *p) { freed = 1; }
__asm__(".globl kfree_by_asm\nkfree_by_asm: movl $1, freed(%rip)\n\tret");
#define TRY(f) do { int f(void *); checks = late = freed = object.value = 0; f(&object); \
	printf(#f ": %d checks, %d when it is free\n", checks, late); } while (0)
int main(void)
{
	TRY(call); TRY(call_by_asm); TRY(other_member); TRY(written_before); TRY(volatile_reads); TRY(in_a_branch);
	TRY(barrier); TRY(release);
	return 0;
}
END
options="-O2 -fno-pic -mno-red-zone -fsanitize=kernel-address -c a.c -o"
# shellcheck disable=SC2086 # words on purpose
{
	inside x86_64-linux-gnu-gcc-16 --param asan-instrumentation-with-call-threshold=0 $options gcc.o
	inside clang-22 -mllvm -asan-instrumentation-with-call-threshold=0 $options clang.o
}
for compiler in gcc clang; do
	gcc -w -O1 -fno-pic -no-pie "$root/w/run.c" "$root/w/$compiler.o" -o "$work/run"
	"$work/run" | sed "s/^/$compiler, /"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc, call: 2 checks, 1 when it is free
gcc, call_by_asm: 1 checks, 0 when it is free
gcc, other_member: 2 checks, 1 when it is free
gcc, written_before: 1 checks, 0 when it is free
gcc, volatile_reads: 1 checks, 0 when it is free
gcc, in_a_branch: 2 checks, 1 when it is free
gcc, barrier: 1 checks, 0 when it is free
gcc, release: 1 checks, 0 when it is free
clang, call: 2 checks, 1 when it is free
clang, call_by_asm: 2 checks, 1 when it is free
clang, other_member: 2 checks, 1 when it is free
clang, written_before: 2 checks, 1 when it is free
clang, volatile_reads: 2 checks, 1 when it is free
clang, in_a_branch: 2 checks, 1 when it is free
clang, barrier: 2 checks, 0 when it is free
clang, release: 1 checks, 0 when it is free
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "gcc checks an address once up to the next call or branch, whatever asm does before that"
