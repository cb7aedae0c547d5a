#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that objdump --disassemble=NAME shows each function of that name, and that
# another name of a function works as well as the first.
#
# objdump 2.44 shows one of two static functions of a name, the first by address, and
# of a function with two names nothing at all for one of them: headings of sections, status
# 0, as for a name that does not exist.  Nothing is said.  llvm-objdump 22.1.8 shows both
# functions and takes both names; a name that does not exist gets a warning.
#
# A script that looks for what changed in the code of a function compares one init_once() of
# dozens, or for an alias nothing with nothing: "no difference".  Count the lines, and ask
# nm how often a name is there.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie binutils-x86-64-linux-gnu=2.44-3 llvm-22=1:22.1.8-1~deb13u5
once='static __attribute__((noinline)) void init_once(char *o)'
printf '%s\n' 'void touch(char *o);' "$once { touch(o); touch(o + 1); }" 'void one(char *o) { init_once(o); touch(o); }' \
	'void cache_free(char *o) { touch(o); touch(o + 3); }' \
	'void cache_put(char *o) __attribute__((alias("cache_free")));' >"$work/one.c"
printf '%s\n' 'void touch(char *o);' "$once { touch(o); touch(o + 2); }" 'void two(char *o) { init_once(o); touch(o); }' \
	'void touch(char *o) { *o = 1; }' 'int main(void) { return 0; }' >"$work/two.c"
for name in one two; do gcc -O1 -fno-pic -c "$work/$name.c" -o "$work/$name.o"; done
gcc -no-pie "$work/one.o" "$work/two.o" -o "$root/w/vmlinux"
try() { # NAME
	local names tool status
	names=$(nm "$root/w/vmlinux" | grep -c " $1\$" || true)
	for tool in "x86_64-linux-gnu-objdump -d --disassemble=$1" "llvm-objdump-22 --disassemble-symbols=$1"; do
		status=0
		# shellcheck disable=SC2086 # words on purpose
		inside $tool vmlinux >"$work/out" 2>"$work/err" || status=$?
		echo "${tool%% *}, $1, $names in nm: $(grep -cE '^[0-9a-f]+ <' "$work/out" || true) functions," \
			"status $status, $(wc -l <"$work/err") messages"
	done
}
for name in one init_once cache_free cache_put no_such_name; do try $name; done | tee "$work/seen"
cat >"$work/expected" <<'END'
x86_64-linux-gnu-objdump, one, 1 in nm: 1 functions, status 0, 0 messages
llvm-objdump-22, one, 1 in nm: 1 functions, status 0, 0 messages
x86_64-linux-gnu-objdump, init_once, 2 in nm: 1 functions, status 0, 0 messages
llvm-objdump-22, init_once, 2 in nm: 2 functions, status 0, 0 messages
x86_64-linux-gnu-objdump, cache_free, 1 in nm: 1 functions, status 0, 0 messages
llvm-objdump-22, cache_free, 1 in nm: 1 functions, status 0, 0 messages
x86_64-linux-gnu-objdump, cache_put, 1 in nm: 0 functions, status 0, 0 messages
llvm-objdump-22, cache_put, 1 in nm: 1 functions, status 0, 0 messages
x86_64-linux-gnu-objdump, no_such_name, 0 in nm: 0 functions, status 0, 0 messages
llvm-objdump-22, no_such_name, 0 in nm: 0 functions, status 0, 1 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "of two functions one is shown, of two names one is known, and nothing is said"
