#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "checkincludes.pl -r", which removes duplicate includes, keeps the first of
# two, and that a header in <> and one in "" are two.
#
# checkincludes.pl of Linux 7.3.4 keeps the last: what stands at the head of the file goes, and
# a line far below stays, also if that is in a comment or behind #ifdef, so that the header
# is not included at all.  A comment at its head says that it knows no macros.  "slab.h" and
# <slab.h> are one, the first goes.  The status is 0, whatever it found.
#
# After -r look at each file: "git diff" shows the includes that are left in the wrong place.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/checkincludes.pl
try() { # WORDS LINE...
	local status=0
	printf '%s\n' "${@:2}" >"$work/a.c"
	(cd "$work" && nice -n 15 perl linux/scripts/checkincludes.pl a.c) >"$work/out" 2>&1 || status=$?
	echo "$1: $(paste -sd ';' "$work/out"), status $status"
	(cd "$work" && nice -n 15 perl linux/scripts/checkincludes.pl -r a.c) >"$work/out" 2>&1 || status=$?
	echo "$1, -r: $(paste -sd ';' "$work/a.c"), status $status"
}
{
	try "side by side" '#include <linux/slab.h>' '#include <linux/mm.h>' '#include <linux/slab.h>'
	try "below" '#include <linux/slab.h>' 'void *p = NULL;' '#include <linux/slab.h>'
	try "behind #ifdef" '#include <linux/slab.h>' '#ifdef CONFIG_DEBUG' '#include <linux/slab.h>' '#endif'
	try "in a comment" '#include <linux/slab.h>' '/* Users write' '#include <linux/slab.h>' '*/'
	try "two headers" '#include <slab.h>' '#include "slab.h"'
	try "spaces" '#include <linux/slab.h>' '# include  <linux/slab.h>'
	try "once" '#include <linux/slab.h>' '#include <linux/mm.h>'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
side by side: a.c: linux/slab.h is included more than once., status 0
side by side, -r: #include <linux/mm.h>;#include <linux/slab.h>, status 0
below: a.c: linux/slab.h is included more than once., status 0
below, -r: void *p = NULL;;#include <linux/slab.h>, status 0
behind #ifdef: a.c: linux/slab.h is included more than once., status 0
behind #ifdef, -r: #ifdef CONFIG_DEBUG;#include <linux/slab.h>;#endif, status 0
in a comment: a.c: linux/slab.h is included more than once., status 0
in a comment, -r: /* Users write;#include <linux/slab.h>;*/, status 0
two headers: a.c: slab.h is included more than once., status 0
two headers, -r: #include "slab.h", status 0
spaces: a.c: linux/slab.h is included more than once., status 0
spaces, -r: # include  <linux/slab.h>, status 0
once: No duplicate includes found., status 0
once, -r: #include <linux/slab.h>;#include <linux/mm.h>, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "-r keeps the last include, also in a comment or behind #ifdef"
