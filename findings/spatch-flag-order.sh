#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a rule for "expression | FLAG" as an argument finds the flag wherever
# it stands among others: its isomorphisms turn operands round and leave parentheses out.
#
# In spatch 1.3.0 it has to be the last of all, or the first of two.  Calls with A | FLAG | C,
# FLAG | A | C, or (A | FLAG) are passed over, no message, status 0.  If only "| FLAG" has a
# minus, the first of two is, too.  The same expression as a rule of its own finds all.
#
# A rule for calls of kmem_cache_create() with SLAB_PANIC converts some of them.  Look for the
# flag within <+... ...+>, and drop it by a rule for the expression alone.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
: >"$root/dev/null"
try() { # WORDS: reads a rule
	{ printf '@@\nexpression e, n;\nsymbol FLAG;\n@@\n'; cat; } >"$root/w/rule.cocci"
	: >"$work/list"
	for flags in 'A | FLAG' 'FLAG | A' 'A | C | FLAG' 'A | FLAG | C' 'FLAG | A | C' 'A | FLAG | C | D' '(A | FLAG)'; do
		echo "void set(void) { make($flags, 1); }" >"$root/w/a.c"
		inside spatch --very-quiet --sp-file rule.cocci a.c >"$work/diff" 2>/dev/null || cannot "spatch failed"
		[ ! -s "$work/diff" ] || echo "$flags" >>"$work/list"
	done
	echo "$1: $(paste -sd ';' "$work/list" | sed 's/;/; /g')"
}
{
	try "call" <<'END'
-make(e | FLAG, n)
+take(e, n)
END
	try "flag with a minus" <<'END'
 make(e
-| FLAG
 , n)
END
	try "expression" <<'END'
-e | FLAG
+e
END
	try "nest" <<'END'
-make
+take
 (<+...FLAG...+>, n)
END
} | tee "$work/seen"
cat >"$work/expected" <<'END'
call: A | FLAG; FLAG | A; A | C | FLAG
flag with a minus: A | FLAG; A | C | FLAG
expression: A | FLAG; FLAG | A; A | C | FLAG; A | FLAG | C; FLAG | A | C; A | FLAG | C | D; (A | FLAG)
nest: A | FLAG; FLAG | A; A | C | FLAG; A | FLAG | C; FLAG | A | C; A | FLAG | C | D; (A | FLAG)
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a flag is not found as part of an argument unless it is the last of all or the first of two"
