#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that modpost reports each reference from what stays to what is freed
# after boot: to a function with __init or a variable with __initdata.
#
# modpost of Linux 7.3.4 looks for such pointers in .data and .data.rel only.  The same
# struct in .data..ro_after_init, .data..read_mostly, .data..percpu, .rodata or a section of
# its own is fine with it, and so is one in .data whose name ends in _ops.
#
# Tables with constructors of caches are const or __ro_after_init where that is possible,
# so "no section mismatch" says nothing about them.
export LC_ALL=C
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
cat >"$work/a.c" <<'END'
#define __section(name) __attribute__((__section__(name)))
struct setup { void (*ctor)(void *); int *order; };
int order __section(".init.data") = 3;
void __section(".init.text") ctor(void *object) { *(int *)object = order; }
#define SETUP { ctor, &order }
struct setup in_data = SETUP;
struct setup cache_ops = SETUP;
struct setup in_ro_after_init __section(".data..ro_after_init") = SETUP;
struct setup in_read_mostly __section(".data..read_mostly") = SETUP;
struct setup in_percpu __section(".data..percpu") = SETUP;
const struct setup in_rodata = SETUP;
struct setup in_list __section("cache_list") = SETUP;
void in_text(void *object) { ctor(object); }
END
gcc -O2 -fno-inline -fno-pic -c "$work/a.c" -o "$root/w/vmlinux.o"
inside "/usr/lib/linux-kbuild-7.3.4+deb13/scripts/mod/modpost.real-lsb-64" -o symvers vmlinux.o 2>&1 | tee "$work/seen"
reported=$(sed -nE 's/.*mismatch in reference: (\w+)\+.*/\1/p' "$work/seen" | sort -u | tr '\n' ' ')
silent=$(nm "$root/w/vmlinux.o" | awk '{ print $3 }' | grep -E '^in_|_ops$' | sort |
	comm -23 - <(tr ' ' '\n' <<<"$reported" | sort) | tr '\n' ' ')
echo "reported: $reported"
echo "silent: $silent"
still=false
[ "$reported; $silent" = \
	"in_data in_text ; cache_ops in_list in_percpu in_read_mostly in_ro_after_init in_rodata " ] && still=true
outcome $still "of seven structs with pointers to __init, one in .data is reported"
