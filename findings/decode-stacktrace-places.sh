#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that decode_stacktrace.sh, given the right modules, names the line that a
# trace is about, or leaves the line of the log as it is.
#
# That of Linux 7.3.4 takes the first symbol of the name that nm prints and ignores the size
# behind the slash, and of a module it tells addr2line an offset without the section.  So
# functions in .exit.text and .init.text of a module are given lines of functions in .text,
# and of two static functions of a name one stands for both; nothing is said.
# faddr2line of the same tree looks at size and section, and is right each time.
#
# "Objects remaining" is reported by kmem_cache_destroy() called from the exit function of
# a module, and dozens of file systems call the constructor of their inodes init_once():
# both are decoded to a line that has nothing to do with it.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/decode_stacktrace.sh scripts/faddr2line
cd "$work"
object() { # NAME LINE...
	printf '%s\n' 'void touch(char *o);' "${@:2}" >"$1.c"
	gcc -g -O1 -fno-pic -c "$work/$1.c"
}
calls='touch(o); touch(o + 1); touch(o + 2); touch(o + 3);'
once="static __attribute__((noinline)) void init_once(char *o)"
object work "void client_work(char *o) { $calls }"
object init "__attribute__((section(\".init.text\"))) int client_init(char *o) { $calls return 0; }"
object exit "__attribute__((section(\".exit.text\"))) void client_exit(char *o) { $calls }"
ld -r work.o init.o exit.o -o client.ko
object one "$once { $calls }" 'void one(char *o) { init_once(o); touch(o); }'
object two "$once { $calls $calls $calls $calls }" 'void two(char *o) { init_once(o); touch(o); }'
object main 'int main(void) { return 0; }' 'void touch(char *o) { *o = 1; }'
gcc -no-pie main.o one.o two.o -o vmlinux
try() { # FILE FUNCTION SIZE [MODULE]: FILE is where it is, SIZE what kallsyms counts
	local decoded right trace="$2+0x8/${3:-0x30}${4:+ [$4]}"
	decoded=$(echo "[    1.000000]  $trace" | bash linux/scripts/decode_stacktrace.sh vmlinux "$work" "$work")
	right=$(bash linux/scripts/faddr2line "${4:-vmlinux}${4:+.ko}" "$2+0x8${3:+/$3}")
	echo "$2 of $1.c: decode_stacktrace $(grep -oE '\w+\.c' <<<"$decoded"), faddr2line $(grep -oE '\w+\.c' <<<"$right")"
}
sizes=$(nm -n vmlinux | perl -ane 'printf "0x%x ", hex($F[0]) - $at if $at; $at = $F[2] eq "init_once" && hex($F[0])')
{
	try work client_work "" client
	try init client_init "" client
	try exit client_exit "" client
	try one init_once "${sizes%% *}"
	try two init_once "$(cut -d ' ' -f 2 <<<"$sizes")"
} | tee seen
cat >expected <<'END'
client_work of work.c: decode_stacktrace work.c, faddr2line work.c
client_init of init.c: decode_stacktrace work.c, faddr2line init.c
client_exit of exit.c: decode_stacktrace work.c, faddr2line exit.c
init_once of one.c: decode_stacktrace one.c, faddr2line one.c
init_once of two.c: decode_stacktrace one.c, faddr2line two.c
END
still=false
cmp -s expected seen && still=true
outcome $still "functions of .init.text and .exit.text get lines of .text, the second init_once those of the first"
