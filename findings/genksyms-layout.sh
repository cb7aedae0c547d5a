#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the CRC of an exported function changes when the size of a struct
# that it takes, or the offset of a member, does: that is what MODVERSIONS is for.
#
# genksyms of Linux 7.3.4 reads the words of a declaration and leaves some out.  What is
# behind the brace of a struct, __packed or __aligned(64), does not count, while the same
# words before its name do; nor does #pragma pack().  sizeof(struct other) and typeof() count
# as text: the other struct may grow.  Nothing is said, and the module is loaded.
#
# struct kmem_cache_args and what is inlined of a cache are shared with modules that were
# built earlier: of attributes at the end, and of arrays whose size is a sizeof, the CRC
# says nothing.  Compare sizes and offsets, by pahole for example.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
layout() { # DECLARATIONS: size of struct cache, offset of its last member
	printf '%s\n' "$1" '#include <stddef.h>' '#include <stdio.h>' \
		'int main(void) { printf("%zu %zu", sizeof(struct cache), offsetof(struct cache, last)); }' >"$work/a.c"
	gcc -w "$work/a.c" -o "$work/a"
	"$work/a"
}
crc() { # DECLARATIONS: of a function with a pointer to a struct with a pointer to struct cache
	printf '%s\n' '# 1 "mm/slab.c"' '# 1 "include/slab.h"' "$1" 'struct user { struct cache *cache; };' \
		'# 2 "mm/slab.c"' 'void use(struct user *user) { }' '__GENKSYMS_EXPORT_SYMBOL(use);' >"$root/w/a.i"
	inside "/usr/lib/linux-kbuild-7.3.4+deb13/scripts/genksyms/genksyms" <"$root/w/a.i" 2>&1
}
try() { # WORDS BEFORE AFTER: two states of the declarations
	local same=other
	[ "$(layout "$2")" != "$(layout "$3")" ] || cannot "$1: this compiler makes the same of both"
	[ "$(crc "$2")" = "$(crc "$3")" ] && same=same
	echo "$1: size and offset $(layout "$2") become $(layout "$3"), $same CRC" | tee -a "$work/seen"
}
plain='struct cache { char first; long last; };'
try "another type" "$plain" 'struct cache { char first; int last; };'
array='struct cache { char a[N]; char last; };'
try "another constant" "enum { N = 8 }; $array" "enum { N = 9 }; $array"
try "packed before the name" "$plain" 'struct __attribute__((packed)) cache { char first; long last; };'
try "aligned member" "$plain" 'struct cache { char first; long last __attribute__((aligned(64))); };'
try "packed behind the brace" "$plain" 'struct cache { char first; long last; } __attribute__((packed));'
try "aligned behind the brace" "$plain" 'struct cache { char first; long last; } __attribute__((aligned(64)));'
try "packed by a pragma" "$plain" "#pragma pack(1)
$plain
#pragma pack()"
for other in 'char a[sizeof(struct other)]' 'typeof(((struct other *)0)->a) a'; do
	try "$other" "struct other { int a; }; struct cache { $other; char last; };" \
		"struct other { long a; }; struct cache { $other; char last; };"
done
printf '%s CRC\n' other other other other same same same same same >"$work/expected"
still=false
grep -oE '(same|other) CRC$' "$work/seen" | cmp -s "$work/expected" && still=true
outcome $still "the same CRC for another layout where __packed or __aligned() is behind the brace, or by sizeof and typeof"
