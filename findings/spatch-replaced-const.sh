#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a rule which replaces "static struct old *x;" by "static struct new *x;"
# leaves each such variable what it is, or passes it over.
#
# spatch 1.3.0 also takes "struct old *const x;" and writes "const static struct new *x;": now
# the object is constant and the pointer is not.  An attribute macro behind the name goes to
# the front.  Of "*a, *b;" nothing is replaced, while the rule that only removes takes both;
# all this without a message, status 0.
#
# What is written compiles, and a pointer that nobody may change is one that anybody may.  A
# rule that replaces only the words in front of "*x" keeps const and macros where they are.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
: >"$root/dev/null"
try() { # WORDS: reads a rule
	{ printf '@@\nidentifier x;\n@@\n'; cat; } >"$root/w/rule.cocci"
	while read -r line; do
		echo "$line" >"$root/w/a.c"
		inside spatch --very-quiet --sp-file rule.cocci a.c -o b.c >"$work/log" 2>&1 || cannot "spatch failed"
		seen=$(cat "$root/w/b.c" 2>/dev/null) || true
		[ "$seen" != "$line" ] || seen="passed over"
		echo "$1, $line => ${seen:-nothing left}"
		rm -f "$root/w/b.c"
	done <<'END'
static struct old *x;
static struct old *const x;
static struct old *x __read_mostly;
static struct old *x, *y;
END
}
{
	try "replace" <<'END'
-static struct old *x;
+static struct new *x;
END
	try "remove" <<'END'
-static struct old *x;
END
	try "words" <<'END'
 static
-struct old
+struct new
 *x;
END
} | tee "$work/seen"
cat >"$work/expected" <<'END'
replace, static struct old *x; => static struct new *x;
replace, static struct old *const x; => const static struct new *x;
replace, static struct old *x __read_mostly; => __read_mostly static struct new *x;
replace, static struct old *x, *y; => passed over
remove, static struct old *x; => nothing left
remove, static struct old *const x; => nothing left
remove, static struct old *x __read_mostly; => nothing left
remove, static struct old *x, *y; => nothing left
words, static struct old *x; => static struct new *x;
words, static struct old *const x; => static struct new *const x;
words, static struct old *x __read_mostly; => static struct new *x __read_mostly;
words, static struct old *x, *y; => passed over
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a constant pointer whose declaration is replaced becomes a pointer to a constant"
