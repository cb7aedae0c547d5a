#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that sparse either goes on after an error, or ends with a status that
# says so, and that a static assertion which gcc accepts is no error.
#
# sparse 0.6.4 ends with 0.  It knows __builtin_strlen() and __builtin_strcmp() and does
# not fold them: a true assertion about a string is an error.  After it no warning of the
# checks that need types is printed for the whole file, in functions that have nothing to
# do with it.  A bit-field of a __bitwise type is an error of the same kind.  An unknown
# identifier, the worse mistake, hides nothing.
#
# "sparse is clean" needs a planted fault in the same file, or a look for "error:".
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm sparse=0.6.4-3 libc6
still=true
try() { # WORDS EXPECTED LINE: what becomes of a warning after LINE?
	printf '%s\n' "$3" "#define __user __attribute__((noderef, address_space(__user)))" \
		"static int get(int __user *p) { return *p; }" \
		"extern int (*use)(int __user *p);" "int (*use)(int __user *p) = get;" >"$root/w/a.c"
	status=0 warning=hidden
	inside sparse a.c >"$work/seen" 2>&1 || status=$?
	if grep -q 'dereference of noderef' "$work/seen"; then warning=printed; fi
	echo "$1: warning $warning, status $status; $(grep -m 1 error: "$work/seen" || echo no error)"
	[ "$warning $status" = "$2 0" ] || still=false
}
try "nothing before it" printed ""
try "strlen" hidden '_Static_assert(__builtin_strlen("dentry") == 6, "length");'
try "strcmp" hidden '_Static_assert(!__builtin_strcmp("a", "a"), "same");'
try "bit-field" hidden 'struct s { unsigned __attribute__((bitwise)) flags : 8; };'
try "unknown identifier" printed 'static int size = no_such_thing;'
outcome $still "valid lines hide the warning, an invalid one does not, the status is 0"
