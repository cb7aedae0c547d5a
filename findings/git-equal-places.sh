#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that two patches which change different places of a file differ for git,
# even where the lines around are the same: each of the two is needed.
#
# git 2.55.0 leaves the numbers of lines out of its comparison.  "range-diff" shows such a pair
# as "=", "cherry" and "log --cherry-pick" say that the second is there already, and "rebase"
# leaves it out, status 0.  The change that is asked for is then made at one place of two.
# Of a binary file range-diff compares nothing: two new files of a name are "=" whatever they
# hold, and for cherry they differ.
#
# Error paths of caches that are set up one after the other are such places.  After a rebase
# that skipped a patch look whether it is there, or use --reapply-cherry-picks; "=" of a
# range-diff with an earlier version does not prove that the patch does the same.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid git=1:2.55.0-1
cat >"$root/tmp/.gitconfig" <<'END'
[user]
	name = A
	email = a@example.org
[init]
	defaultBranch = main
[advice]
	skippedCherryPicks = false
END
: >"$root/dev/null"
git() { inside git "$@"; }
place() { # NUMBER: a.c, in which that error path of five is another
	for n in 1 2 3 4 5; do
		printf '\tif (!cache)\n\t\tgoto out;\n'
		if [ "$n" = "$1" ]; then echo "		fail = -ENOMEM;"; else echo "		fail = -EINVAL;"; fi
		printf '\tcache++;\n\tready++;\n\tuse(cache);\n\n'
	done
}
branch() { # NAME FILE: reads the file
	git checkout -q -b "$1" main
	cat >"$root/w/$2"
	git add "$2"
	git commit -qm "slab: set up $2"
}
git init -q
place 0 | tee "$root/w/a.c" >"$root/w/b.c"
git add a.c b.c
git commit -qm base
place 2 | branch second a.c
place 4 | branch fourth a.c
place 2 | branch other b.c
printf '\0one\n' | branch binary data
printf '\0two\n' | branch binary2 data
compare() { # BRANCH BRANCH
	local shown taken
	shown=$(git range-diff "main..$1" "main..$2" | awk '/^ *[0-9-]+:/ { printf "%s", $3 }')
	taken=$(git cherry "$1" "$2" | cut -c 1)
	git checkout -q -B try "$2"
	git rebase -q "$1" 2>/dev/null
	echo "$1 and $2: range-diff $shown, cherry $taken, $(git rev-list --count main..try) of 2 after rebase"
}
{
	compare second fourth
	echo "places changed: $(git show try:a.c | grep -c ENOMEM)"
	compare second other
	echo "binary and binary2: range-diff $(git range-diff main..binary main..binary2 | awk '{ printf "%s", $3 }')," \
		"cherry $(git cherry binary binary2 | cut -c 1)"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
second and fourth: range-diff =, cherry -, 1 of 2 after rebase
places changed: 1
second and other: range-diff !, cherry +, 2 of 2 after rebase
binary and binary2: range-diff =, cherry +
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "of two patches that change equal places rebase leaves one out, and range-diff shows no difference"
