#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the total of bloat-o-meter is what code and data of two objects differ
# by, or that it says what it leaves out; and that it fails without one of the files.
#
# That of Linux 7.3.4 adds up named symbols, by name.  A second name of a function or variable
# counts as another one of that size.  Static variables of a name are one: if one grows
# by what another shrinks, there is no line about either.  Strings have no name: whatever
# messages say, the total is the same.  If a file is not there, all is removed, "-100.00%",
# or added, and the status is 0.
#
# "No change in size" in the log of a patch that touches messages, or aliases, is no
# measurement: size(1) of the same objects is.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/bloat-o-meter
still=true
try() { # WORDS EXPECTED OLD NEW: two states of a file; what is said of them, and what size says
	local said status=0
	gcc -w -Os -fno-asynchronous-unwind-tables -x c -c - -o "$work/old.o" <<<"$3"
	rm -f "$work/new.o"
	[ -z "$4" ] || gcc -w -Os -fno-asynchronous-unwind-tables -x c -c - -o "$work/new.o" <<<"$4"
	python3 "$work/linux/scripts/bloat-o-meter" "$work/old.o" "$work/new.o" >"$work/out" 2>/dev/null || status=$?
	said="$(sed '1,2d;$d' "$work/out" | wc -l) lines, $(awk -F '[=,]' '/^Total/ { print $4 - $2 $5 }' "$work/out"), status $status"
	echo "$1: $said; by size $(size "$work/old.o" "$work/new.o" 2>/dev/null |
		awk 'NR > 1 { n[NR] = $4 } END { print NR == 3 ? n[3] - n[2] : "no answer" }')"
	# shellcheck disable=SC2254 # a pattern on purpose
	case $said in $2) ;; *) still=false ;; esac
}
cache='struct cache { long member[8]; } cache = { { 1 } };'
try "a larger variable" "1 lines, 64 chg +100.00%, status 0" "$cache" "${cache/8/16}"
try "a second name" "1 lines, 64 chg +100.00%, status 0" "$cache" "$cache extern struct cache other __attribute__((alias(\"cache\")));"
buffers() { # SIZE SIZE
	echo "char *first(void) { static char buffer[$1] = { 1 }; return buffer; }"
	echo "char *second(void) { static char buffer[$2] = { 1 }; return buffer; }"
}
try "one grows and one shrinks" "0 lines, 0 chg +0.00%, status 0" "$(buffers 64 64)" "$(buffers 32 96)"
message='const char *why(void) { return "objects remain"; }'
try "a longer message" "0 lines, 0 chg +0.00%, status 0" "$message" "${message/remain/remain in this cache, which another module shares}"
try "no second file" "* lines, -* chg -100.00%, status 0" "$message" ""
outcome $still "an alias counts, strings and what cancels out do not, and a file that is missing is empty"
