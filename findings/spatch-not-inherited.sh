#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "identifier c != r.c" leaves out what the rule r has found, as
# "position p != r.p" does.
#
# For spatch 1.3.0 it does if r has found one name.  If it has found two, the rule runs for
# each of them, and what one run leaves out the other changes: nothing is left out, no
# message, status 0.  A position stands for all places that were found.
#
# Such a rule is right for a test file with one cache and wrong for a file with two.  Take a
# position in both rules, or collect names in Python and ask there.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
: >"$root/dev/null"
try() { # KIND NAME...: which calls are changed when the declarations of NAMEs are found
	local kind=$1 name status=0
	shift
	{
		for name in "$@"; do echo "static struct kmem_cache *$name;"; done
		printf 'void drop(void)\n{\n'
		printf '\tkmem_cache_destroy(%s);\n' one two other
		echo '}'
	} >"$root/w/a.c"
	case $kind in
	position)
		cat <<'END'
@r@
identifier c;
@@
static struct kmem_cache *c;
@s@
identifier r.c;
position p;
@@
kmem_cache_destroy@p(c)
@@
expression e;
position p != s.p;
@@
-kmem_cache_destroy@p(e);
END
		;;
	identifier)
		cat <<'END'
@r@
identifier c;
@@
static struct kmem_cache *c;
@@
identifier d != r.c;
@@
-kmem_cache_destroy(d);
END
		;;
	esac >"$root/w/rule.cocci"
	inside spatch --very-quiet --sp-file rule.cocci a.c >"$work/diff" 2>"$work/err" || status=$?
	echo "$kind, declared: $*; changed: $(sed -n 's/^-\tkmem_cache_destroy(\(.*\));/\1/p' "$work/diff" | paste -sd ' ')," \
		"$(wc -l <"$work/err") messages, status $status"
}
{
	for kind in identifier position; do
		try $kind one
		try $kind one two
		try $kind one two other
	done
} | tee "$work/seen"
cat >"$work/expected" <<'END'
identifier, declared: one; changed: two other, 0 messages, status 0
identifier, declared: one two; changed: one two other, 0 messages, status 0
identifier, declared: one two other; changed: one two other, 0 messages, status 0
position, declared: one; changed: two other, 0 messages, status 0
position, declared: one two; changed: other, 0 messages, status 0
position, declared: one two other; changed: , 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a name that is not to be one of two found by a rule before may be both"
