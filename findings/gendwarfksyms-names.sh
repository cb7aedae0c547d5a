#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that gendwarfksyms, which makes the version of an exported symbol from debug
# information, and genksyms, which makes it from the source, differ in numbers only: another
# version where calls need another form, the same where they do not.
#
# For gendwarfksyms of Linux 7.3.4 a parameter with another name is another version, and "..." at
# the end of the parameters is none; for genksyms it is the other way round.  Debug information
# of DWARF 4 has other versions than that of 5 as soon as there are bit-fields.
#
# A patch that renames a parameter of an exported function makes all modules build again.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie gcc-14=14.2.0-19 libc6-dev libdw-dev=0.192-4 libelf-dev=0.192-4 zlib1g-dev
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
kernel_files scripts/gendwarfksyms scripts/include
cp -r "$work/linux/scripts" "$root/w/"
(cd "$root/w" && inside gcc-14 -O1 -w -Iscripts/include scripts/gendwarfksyms/{cache,die,dwarf,gendwarfksyms,kabi,symbols,types}.c \
	-o gendwarfksyms -ldw -lelf -lz)
versions() { # HEADER SOURCE [OPTION]: of the function use, by either tool
	echo "$1" >"$root/w/a.h"
	printf '%s\n' '#include "a.h"' "$2" >"$root/w/a.c"
	inside gcc-14 -O2 -g -w ${3+"$3"} -c a.c -o a.o
	echo use | inside ./gendwarfksyms a.o >"$work/dwarf"
	echo '__GENKSYMS_EXPORT_SYMBOL(use);' >>"$root/w/a.c"
	inside gcc-14 -E a.c -o a.i
	inside /usr/lib/linux-kbuild-7.3.4+deb13/scripts/genksyms/genksyms <"$root/w/a.i" >"$work/source"
}
try() { # WORDS, HEADER and SOURCE before, HEADER and SOURCE after [OPTION after]
	versions "$2" "$3"
	mv "$work/dwarf" "$work/dwarf.before"
	mv "$work/source" "$work/source.before"
	[ "$(cat "$work/dwarf.before" "$work/source.before" | grep -c SYMVER)" = 2 ] || cannot "no versions"
	versions "$4" "$5" ${6+"$6"}
	echo "$1: gendwarfksyms $(cmp -s "$work/dwarf" "$work/dwarf.before" && echo same || echo other)," \
		"genksyms $(cmp -s "$work/source" "$work/source.before" && echo same || echo other)" | tee -a "$work/seen"
}
use='int use(struct cache *cache, int count) { return 0; }'
header='struct cache { char first; int flags; };'
try "type of a parameter" "$header" "$use" "$header" "${use/int count/long count}"
try "member of the struct" "$header" "$use" "${header/char first/long first}" "$use"
try "name of a member" "$header" "$use" "${header/first/head}" "$use"
try "name of a parameter" "$header" "$use" "$header" "${use/count/number}"
try "..." "$header" "$use" "$header" "${use/count/count, ...}"
try "DWARF 4" "$header" "$use" "$header" "$use" -gdwarf-4
header=${header/flags/flags:3}
try "DWARF 4, bit-field" "$header" "$use" "$header" "$use" -gdwarf-4
cat >"$work/expected" <<'END'
type of a parameter: gendwarfksyms other, genksyms other
member of the struct: gendwarfksyms other, genksyms other
name of a member: gendwarfksyms other, genksyms other
name of a parameter: gendwarfksyms other, genksyms same
...: gendwarfksyms same, genksyms other
DWARF 4: gendwarfksyms same, genksyms same
DWARF 4, bit-field: gendwarfksyms other, genksyms same
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "names of parameters count and \"...\" does not, the other way round than for genksyms"
