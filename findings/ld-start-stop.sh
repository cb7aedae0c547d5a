#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the entries of a table, variables with the attribute "used" in a section of
# their own, are kept by --gc-sections as long as the table is walked from __start_tests to
# __stop_tests, whichever linker it is.
#
# ld 2.44 keeps them.  lld 22.1.8 does not count these two as references: the table is empty, no
# message, status 0, if they are declared weak, as they are where a table may be absent.  Not
# weak, they are undefined, for a section that is in the file.  "retain" and -z
# nostart-stop-gc keep the entries; "used" is for the compiler alone.
#
# A runner of tests that has been moved to lld runs none: give the entries "retain".
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie binutils-x86-64-linux-gnu=2.44-3 lld-22=1:22.1.8-1~deb13u5
cat >"$root/w/a.c" <<'END'
#define TEST(name) static const long name __attribute__((ATTRIBUTES, section("tests"))) = 1
TEST(merges);
TEST(frees);
extern const long __start_tests[] DECLARED, __stop_tests[] DECLARED;
void _start(void)
{
	__asm__ volatile("syscall" :: "a" (60L), "D" (__stop_tests - __start_tests));
}
END
try() { # WHAT ATTRIBUTES DECLARED [OPTION]...: of the linker
	local linker status message
	gcc -c -O2 -fno-pic -ffunction-sections -DATTRIBUTES="$2" -DDECLARED="$3" "$root/w/a.c" -o "$root/w/a.o"
	for linker in x86_64-linux-gnu-ld ld.lld-22; do
		status=0
		message=$(inside $linker --gc-sections "${@:4}" a.o -o a 2>&1) || status=$?
		if [ $status = 0 ]; then
			"$root/w/a" || status=$?
			echo "$1, ${linker#*gnu-}: $status entries$message"
		else
			echo "$1, ${linker#*gnu-}: $(grep -o 'undefined symbol: .*' <<<"$message" | sort -u | paste -sd ' ')"
		fi
	done | tee -a "$work/seen"
}
weak='__attribute__((weak))'
try 'used, weak' used "$weak"
try 'used' used ''
try 'used, all sections kept' used "$weak" --no-gc-sections
try 'used, with an option' used "$weak" -z nostart-stop-gc
try 'retain, weak' used,retain "$weak"
try 'retain' used,retain ''
cat >"$work/expected" <<'END'
used, weak, ld: 2 entries
used, weak, ld.lld-22: 0 entries
used, ld: 2 entries
used, ld.lld-22: undefined symbol: __start_tests undefined symbol: __stop_tests
used, all sections kept, ld: 2 entries
used, all sections kept, ld.lld-22: 2 entries
used, with an option, ld: 2 entries
used, with an option, ld.lld-22: 2 entries
retain, weak, ld: 2 entries
retain, weak, ld.lld-22: 2 entries
retain, ld: 2 entries
retain, ld.lld-22: 2 entries
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "lld drops a table that is walked by its __start_ and __stop_, ld keeps it"
