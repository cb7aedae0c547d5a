#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a number in a rule finds the same number in the code, however each is
# written, or just what is written the same.
#
# spatch 1.3.0 finds 0x1a4 for 420, so it knows numbers; but one with a leading 0 is decimal for
# it.  A rule with 0644 finds 644, and none of 420, 0x1a4 and 0644u; one with 16 finds 016, which
# is 14, and not 020.  With - and + it changes that, status 0.  A suffix is another number:
# 16 does not find 16u or 16UL.
#
# Modes of files are such numbers, alignments and sizes may be: look at what was found.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
numbers=(420 0x1a4 0X1A4 0644 644 420u 0644u 16 0x10 020 016 16u 16UL)
for number in 420 0644 644 0x1a4 16 020; do
	printf '%s\n' '@@ @@' "- create($number)" '+ found()' >"$root/w/a.cocci"
	{
		echo 'void f(void)' '{'
		printf '\tcreate(%s);\n' "${numbers[@]}"
		echo '}'
	} >"$root/w/a.c"
	status=0
	inside spatch --very-quiet --sp-file a.cocci a.c -o b.c >"$work/log" 2>&1 || status=$?
	echo "$number finds $(diff "$root/w/a.c" "$root/w/b.c" | sed -nE 's/^<\s*create\((.*)\);/\1/p' | paste -sd ' '), status $status" |
		tee -a "$work/seen"
done
cat >"$work/expected" <<'END'
420 finds 420 0x1a4 0X1A4, status 0
0644 finds 0644 644, status 0
644 finds 0644 644, status 0
0x1a4 finds 420 0x1a4 0X1A4, status 0
16 finds 16 0x10 016, status 0
020 finds 020, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a leading 0 is not looked at: 16 finds 016, which is 14, and not 020"
