#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that clang's allocation tokens, by which Linux 7.3 can choose one of 16 kmalloc
# caches, tell the type of what is allocated by any sizeof() in the size, or else by the
# pointer that takes it; that what has pointers anywhere is in the upper half; and that a cast
# which changes nothing changes nothing.
#
# For clang 22.1.8 a sum is of the type that stands first: a header without pointers and behind
# it an array of pointers is without.  Rounding up, a cast, ?:, a statement expression, a call
# and a variable that is set later hide the type; then the pointer tells it, and if that is
# void *, the token is 0, of the lower half.  With "(void *)" in front of the call the type is
# void, in the lower half, whatever takes it.  -Wall and -Wextra say nothing; -Rpass=alloc-token
# names what has no type.
#
# Write the type that has the pointers first, and no cast to void *.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
struct object { struct object *next; int a; };
struct bytes { int length; long bytes[7]; };
int printf(const char *, ...);
static unsigned long got;
__attribute__((noinline)) static void *take(unsigned long size, unsigned long token) { return got = token, (void *)size; }
#define alloc(size) take(size, __builtin_infer_alloc_token(size))
#define add(a, b) ({ unsigned long sum = a; sum += b; sum; })
#define try(statement) (statement, printf("%s: %s\n", #statement, !got ? "none" : got > 7 ? "pointers" : "plain"))
int main(int argc, char **argv)
{
	unsigned long n = argc, first = sizeof(struct object), later;
	struct object *o;
	struct bytes *b;
	void *v;

	later = sizeof(struct object);
LINES
	return !argv + !o + !b + !v;
}
END
cat >"$work/expected" <<'END'
v = alloc(sizeof(struct object)): pointers
v = alloc(sizeof(struct bytes)): plain
v = alloc(n * sizeof(struct object)): pointers
v = alloc(first): pointers
v = alloc(later): none
v = alloc(n): none
o = alloc(n): pointers
b = alloc(n): plain
o = alloc(sizeof(struct bytes)): plain
v = alloc(sizeof(void *) * n + sizeof(struct bytes)): pointers
v = alloc(sizeof(struct bytes) + sizeof(void *) * n): plain
v = alloc((sizeof(struct object) + 63) / 64 * 64): pointers
v = alloc((sizeof(struct object) + 63) & ~63ul): none
o = alloc((sizeof(struct object) + 63) & ~63ul): pointers
v = alloc((int)sizeof(struct object)): none
v = alloc(n ? sizeof(struct object) : 64): none
v = alloc(add(sizeof(struct object), n)): none
o = (struct object *)alloc(n): pointers
o = (void *)alloc(n): plain
o = (void *)alloc(sizeof(struct object)): pointers
END
sed 's/\(.*\): .*/try(\1);/' "$work/expected" >"$work/lines"
sed -i -e "/^LINES/r $work/lines" -e '/^LINES/d' "$root/w/a.c"
inside clang-22 -O2 -Wall -Wextra -falloc-token-max=16 -c a.c -o a.o 2>&1 | tee "$work/seen"
gcc "$root/w/a.o" -o "$work/a"
"$work/a" | tee -a "$work/seen"
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a sum is of its first type, what hides a sizeof() has none, and (void *) is a type without pointers"
