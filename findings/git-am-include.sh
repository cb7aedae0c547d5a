#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "git am" and "git apply" fail, or say so, when nothing of a patch is
# used: with an --include that fits no file, or in a folder whose files the patch does not name.
#
# "git am" of git 2.55.0 then makes a commit with the message and no change, status 0; so it
# does for an --exclude that fits each file.  "git apply" with these options does nothing, also
# with --check, where a patch that could not be applied is fine.  In a folder below the top it
# passes over files that are elsewhere.  Only -v names what is skipped.
#
# With --include=mm/slub a series for mm/slub.c seems to be there, with all its subjects, and
# each commit builds.  Look for empty commits: git log --stat.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid git=1:2.55.0-1
printf '[user]\n\tname = A\n\temail = a@example.org\n[init]\n\tdefaultBranch = main\n' >"$root/tmp/.gitconfig"
: >"$root/dev/null"
git() { inside git "$@"; }
git init -q
mkdir "$root"/w/{mm,lib}
seq 9 | tee "$root/w/mm/slub.c" >"$root/w/lib/list.c"
git add mm lib
git commit -qm base
sed -i 's/5/five/' "$root/w/mm/slub.c"
git commit -qam "slab: change"
git format-patch -q -o /tmp main~1
try() { # PATCH FOLDER ARGUMENT...
	local patch=$1 folder=$2 status=0
	shift 2
	git checkout -q -f -B try main~1
	git -C "$folder" "$@" "$patch" >"$work/log" 2>&1 || status=$?
	echo "$*, in $folder: $([ $status = 0 ] && echo status 0 || echo error), $(wc -l <"$work/log") lines, $(git rev-list --count main~1..HEAD) commits," \
		"$(git diff --name-only main~1 | wc -l) files changed"
	[ $status = 0 ] || git am --abort >>"$work/log" 2>&1 || true
}
patch=/tmp/0001-slab-change.patch
sed 's/^-5/-cinq/' "$root/$patch" >"$root/tmp/wrong.patch"
{
	try $patch . am -q
	try $patch . am -q --include=mm/slub
	try $patch . am -q --exclude='mm/*'
	try $patch . am -q --directory=no_such
	try $patch . apply
	try $patch . apply --include=mm/slub
	try $patch lib apply
	try /tmp/wrong.patch . apply --check
	try /tmp/wrong.patch . apply --check --include=mm/slub
	try /tmp/wrong.patch . am -q --include=mm/slub
} | tee "$work/seen"
cat >"$work/expected" <<'END'
am -q, in .: status 0, 0 lines, 1 commits, 1 files changed
am -q --include=mm/slub, in .: status 0, 0 lines, 1 commits, 0 files changed
am -q --exclude=mm/*, in .: status 0, 0 lines, 1 commits, 0 files changed
am -q --directory=no_such, in .: error, 7 lines, 0 commits, 0 files changed
apply, in .: status 0, 0 lines, 0 commits, 1 files changed
apply --include=mm/slub, in .: status 0, 0 lines, 0 commits, 0 files changed
apply, in lib: status 0, 0 lines, 0 commits, 0 files changed
apply --check, in .: error, 2 lines, 0 commits, 0 files changed
apply --check --include=mm/slub, in .: status 0, 0 lines, 0 commits, 0 files changed
am -q --include=mm/slub, in .: status 0, 0 lines, 1 commits, 0 files changed
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "git am makes commits without a change and git apply does nothing when no file is included, status 0"
