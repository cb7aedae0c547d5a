#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that CONFIG_KCSAN=y or CONFIG_UBSAN=y in a fragment gives a kernel that
# reports races or undefined behaviour, as CONFIG_KASAN=y and CONFIG_KFENCE=y do for memory:
# what each of them needs besides has "default y".
#
# Kconfig of Linux 7.3.4 takes no default of an option that can be asked for, where the rest
# of the configuration comes from allnoconfig, as tinyconfig and small test kernels have it.
# KCSAN is built in, instruments all code, says "strict mode configured" when it boots,
# and looks at no access: KCSAN_EARLY_ENABLE is off. UBSAN is built in and no check of it is.
# KFENCE samples, as its number keeps its default.
#
# Such a kernel passes each test for races. Set the options, and let a planted race be found.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
kernel_files lib/Kconfig.kcsan lib/Kconfig.kfence lib/Kconfig.ubsan kernel/kcsan/core.c
cat >"$work/linux/Kconfig" <<'END_OF_KCONFIG'
# Of a machine and a compiler that can do all of it.
cc-option = y
CLANG_FLAGS =
config CC_IS_GCC
	def_bool y
config DEBUG_KERNEL
	def_bool y
config HAVE_ARCH_KCSAN
	def_bool y
config ARCH_HAS_UBSAN
	def_bool y
config MACHINE
	def_bool y
	select HAVE_ARCH_KFENCE
config CONSTRUCTORS
	bool
config STACKTRACE
	bool
config IRQ_WORK
	bool
source "lib/Kconfig.kcsan"
source "lib/Kconfig.kfence"
source "lib/Kconfig.ubsan"
END_OF_KCONFIG
conf=("$root/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu"
	"$root/usr/lib/linux-kbuild-7.3.4+deb13/scripts/kconfig/conf")
cd "$work/linux"
printf 'CONFIG_%s=y\n' KCSAN KFENCE UBSAN >fragment
try() { # WORDS OPTION: what becomes of a fragment with the three
	KCONFIG_ALLCONFIG=fragment KCONFIG_CONFIG=.config "${conf[@]}" "$2" Kconfig >log 2>&1 ||
		cannot "conf $2 failed: $(tail -n 1 log)"
	echo "$1: $(grep -oE '^CONFIG_(KCSAN|KCSAN_EARLY_ENABLE|KFENCE|KFENCE_SAMPLE_INTERVAL|UBSAN|UBSAN_BOUNDS|UBSAN_BOOL)=\w+' .config |
		sed 's/^CONFIG_//' | sort | paste -sd ' ')"
}
{
	try "allnoconfig and the fragment" --allnoconfig
	try "defaults and the fragment" --alldefconfig
	echo "kcsan_early_enable begins as $(sed -nE 's/^static bool kcsan_early_enable = (.*);/\1/p' kernel/kcsan/core.c)"
} | tee "$work/seen"
cat >"$work/expected" <<'END_OF_LINES'
allnoconfig and the fragment: KCSAN=y KFENCE=y KFENCE_SAMPLE_INTERVAL=100 UBSAN=y
defaults and the fragment: KCSAN=y KCSAN_EARLY_ENABLE=y KFENCE=y KFENCE_SAMPLE_INTERVAL=100 UBSAN=y UBSAN_BOOL=y UBSAN_BOUNDS=y
kcsan_early_enable begins as IS_ENABLED(CONFIG_KCSAN_EARLY_ENABLE)
END_OF_LINES
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "KCSAN and UBSAN are built in and off"
