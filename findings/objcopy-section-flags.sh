#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a section keeps what is in it when objcopy gives it another name and
# flags: of the flag "contents" the manual says that it is "not meaningful" to clear it.
#
# objcopy 2.44 takes --rename-section caches=tables,alloc,data at its word: the section is
# NOBITS, and with "load" beside it PROGBITS of zeros.  No message, status 0.  The same flags in
# --set-section-flags lose nothing, nor does llvm-objcopy 22.1.8 with either.  A section that
# the file does not have is no message for both.
#
# The kernel's Makefiles rename sections so.  A table of caches that was moved is empty, where
# it was built with binutils: always name "contents".
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie binutils-x86-64-linux-gnu=2.44-3 llvm-22=1:22.1.8-1~deb13u5
echo '__attribute__((section("caches"))) int first = 11;' >"$work/a.c"
gcc -c -fno-pic "$work/a.c" -o "$root/w/a.o"
printf 'extern int first;\nint main(void) { return first; }\n' | gcc -c -fno-pic -x c - -o "$work/main.o"
try() { # TOOL OPTION...
	status=0
	inside "$1" "${@:2}" a.o b.o >"$work/log" 2>&1 || status=$?
	cp "$root/w/b.o" "$work/b.o"
	gcc -no-pie "$work/main.o" "$work/b.o" -o "$work/program"
	value=0
	"$work/program" || value=$?
	echo "${1%-22} ${*:2}: status $status, $(wc -l <"$work/log") messages, $(readelf -SW "$work/b.o" |
		awk '{ for (i = 1; i < NF; i++) if ($i == "caches" || $i == "tables") print $i, $(i + 1) }'), value $value"
}
for tool in x86_64-linux-gnu-objcopy llvm-objcopy-22; do
	try $tool --rename-section caches=tables
	try $tool --rename-section caches=tables,alloc,data
	try $tool --rename-section caches=tables,alloc,readonly
	try $tool --rename-section caches=tables,alloc,data,load
	try $tool --rename-section caches=tables,alloc,data,contents
	try $tool --set-section-flags caches=alloc,data
	try $tool --set-section-flags caches=alloc,data,load
	try $tool --rename-section nosuch=tables --set-section-flags nosuch=alloc
done | tee "$work/seen"
cat >"$work/expected" <<'END'
x86_64-linux-gnu-objcopy --rename-section caches=tables: status 0, 0 messages, tables PROGBITS, value 11
x86_64-linux-gnu-objcopy --rename-section caches=tables,alloc,data: status 0, 0 messages, tables NOBITS, value 0
x86_64-linux-gnu-objcopy --rename-section caches=tables,alloc,readonly: status 0, 0 messages, tables NOBITS, value 0
x86_64-linux-gnu-objcopy --rename-section caches=tables,alloc,data,load: status 0, 0 messages, tables PROGBITS, value 0
x86_64-linux-gnu-objcopy --rename-section caches=tables,alloc,data,contents: status 0, 0 messages, tables PROGBITS, value 11
x86_64-linux-gnu-objcopy --set-section-flags caches=alloc,data: status 0, 0 messages, caches PROGBITS, value 11
x86_64-linux-gnu-objcopy --set-section-flags caches=alloc,data,load: status 0, 0 messages, caches PROGBITS, value 11
x86_64-linux-gnu-objcopy --rename-section nosuch=tables --set-section-flags nosuch=alloc: status 0, 0 messages, caches PROGBITS, value 11
llvm-objcopy --rename-section caches=tables: status 0, 0 messages, tables PROGBITS, value 11
llvm-objcopy --rename-section caches=tables,alloc,data: status 0, 0 messages, tables PROGBITS, value 11
llvm-objcopy --rename-section caches=tables,alloc,readonly: status 0, 0 messages, tables PROGBITS, value 11
llvm-objcopy --rename-section caches=tables,alloc,data,load: status 0, 0 messages, tables PROGBITS, value 11
llvm-objcopy --rename-section caches=tables,alloc,data,contents: status 0, 0 messages, tables PROGBITS, value 11
llvm-objcopy --set-section-flags caches=alloc,data: status 0, 0 messages, caches PROGBITS, value 11
llvm-objcopy --set-section-flags caches=alloc,data,load: status 0, 0 messages, caches PROGBITS, value 11
llvm-objcopy --rename-section nosuch=tables --set-section-flags nosuch=alloc: status 0, 0 messages, caches PROGBITS, value 11
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a section that is renamed with flags but not \"contents\" is empty, with objcopy of GNU"
