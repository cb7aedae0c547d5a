#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that objcopy --weaken, "make all global symbols weak", makes definitions
# weak, so that a test puts a double in the place of a function, that what nobody defines
# stays an error, and that GNU's and LLVM's objcopy do the same.
#
# objcopy 2.44 makes references weak, too: what nobody defines links, status 0, no message,
# and the call goes to address 0, in a vmlinux as in a program.  llvm-objcopy 22.1.8 leaves
# references alone: ld says undefined reference.  --weaken-symbol=NAME makes a reference
# weak in both, and so does --wildcard --weaken-symbol='*'.  A double is taken each time.
#
# A double that is forgotten or misspelled is found when the test runs into it, if at all.
# Give --weaken-symbol the names that have a double; it is silent about a name that is not there.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie binutils-x86-64-linux-gnu=2.44-3 llvm-22=1:22.1.8-1~deb13u5
cat >"$root/w/cache.c" <<'END'
int missing(int n);
int cache_alloc(int n) { return n + 1; }
int cache_grow(int n) { return n ? missing(n) + 1 : 0; }
int user(int n) { return cache_alloc(n) + cache_grow(n); }
END
echo 'int cache_alloc(int n) { return n + 100; }' >"$root/w/double.c"
for name in cache double; do gcc -O1 -fno-inline -fno-ipa-cp -fno-ipa-ra -fno-pic -c "$root/w/$name.c" -o "$root/w/$name.o"; done
try() { # OPTION...
	local said status target tool
	for tool in x86_64-linux-gnu-objcopy llvm-objcopy-22; do
		inside $tool "$@" cache.o weak.o
		rm -f "$root/w/a.out"
		status=0
		inside x86_64-linux-gnu-ld --fatal-warnings -e user double.o weak.o -o a.out >"$work/log" 2>&1 || status=$?
		said=$(grep -oE 'multiple definition|undefined reference' "$work/log" | sort -u | paste -sd ',' || true)
		target=
		[ ! -e "$root/w/a.out" ] || target=$(inside x86_64-linux-gnu-objdump -d a.out | sed -n 's/.*call *\([0-9a-f]*\).*/\1/p' | grep -cx 0 || true)
		echo "${tool%-22} $*: ld status $status, ${said:-no message}${target:+, $target calls of address 0}"
	done
}
{
	try --globalize-symbol=user
	try --weaken
	try --weaken-symbol=cache_alloc
	try --weaken-symbol=cache_alloc --weaken-symbol=missing
	try --wildcard '--weaken-symbol=*'
	try --weaken-symbol=cache_alloc --weaken-symbol=no_such_name
} | tee "$work/seen"
cat >"$work/expected" <<'END'
x86_64-linux-gnu-objcopy --globalize-symbol=user: ld status 1, multiple definition,undefined reference
llvm-objcopy --globalize-symbol=user: ld status 1, multiple definition,undefined reference
x86_64-linux-gnu-objcopy --weaken: ld status 0, no message, 1 calls of address 0
llvm-objcopy --weaken: ld status 1, undefined reference
x86_64-linux-gnu-objcopy --weaken-symbol=cache_alloc: ld status 1, undefined reference
llvm-objcopy --weaken-symbol=cache_alloc: ld status 1, undefined reference
x86_64-linux-gnu-objcopy --weaken-symbol=cache_alloc --weaken-symbol=missing: ld status 0, no message, 1 calls of address 0
llvm-objcopy --weaken-symbol=cache_alloc --weaken-symbol=missing: ld status 0, no message, 1 calls of address 0
x86_64-linux-gnu-objcopy --wildcard --weaken-symbol=*: ld status 0, no message, 1 calls of address 0
llvm-objcopy --wildcard --weaken-symbol=*: ld status 0, no message, 1 calls of address 0
x86_64-linux-gnu-objcopy --weaken-symbol=cache_alloc --weaken-symbol=no_such_name: ld status 1, undefined reference
llvm-objcopy --weaken-symbol=cache_alloc --weaken-symbol=no_such_name: ld status 1, undefined reference
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "--weaken of GNU makes references weak: what nobody defines links and is called at 0"
