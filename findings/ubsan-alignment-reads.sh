#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that -fsanitize=alignment reports each access through a pointer that is not
# aligned as its type asks, and that gcc and clang report the same ones.
#
# clang 22.1.8 checks no volatile access, so no READ_ONCE() or WRITE_ONCE(), and none of a
# struct as a whole: assigned, as an argument, returned into place, or set from a compound
# literal.  gcc 16.2.0 reports all these.  memcpy() of a struct only clang reports.  Atomic
# builtins and operands of asm, so atomic_inc(), neither does.  Nothing is said.
#
# CONFIG_UBSAN_ALIGNMENT is there to find objects that a cache has put at the wrong place; a
# kernel that clang built is silent for a counter or a list that is read with READ_ONCE().
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct object { char kind; int count; long list; };
int take(struct object object);
struct object give(void);
int read(int *p) { return *p; }
int read_member(struct object *p) { return p->count; }
int read_volatile(int *p) { return *(volatile int *)p; }
void write(int *p) { *p = 1; }
void write_volatile(int *p) { *(volatile int *)p = 1; }
void assign(struct object *p, struct object *from) { *p = *from; }
void argument(struct object *p) { take(*p); }
void returned(struct object *p) { *p = give(); }
void literal(struct object *p) { *p = (struct object){ 1, 2, 3 }; }
void copy(struct object *p, struct object *from) { __builtin_memcpy(p, from, sizeof(*p)); }
void atomic(int *p) { __atomic_fetch_add(p, 1, __ATOMIC_RELAXED); }
void operand(int *p) { __asm__ volatile("incl %0" : "+m"(*p)); }
END
cat >"$root/w/run.c" <<'END'
#include <stdio.h>
struct object { char kind; int count; long list; };
static int reports;
void __ubsan_handle_type_mismatch_v1(void *data, unsigned long pointer) { reports++; }
int take(struct object object) { return object.count; }
struct object give(void) { return (struct object){ 0 }; }
static struct object objects[2], good;
#define TRY(f) do { void f(void *, void *); reports = 0; f((char *)objects + 1, &good); \
	if (!!reports == reported) printf(" " #f); } while (0)
int main(void)
{
	for (int reported = 1; reported >= 0; reported--) {
		printf(reported ? "reports" : "; passes over");
		TRY(read); TRY(read_member); TRY(read_volatile); TRY(write); TRY(write_volatile); TRY(assign); TRY(argument);
		TRY(returned); TRY(literal); TRY(copy); TRY(atomic); TRY(operand);
	}
	puts("");
	return 0;
}
END
for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
	for level in -O0 -O2; do
		inside $compiler $level -fno-pic -fsanitize=alignment -c a.c -o a.o
		gcc -w -O1 -no-pie "$root/w/run.c" "$root/w/a.o" -o "$work/run"
		echo "${compiler#*gnu-} $level $("$work/run")"
	done
done | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc-16 -O0 reports read read_member read_volatile write write_volatile assign argument returned literal; passes over copy atomic operand
gcc-16 -O2 reports read read_member read_volatile write write_volatile assign argument returned literal; passes over copy atomic operand
clang-22 -O0 reports read read_member write copy; passes over read_volatile write_volatile assign argument returned literal atomic operand
clang-22 -O2 reports read read_member write copy; passes over read_volatile write_volatile assign argument returned literal atomic operand
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "clang passes over volatile accesses and whole structs, gcc over memcpy(), both over atomics and asm"
