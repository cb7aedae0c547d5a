#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the sanitizer for array bounds checks an index however C lets one write
# it: a[i] is *(a + i), and the compiler knows the size in both.
#
# gcc 16.2.0 with -fsanitize=bounds, and with bounds-strict, which the kernel takes, checks a[i],
# i[a] and &a[i], and not *(a + i), nor so with a member or with rows, t + i.  clang 22.1.8
# with array-bounds checks these too.  Neither checks (a + 1)[i], *(&a[0] + i), (i ? a : b)[i], an
# array out of ({ }), a cast one, or one that a pointer was set to.
#
# A pointer "caches + i" has no bounds for UBSAN when gcc compiles, and a macro that picks one of
# two arrays has none at all.  Write &caches[i].
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
{
	echo 'struct cache { int node[4]; int tail; };'
	echo 'extern struct cache *c; extern int a[8], b[8], t[3][5];'
} >"$root/w/a.c"
n=0
while IFS= read -r expression; do
	echo "int f$((++n))(int i) { return $expression; }" >>"$root/w/a.c"
done <<'END'
a[i]
i[a]
*&a[i]
*(a + i)
*(a - i)
c->node[i]
*(c->node + i)
t[0][i]
*(t[0] + i)
(*(t + i))[0]
(a + 1)[i]
*(&a[0] + i)
(i & 64 ? a : b)[i]
({ a; })[i]
((const int *)a)[i]
({ int *p = a; p[i]; })
END
checked() { # COMPILER OPTION: a line for each function, whether it calls the handler
	inside "$1" -O2 -fsanitize="$2" -S a.c -o a.s
	awk '/^f[0-9]+:/ { count++; said[count] = "not checked" } /__ubsan_handle_out_of_bounds/ { said[count] = "checked" }
		END { for (i = 1; i <= count; i++) print said[i] }' "$root/w/a.s" >"$work/$2"
}
checked x86_64-linux-gnu-gcc-16 bounds
checked x86_64-linux-gnu-gcc-16 bounds-strict
checked clang-22 array-bounds
cmp -s "$work/bounds" "$work/bounds-strict" || echo "bounds-strict differs from bounds"
sed -n 's/^int f[0-9]*(int i) { return \(.*\); }$/\1/p' "$root/w/a.c" |
	paste -d '|' - "$work/bounds-strict" "$work/array-bounds" | sed 's/|\([a-z ]*\)|\([a-z ]*\)$/: gcc \1, clang \2/' | tee "$work/seen"
cat >"$work/expected" <<'END'
a[i]: gcc checked, clang checked
i[a]: gcc checked, clang checked
*&a[i]: gcc checked, clang checked
*(a + i): gcc not checked, clang checked
*(a - i): gcc not checked, clang checked
c->node[i]: gcc checked, clang checked
*(c->node + i): gcc not checked, clang checked
t[0][i]: gcc checked, clang checked
*(t[0] + i): gcc not checked, clang checked
(*(t + i))[0]: gcc not checked, clang checked
(a + 1)[i]: gcc not checked, clang not checked
*(&a[0] + i): gcc not checked, clang not checked
(i & 64 ? a : b)[i]: gcc not checked, clang not checked
({ a; })[i]: gcc not checked, clang not checked
((const int *)a)[i]: gcc not checked, clang not checked
({ int *p = a; p[i]; }): gcc not checked, clang not checked
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "gcc checks no index that is added to an array, clang does; neither checks it behind another sum or a choice"
