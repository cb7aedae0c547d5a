#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "git am" gives a commit the message that "git format-patch" wrote, but
# for the line "---" that everybody knows to be the end.
#
# "git am" of git 2.55.0 also ends it at a line that begins with "Index: ", "diff -" or
# "--- name", no message, status 0.  A first paragraph of the text that begins with "Subject:"
# or "From:" is taken as a header: the subject or the author is another one.  format-patch
# sets no mark for either.
#
# A commit that quotes a report with "Index: 12" keeps the change and loses what is below,
# sign-off included.  Compare with "git range-diff", or indent what is quoted.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid git=1:2.55.0-1
printf '[user]\n\tname = A\n\temail = a@example.org\n[init]\n\tdefaultBranch = main\n' >"$root/tmp/.gitconfig"
: >"$root/dev/null"
git() { inside git "$@"; }
git init -q
seq 9 >"$root/w/slub.c"
git add slub.c
git commit -qm base
try() { # LINE: it begins a paragraph between two others, or the first
	local place text status
	for place in first later; do
		status=0 text="above"$'\n\n'"$1"
		[ $place = later ] || text=$1
		git checkout -q -f -B from main
		echo five >"$root/w/slub.c"
		git commit -q --cleanup=verbatim -am "slab: fix"$'\n\n'"$text"$'\nmore\n\nlast\n'
		git format-patch -q -o /tmp main..from
		git checkout -q -B to main
		git am -q /tmp/0001-slab-fix.patch >"$work/log" 2>&1 || status=$?
		echo "$1, $place: $([ $status = 0 ] && echo status 0 || echo error), $(git log -1 --format='%an, %s, %b' | paste -sd ' ' | sed 's/  */ /g; s/,* *$//')"
		git am --abort >>"$work/log" 2>&1 || true
	done
}
{
	for line in "a line" "Index: 12 objects" "Subject: allocator" "From: B <b@example.org>" "--- objects" "diff - of two" \
		"+++ objects" "Date: 2026-10-01" "@@ -1 +1 @@"; do try "$line"; done
} | tee "$work/seen"
cat >"$work/expected" <<'END'
a line, first: status 0, A, slab: fix, a line more last
a line, later: status 0, A, slab: fix, above a line more last
Index: 12 objects, first: status 0, A, slab: fix
Index: 12 objects, later: status 0, A, slab: fix, above
Subject: allocator, first: status 0, A, allocator, more last
Subject: allocator, later: status 0, A, slab: fix, above Subject: allocator more last
From: B <b@example.org>, first: status 0, B, slab: fix, more last
From: B <b@example.org>, later: status 0, A, slab: fix, above From: B <b@example.org> more last
--- objects, first: status 0, A, slab: fix
--- objects, later: status 0, A, slab: fix, above
diff - of two, first: status 0, A, slab: fix
diff - of two, later: status 0, A, slab: fix, above
+++ objects, first: status 0, A, slab: fix, +++ objects more last
+++ objects, later: status 0, A, slab: fix, above +++ objects more last
Date: 2026-10-01, first: error, A, base
Date: 2026-10-01, later: status 0, A, slab: fix, above Date: 2026-10-01 more last
@@ -1 +1 @@, first: status 0, A, slab: fix, @@ -1 +1 @@ more last
@@ -1 +1 @@, later: status 0, A, slab: fix, above @@ -1 +1 @@ more last
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "git am cuts a message at some lines and takes others as headers, status 0"
