#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that line and column of a position are numbers in a Python script of a
# semantic patch, or that comparing them with numbers is an error.
#
# In spatch 1.3.0 they are strings.  "p[0].line < q[0].line" is false for lines 9 and 10,
# max() of 3, 9 and 12 is 9, sorted() begins with 12, and "== 9" is false; no message,
# status 0.  A script that asks which of two comes first is right within lines of as many
# digits.
#
# Write int(p[0].line).
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
closure trixie libpython3.13 python3
ln -s libpython3.13.so.1.0 "$root/usr/lib/x86_64-linux-gnu/libpython3.13.so" # spatch asks for it
: >"$root/dev/null"
cat >"$root/w/rule.cocci" <<'END'
@initialize:python@
@@
seen = []
@r@
position p, q;
@@
 take@p(...);
 give@q(...);
@script:python@
p << r.p;
q << r.q;
@@
a, b = p[0].line, q[0].line
seen.append(a)
print("lines %s and %s: '<' is %s, of numbers %s; == %s is %s" % (a, b, a < b, int(a) < int(b), a, a == int(a)))
@finalize:python@
@@
print("last of %d: %s, of numbers %s; first: %s, of numbers %s" %
      (len(seen), max(seen), max(map(int, seen)), sorted(seen)[0], min(map(int, seen))))
END
{
	printf 'void set(void)\n{\n'
	for _ in 1 2 3 4; do printf '\ttake();\n\tgive();\n\tx++;\n'; done
	echo '}'
} >"$root/w/a.c"
status=0
inside spatch --very-quiet --sp-file rule.cocci a.c >"$work/seen" 2>"$work/err" || status=$?
echo "messages: $(wc -l <"$work/err"), status $status" >>"$work/seen"
cat "$work/seen"
cat >"$work/expected" <<'END'
lines 3 and 4: '<' is True, of numbers True; == 3 is False
lines 6 and 7: '<' is True, of numbers True; == 6 is False
lines 9 and 10: '<' is False, of numbers True; == 9 is False
lines 12 and 13: '<' is True, of numbers True; == 12 is False
last of 4: 9, of numbers 12; first: 12, of numbers 3
messages: 0, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "lines of positions are compared as strings: 9 is behind 10"
