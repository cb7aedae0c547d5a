#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that spatch fails when a file or folder that is named to it is not there, as
# it does for the rule and the C file, or when what it made cannot be written.
#
# spatch 1.3.0 goes on, status 0, without the file of --iso-file and without the folder of -I:
# then a rule with "x == NULL" does not find "!x", and with --all-includes members of a struct
# from there have no type.  With --very-quiet there is no message.  If -o names a folder that is
# not there nothing is written, status 0, and cp has a message.
#
# A conversion with a misspelled option changes less than it should, and looks like one where
# nothing is left to do.  Try its options on a file of which you know what is to be found.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
: >"$root/dev/null"
cat >"$root/w/rule.cocci" <<'END'
@@
int *e;
@@
-if (e == NULL) return;
+check(e);
END
mkdir "$root/w/own"
echo 'struct own { int *member; };' >"$root/w/own/own.h"
cat >"$root/w/a.c" <<'END'
#include <own.h>
void plain(int *p)
{
	if (p == NULL) return;
}
void turned(int *p)
{
	if (!p) return;
}
void included(struct own *o)
{
	if (o->member == NULL) return;
}
END
try() { # OPTION...
	local status=0
	rm -f "$root/w/b.c"
	inside spatch --very-quiet --sp-file rule.cocci a.c "$@" >"$work/out" 2>"$work/err" || status=$?
	echo "$*: $([ $status = 0 ] && echo status 0 || echo error), $(grep -c '^+.*check' "$work/out") of 3 found, $(wc -l <"$work/err") messages"
}
{
	try -I own --all-includes
	try -I ovn --all-includes
	try -I own --all-includes --iso-file standard.is
	try -I own --all-includes -o no_such/b.c
	try -I own --all-includes no_such.c
} | tee "$work/seen"
cat >"$work/expected" <<'END'
-I own --all-includes: status 0, 3 of 3 found, 0 messages
-I ovn --all-includes: status 0, 2 of 3 found, 0 messages
-I own --all-includes --iso-file standard.is: status 0, 2 of 3 found, 0 messages
-I own --all-includes -o no_such/b.c: status 0, 3 of 3 found, 1 messages
-I own --all-includes no_such.c: error, 0 of 3 found, 1 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "without the file of --iso-file or the folder of -I less is found, without that of -o nothing is written, status 0"
