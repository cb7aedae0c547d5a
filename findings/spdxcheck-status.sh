#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that spdxcheck.py ends with another status than 0 for a file whose licence is
# not known, or that has no licence line.
#
# spdxcheck.py of Linux 7.3.4 prints a line for a licence or an exception that is not in LICENSES
# and for an expression that is cut, and ends with 0.  There is no word for a file without a
# licence, a misspelled tag, one behind line 15, and a second licence.  Only a file that is
# not there is status 1.
#
# A hook or a job that asks for the status passes for ever: ask whether there is a line, and look
# with grep for files without the tag.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/spdxcheck.py scripts/spdxexclude LICENSES
closure sid git=1:2.55.0-1 python3-git=3.2.1-1 python3-ply=3.11-12
: >"$root/dev/null"
cp -r "$work"/linux/* "$root/w"
inside git init -q 2>"$work/log"
inside git add LICENSES # the licences are read from what is committed
inside git -c user.name=A -c user.email=a@example.org commit -qm LICENSES
tag=SPDX-License-Identifier
try() { # WORDS LINE...
	local status=0
	printf '%s\n' "${@:2}" >"$root/w/a.c"
	inside python3 -B scripts/spdxcheck.py "${file:-a.c}" >"$work/out" 2>"$work/err" || status=$?
	! grep -qE '^(FAIL|Traceback)' "$work/err" || cannot "spdxcheck.py: $(tail -n 1 "$work/err")"
	echo "$1: status $status, $(cat "$work/out" "$work/err" | sed 's/^a.c: [0-9:]* //' | grep . || echo nothing)"
}
filler=$(seq -f 'int line_%g;' 15)
{
	try "good" "// $tag: GPL-2.0"
	try "unknown licence" "// $tag: GPL-2.0-of-sorts"
	try "unknown exception" "// $tag: GPL-2.0 WITH no-exception"
	try "exception of another licence" "// $tag: MIT WITH Linux-syscall-note"
	try "cut" "// $tag: GPL-2.0 OR"
	try "none" "int a;"
	try "misspelled tag" "// ${tag/License/Licence}: GPL-2.0-of-sorts"
	try "line 16" "$filler" "// $tag: GPL-2.0-of-sorts"
	try "second" "// $tag: GPL-2.0" "// $tag: GPL-2.0-of-sorts"
	file=missing.c
	try "no such file"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
good: status 0, nothing
unknown licence: status 0, Invalid License ID: GPL-2.0-of-sorts
unknown exception: status 0, Invalid Exception ID: no-exception
exception of another licence: status 0, Exception not valid for license MIT: Linux-syscall-note
cut: status 0, Unfinished license expression
none: status 0, nothing
misspelled tag: status 0, nothing
line 16: status 0, nothing
second: status 0, nothing
no such file: status 1, path missing.c does not exist
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "status 0 for a licence that is not known, and nothing is said of a file without one"
