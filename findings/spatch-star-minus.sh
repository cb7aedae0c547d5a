#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a rule finds the same places whether it marks them with "*" or
# changes them with "-" and "+".
#
# For spatch 1.3.0 "..." is any path in a rule with stars, and all paths in one that changes
# lines.  "x = alloc(); ... when != release(x)" up to a return finds eight leaks with a star; with a
# minus it finds the two that no path through the function avoids, no message, status 0.
# "when any" and "when strict" add none; "when exists" and "@r exists@" add the six, and
# "forall" takes them from the stars.
#
# What a rule shows when it is tried with stars is not what it changes later, and a leak
# that a minus does not find may be there.  Write exists or forall in each rule.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
: >"$root/dev/null"
define() { # NAME LINES: a function that allocates, and returns its name
	printf 'int %s(void)\n{\n\tx = alloc();\n%s\n\treturn %s;\n}\n' "$1" "$2" "$1"
}
{
	define straight ''
	define counts $'\tif (good)\n\t\tn++;'
	define fails $'\tif (bad)\n\t\treturn fails_early;\n\trelease(x);'
	define jumps $'\tif (bad)\n\t\tgoto out;\n\trelease(x);\nout:'
	define loops $'\twhile (more)\n\t\tif (bad)\n\t\t\treturn loops_early;\n\trelease(x);'
	define sometimes $'\tif (good)\n\t\trelease(x);'
	define breaks $'\tdo {\n\t\tif (bad)\n\t\t\tbreak;\n\t\trelease(x);\n\t} while (0);'
	define chooses $'\tswitch (n) {\n\tcase 1:\n\t\trelease(x);\n\t}'
	define right $'\trelease(x);'
} >"$root/w/a.c"
try() { # HEAD MARK [WHEN]
	local status=0
	printf '%s\nexpression x, e;\n@@\n x = alloc();\n ... when != release(x)\n%s%sreturn e;\n' "$1" "${3:+ $3$'\n'}" "$2" >"$root/w/rule.cocci"
	inside spatch --very-quiet --sp-file rule.cocci a.c >"$work/diff" 2>"$work/err" || status=$?
	echo "$1 $2${3:+ $3}: $(sed -nE 's/^-\t+return (.*);/\1/p' "$work/diff" | paste -sd ' '), $(wc -l <"$work/err") messages, status $status"
}
{
	try @@ '*'
	try @@ -
	try @@ - 'when any'
	try @@ - 'when strict'
	try @@ - 'when exists'
	try '@r exists@' -
	try '@r forall@' '*'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
@@ *: straight counts fails_early jumps loops_early sometimes breaks chooses, 0 messages, status 0
@@ -: straight counts, 0 messages, status 0
@@ - when any: straight counts, 0 messages, status 0
@@ - when strict: straight counts, 0 messages, status 0
@@ - when exists: straight counts fails_early jumps loops_early sometimes breaks chooses, 0 messages, status 0
@r exists@ -: straight counts fails_early jumps loops_early sometimes breaks chooses, 0 messages, status 0
@r forall@ *: straight counts, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a rule that changes lines finds two of the eight places that it finds with stars"
