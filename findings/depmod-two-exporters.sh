#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that depmod --warn, "warn on duplicate dependencies, aliases, symbol
# versions, etc", says that two modules export a symbol, and that with -e and System.map
# a symbol of the kernel itself needs no module.
#
# depmod of kmod 34.2 says nothing, status 0: a module that needs the symbol depends on the
# module that is last in modules.order, or on the one in updates.  A symbol that System.map
# has, as __ksymtab_ too, still leads to the module.
#
# The kernel refuses a second module with the same export, and one that exports what it has
# itself.  A copy of a test module under another name, or an old file of what is built in by
# now, keeps others from being loaded, and depmod does not tell.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid kmod=34.2-2+b2
folder=$root/usr/lib/modules/7.3
mkdir -p "$folder"/{kernel,updates}
module() { # PLACE C: a file with the parts of a module that depmod reads
	printf '%s\n' "$2" '__attribute__((section(".modinfo"), used)) static const char license[] = "license=GPL";' |
		gcc -fno-pic -O1 -x c -c - -o "$folder/$1.ko"
}
exporter='int share(void) { return 1; } __attribute__((section("__ksymtab"))) char __ksymtab_share = 1;
	__asm__(".section __ksymtab_strings, \"aMS\", @progbits, 1\n.asciz \"share\"\n.previous");'
try() { # WORDS OPTION...
	local said status=0
	inside depmod -a --warn "${@:2}" 7.3 2>"$work/err" || status=$?
	said=$(grep -vc 'could not open' "$work/err" || true)
	echo "$1: $(grep '^kernel/user.ko:' "$folder/modules.dep"), $said messages, status $status" | tee -a "$work/seen"
}
module kernel/user 'int share(void); int use(void) { return share(); }'
: >"$folder/modules.builtin"
order() { printf 'kernel/%s.ko\n' "$@" user >"$folder/modules.order"; }
printf '%s\n' '0000000000000010 T share' '0000000000000020 r __ksymtab_share' >"$root/w/System.map"

module kernel/first "$exporter"
order first
try "one module"
rm "$folder/kernel/first.ko"
order
try "the kernel" -e -F System.map
module kernel/first "$exporter"
order first
try "the kernel and a module" -e -F System.map
module kernel/second "$exporter"
order first second
try "two modules"
order second first
try "two modules in another order"
mv "$folder/kernel/second.ko" "$folder/updates"
order first
try "the second is in updates"
cat >"$work/expected" <<'END'
one module: kernel/user.ko: kernel/first.ko, 0 messages, status 0
the kernel: kernel/user.ko:, 0 messages, status 0
the kernel and a module: kernel/user.ko: kernel/first.ko, 0 messages, status 0
two modules: kernel/user.ko: kernel/second.ko, 0 messages, status 0
two modules in another order: kernel/user.ko: kernel/first.ko, 0 messages, status 0
the second is in updates: kernel/user.ko: updates/second.ko, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the module that is last in order stands for all that export a symbol, also for the kernel"
