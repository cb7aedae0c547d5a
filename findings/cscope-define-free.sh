#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that cscope -k names for a function the place where it is defined, and each
# function and macro that calls it.
#
# cscope 15.9 takes the last name before a parenthesis for that of a function: what is
# called in DEFINE_FREE() and DEFINE_GUARD() is "defined" there, if a function follows, and
# calls what that one calls; as a call it is not known.  Attributes behind the arguments,
# __must_hold() for one, and in front, __printf(), are callers as well.  A call in
# TRACE_EVENT() is by nobody.
#
# A function of the kernel with a DEFINE_FREE() has two definitions, and "who frees to this
# cache?" lacks all that is freed by __free().  Ask for the symbol (-0): it has every line.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid cscope=15.9-2
try() { # WORDS: reads C
	rm -f "$root/w/a.out"
	cat >"$root/w/a.c"
	inside cscope -b -k -f a.out a.c 2>"$work/err"
	echo "$1: defined $(ask -1) times, called by $(inside cscope -d -f a.out -L -3 put | cut -d ' ' -f 2 | paste -sd ' ')" \
		"(in $(ask -0) lines)"
}
ask() { inside cscope -d -f a.out -L "$1" put | wc -l; }
{
	try "a function" <<'END'
void use(void *p)
{
	put(p);
}
END
	try "DEFINE_FREE()" <<'END'
DEFINE_FREE(put, void *, if (_T) put(_T))
END
	try "DEFINE_FREE() and a function" <<'END'
DEFINE_FREE(object, void *, if (_T) put(_T))
void use(void *p)
{
	put(p);
}
END
	try "DEFINE_GUARD()" <<'END'
DEFINE_GUARD(object, struct object *, get(_T), put(_T))
void use(void *p)
{
	guard(object)(p);
}
END
	try "an attribute behind" <<'END'
void use(void *p) __must_hold(&lock)
{
	put(p);
}
END
	try "an attribute in front" <<'END'
__printf(1, 2)
void use(char *p, ...)
{
	put(p);
}
END
	try "TRACE_EVENT()" <<'END'
TRACE_EVENT(event,
	TP_fast_assign(
		put(p);
	),
);
END
} | tee "$work/seen"
cat >"$work/expected" <<'END'
a function: defined 0 times, called by use (in 1 lines)
DEFINE_FREE(): defined 0 times, called by  (in 1 lines)
DEFINE_FREE() and a function: defined 1 times, called by put use (in 2 lines)
DEFINE_GUARD(): defined 1 times, called by  (in 1 lines)
an attribute behind: defined 0 times, called by use __must_hold (in 1 lines)
an attribute in front: defined 0 times, called by __printf use (in 1 lines)
TRACE_EVENT(): defined 0 times, called by  (in 1 lines)
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what DEFINE_FREE() and DEFINE_GUARD() call is defined by them, attributes call"
