#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that checkpatch says so when what follows --types or --ignore is no type
# of message that it has.
#
# checkpatch of Linux 7.3.4 has a list (--list-types) and does not look there.  With a
# misspelled --types there is no message about any file, and the status is 0; with a misspelled
# --ignore all are shown.  Small letters will do; "ERROR:INITIALISED_STATIC", which is what
# --show-types prints, will not, and a space where a comma should be makes one unknown type
# of two.
#
# A check that asks for some types passes for ever after a slip: show once that it fails.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/checkpatch.pl scripts/spelling.txt scripts/const_structs.checkpatch
printf '%s\n' '// SPDX-License-Identifier: GPL-2.0' 'static int *cache = NULL;' 'int count = 0;' >"$work/a.c"
try() { # WORDS OPTION...
	status=0
	perl "$work/linux/scripts/checkpatch.pl" --no-tree --no-summary --terse --show-types -f "${@:2}" "$work/a.c" \
		>"$work/out" 2>"$work/err" || status=$?
	echo "$1: status $status, $(grep -cE ': (ERROR|WARNING)' "$work/out" || true) reported, $(wc -l <"$work/err") messages" | tee -a "$work/seen"
}
: >"$work/seen"
try 'all'
try 'types, one' --types INITIALISED_STATIC
try 'types, small letters' --types initialised_static
try 'types, misspelled' --types INITIALIZED_STATIC
try 'types, with its level' --types ERROR:INITIALISED_STATIC
try 'types, two with a comma' --types INITIALISED_STATIC,GLOBAL_INITIALISERS
try 'types, two with a space' --types 'INITIALISED_STATIC GLOBAL_INITIALISERS'
try 'types, one of two misspelled' --types INITIALISED_STATIC,GLOBAL_INITIALIZERS
try 'ignore, one' --ignore INITIALISED_STATIC
try 'ignore, misspelled' --ignore INITIALIZED_STATIC
cat >"$work/expected" <<'END'
all: status 1, 2 reported, 0 messages
types, one: status 1, 1 reported, 0 messages
types, small letters: status 1, 1 reported, 0 messages
types, misspelled: status 0, 0 reported, 0 messages
types, with its level: status 0, 0 reported, 0 messages
types, two with a comma: status 1, 2 reported, 0 messages
types, two with a space: status 0, 0 reported, 0 messages
types, one of two misspelled: status 1, 1 reported, 0 messages
ignore, one: status 1, 1 reported, 0 messages
ignore, misspelled: status 1, 2 reported, 0 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a misspelled --types hides all messages, status 0"
