#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that gdb -batch ends with an error when one of its commands has failed,
# however the command was given.
#
# The status of gdb 18.1 is that of the last -ex or -x.  After "No symbol" in one the next is
# carried out, and if that works the status is 0.  Only inside of a file does the first error
# end what follows.
#
# A check that asks a kernel's symbols with several -ex passes though its first questions had
# no answer: put the commands into one file, as the last option.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gdb=18.1-3
printf 'int objects = 5;\nint main(void) { return objects; }\n' >"$work/a.c"
gcc -g "$work/a.c" -o "$root/w/a"
printf 'print nosuch\nprint objects\n' >"$root/w/wrong"
echo 'print objects' >"$root/w/right"
try() { # OPTION...
	status=0
	inside gdb -q -nx -batch "$@" a </dev/null >"$work/out" 2>"$work/err" || status=$?
	echo "$*: status $status, $(grep -c 'No symbol' "$work/err") of No symbol, $(grep -c '= 5' "$work/out") answers" | tee -a "$work/seen"
}
: >"$work/seen"
wrong='print nosuch' right='print objects'
try -ex "$right"
try -ex "$wrong"
try -ex "$wrong" -ex "$right"
try -ex "$right" -ex "$wrong"
try -x wrong
try -x wrong -ex "$right"
try -x wrong -x right
try -ex "$wrong" -x right
cat >"$work/expected" <<'END'
-ex print objects: status 0, 0 of No symbol, 1 answers
-ex print nosuch: status 1, 1 of No symbol, 0 answers
-ex print nosuch -ex print objects: status 0, 1 of No symbol, 1 answers
-ex print objects -ex print nosuch: status 1, 1 of No symbol, 1 answers
-x wrong: status 1, 1 of No symbol, 0 answers
-x wrong -ex print objects: status 0, 1 of No symbol, 1 answers
-x wrong -x right: status 0, 1 of No symbol, 1 answers
-ex print nosuch -x right: status 0, 1 of No symbol, 1 answers
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the status is that of the last command"
