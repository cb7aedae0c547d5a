#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a variable with the name of a symbol which the linker script sets is
# an error, "multiple definition", as it is when two files define it; scripts have
# PROVIDE() for names that they would give up.
#
# ld 2.44 and lld 22.1.8 take the script's address, status 0 and no message, also with
# --warn-common and --fatal-warnings.  All that refers to the variable, in its own file,
# in others and in initialized pointers, gets what lies at that address, here another
# variable.  With PROVIDE() the variable wins, and a static one is left alone.
#
# The kernel's script sets many names, most at the edge of a section, and a cache
# with static storage is a global variable that modules and other files refer to by name.
# If it has one of these names, setting it up overwrites what begins there.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie binutils-x86-64-linux-gnu=2.44-3 lld-22=1:22.1.8-1~deb13u5
cat >"$root/w/a.c" <<'END'
long first __attribute__((section(".data.first"))) = 5;
STORAGE long edge = 7;
long *own(void) { return &edge; }
long *pointer = &edge;
END
echo 'extern long edge; long *other(void) { return &edge; }' >"$root/w/b.c"
echo 'long edge = 6;' >"$root/w/c.c"
cat >"$root/w/set.lds" <<'END'
SECTIONS {
	. = 0x400000;
	.text : { *(.text*) }
	. = ALIGN(0x1000);
	.data : { edge = .; *(.data.first) *(.data) }
}
END
sed 's/edge = .;/PROVIDE(edge = .);/' "$root/w/set.lds" >"$root/w/provide.lds"
for name in a b c; do gcc -O1 -fno-pic -DSTORAGE= -c "$root/w/$name.c" -o "$root/w/$name.o"; done
gcc -O1 -fno-pic -DSTORAGE=static -c "$root/w/a.c" -o "$root/w/static.o"
try() { # WORDS SCRIPT OBJECT...
	local linker words=$1 script=$2
	shift 2
	for linker in x86_64-linux-gnu-ld.bfd ld.lld-22; do
		if inside $linker --warn-common --fatal-warnings -e own -T "$script" "$@" -o a.out >"$work/log" 2>&1; then
			at=$(nm "$root/w/a.out" | awk '$3 == "first" { print $1 }' | sed 's/^0*//')
			text=$(objdump -d -j .text "$root/w/a.out" | grep -c "mov .*\$0x$at," || true)
			data=$(objdump -s -j .data "$root/w/a.out" | tr -d ' ' | grep -c "${at:4:2}${at:2:2}${at:0:2}0000" || true)
			echo "$words, ${linker#*gnu-}: $(wc -l <"$work/log") messages, $text functions and $data pointers go to another variable"
		else
			echo "$words, ${linker#*gnu-}: error, $(grep -oE 'multiple definition|duplicate symbol' "$work/log")"
		fi
	done
}
{
	try "two files" set.lds b.o a.o c.o
	try "set" set.lds a.o b.o
	try "provided" provide.lds a.o b.o
	try "static and set" set.lds static.o
} | tee "$work/seen"
cat >"$work/expected" <<'END'
two files, ld.bfd: error, multiple definition
two files, ld.lld-22: error, duplicate symbol
set, ld.bfd: 0 messages, 2 functions and 1 pointers go to another variable
set, ld.lld-22: 0 messages, 2 functions and 1 pointers go to another variable
provided, ld.bfd: 0 messages, 0 functions and 0 pointers go to another variable
provided, ld.lld-22: 0 messages, 0 functions and 0 pointers go to another variable
static and set, ld.bfd: 0 messages, 0 functions and 0 pointers go to another variable
static and set, ld.lld-22: 0 messages, 0 functions and 0 pointers go to another variable
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a linker script takes the name of a variable that is defined, without a message"
