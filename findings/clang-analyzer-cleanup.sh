#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that clang's static analyzer knows what clang compiles: that a function of
# cleanup(), as behind __free(), is called at the end of the scope, and that asm goto goes on.
#
# That of clang 22.1.8 does not call it: a pointer with __free() that is right is a leak, and one
# that is freed by hand too, or used behind its scope or returned without no_free_ptr(), is
# fine.  Nothing behind asm goto is looked at, neither the next line nor the label; what is
# in front of it is, and asm without goto is no hindrance.  gcc 16.2.0 has all of them but
# the pointer that is returned.
#
# Static keys, get_user() and this_cpu_try_cmpxchg() are asm goto: what follows them is silent
# because it was not read.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
void *malloc(unsigned long n);
void free(void *p);
static inline void free_it(int **p) { free(*p); }
#define AUTO __attribute__((cleanup(free_it)))
#define GOTO __asm__ goto("jmp %l0" : : : : out)
#define PLAIN __asm__ volatile("nop" : : : "memory")
int right_by_hand(void) { int *p = malloc(8); if (!p) return 1; free(p); return 5; }
int right(void) { int *p AUTO = malloc(8); if (!p) return 1; return 5; }
int leak(void) { int *p = malloc(8); if (!p) return 1; return 5; }
int twice_by_hand(void) { int *p = malloc(8); if (!p) return 1; free(p); free(p); return 5; }
int twice(void) { int *p AUTO = malloc(8); if (!p) return 1; free(p); return 5; }
int *returned_by_hand(void) { int *p = malloc(8); free(p); return p; }
int *returned(void) { int *p AUTO = malloc(8); return p; }
int after_scope(void) { int *q; { int *p AUTO = malloc(8); if (!p) return 1; q = p; } return *q; }
int leak_behind_asm(void) { int *p = malloc(8); if (!p) return 1; PLAIN; return 5; }
int leak_behind_goto(void) { int *p = malloc(8); if (!p) return 1; GOTO; return 5; out: free(p); return 6; }
int twice_behind_goto(void) { int *p = malloc(8); GOTO; free(p); free(p); return 5; out: free(p); return 6; }
int twice_at_label(void) { int *p = malloc(8); GOTO; free(p); return 5; out: free(p); free(p); return 6; }
int twice_before_goto(void) { int *p = malloc(8); free(p); free(p); GOTO; return 5; out: return 6; }
END
head -n 6 "$root/w/a.c" >"$work/head"
tail -n +7 "$root/w/a.c" | while read -r line; do # each function in a file of its own
	{ cat "$work/head" && echo "$line"; } >"$root/w/one.c"
	(inside clang-22 --analyze -Xclang -analyzer-checker=core,unix.Malloc -Xclang -analyzer-output=text one.c 2>&1 || true) |
		sed -nE 's/.* warning: (.*) \[.*/\1/p' >"$work/clang"
	(inside x86_64-linux-gnu-gcc-16 -O0 -fanalyzer -c one.c -o one.o 2>&1 || true) |
		sed -nE 's/.* warning: ([^[]*[^ [])( \[.*)/\1/p' >"$work/gcc"
	echo "$(sed -nE 's/^int \*?([a-z_]+)\(void\).*/\1/p' <<<"$line"): clang: $(sort -u "$work/clang" | paste -sd ','); gcc: $(sort -u "$work/gcc" | paste -sd ',')"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
right_by_hand: clang: ; gcc: 
right: clang: Potential leak of memory pointed to by 'p'; gcc: 
leak: clang: Potential leak of memory pointed to by 'p'; gcc: leak of 'p'
twice_by_hand: clang: Attempt to release already released memory; gcc: double-'free' of 'p'
twice: clang: ; gcc: double-'free' of 'p'
returned_by_hand: clang: Use of memory after it is released; gcc: 
returned: clang: ; gcc: 
after_scope: clang: ; gcc: use after 'free' of 'q'
leak_behind_asm: clang: Potential leak of memory pointed to by 'p'; gcc: leak of 'p'
leak_behind_goto: clang: ; gcc: leak of 'p'
twice_behind_goto: clang: ; gcc: double-'free' of 'p'
twice_at_label: clang: ; gcc: double-'free' of 'p'
twice_before_goto: clang: Attempt to release already released memory; gcc: double-'free' of 'p'
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "cleanup() is not called for the analyzer, and nothing behind asm goto is looked at"
