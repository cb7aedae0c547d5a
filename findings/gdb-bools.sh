#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that gdb adds two values of type bool as C does, where they are integers,
# or refuses to compute with them at all.
#
# gdb 18.1 has "Invalid operation on booleans" for bool + bool, and for -, *, / and % and shifts of
# two of them, and computes bool + 1, bool + int, -bool and (a == b) + (c == d).  bool | bool
# is a bool again.  What a sum becomes depends on where it begins: "$n = 0" and then "$n += a"
# counts, "$n = a" and then "$n = $n + b" is an error.
#
# Flags of caches that are bool are counted in scripts: begin with 0, or cast to int.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
printf '#include <stdbool.h>\nbool a = true, b = true;\nint i = 3;\nint main(void) { return a + b + i; }\n' >"$work/a.c"
gcc -g "$work/a.c" -o "$root/w/a"
try() { # WORDS COMMAND...
	local command=() one
	for one in "${@:2}"; do command+=(-ex "$one"); done
	echo "$1: $(inside gdb -q -nx -batch "${command[@]}" a </dev/null 2>&1 | tail -n 1 | sed 's/^\$[0-9]* = //')" | tee -a "$work/seen"
}
: >"$work/seen"
for expression in 'a + b' 'a - b' 'a * b' 'a / b' 'a % b' 'a + 1' 'a + i' '-a' 'a << b' 'a | b' 'a & b' 'a == b' \
	'(int)a + b' '(i == 3) + (i > 1)'; do
	try "$expression" "print $expression"
done
# shellcheck disable=SC2016 # not for this shell
try 'from 0' 'set $n = 0' 'set $n += a' 'print $n += b'
# shellcheck disable=SC2016 # not for this shell
try 'from a flag' 'set $n = a' 'print $n = $n + b'
cat >"$work/expected" <<'END'
a + b: Invalid operation on booleans.
a - b: Invalid operation on booleans.
a * b: Invalid operation on booleans.
a / b: Invalid operation on booleans.
a % b: Invalid operation on booleans.
a + 1: 2
a + i: 4
-a: -1
a << b: Invalid operation on booleans.
a | b: true
a & b: true
a == b: 1
(int)a + b: 2
(i == 3) + (i > 1): 2
from 0: 2
from a flag: Invalid operation on booleans.
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "two bools have no sum, and a bool and a number do"
