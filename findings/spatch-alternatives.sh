#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the regular expressions of semantic patches are one language, and that
# a rule which finds functions with one version of spatch finds them with the next.
#
# spatch 1.1.1 of Debian 12 has those of Perl, 1.3.0 of Debian 13 is built without them and has
# those of OCaml: "(", "|" and ")" stand for themselves, and alternatives are "\(a\|b\)".  With
# "^(kmalloc|kzalloc)$" it finds nothing, no message, status 0, and with "!~" it leaves out
# nothing; the kernel's scripts/coccinelle/tests/unsigned_lesser_than_zero.cocci has such a
# list.  No alternatives are written so that both read them.
#
# "spatch --version" names the syntax.  Use no alternatives: a disjunction of identifiers,
# {kmalloc, kzalloc} behind the name, is the same for both.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
first=$root root=$work/second
mkdir -p "$root"/{usr/{bin,sbin,lib,lib64},w,tmp,dev}
for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$root/$dir"; done
packages bookworm coccinelle=1.1.1.deb-2+b1 libc6 libpcre3 busybox-static
try() { # CONSTRAINT
	local status
	printf '@@\nidentifier f %s;\n@@\n-f(1);\n' "$1" >"$work/rule.cocci"
	printf 'void set(void)\n{\n' >"$work/a.c"
	printf '\t%s(1);\n' kmalloc kzalloc kmalloc_node vmalloc >>"$work/a.c"
	echo '}' >>"$work/a.c"
	for root in "$work/second" "$first"; do
		: >"$root/dev/null"
		cp "$work/rule.cocci" "$work/a.c" "$root/w"
		status=0
		inside spatch --very-quiet --sp-file rule.cocci a.c >"$work/diff" 2>"$work/err" || status=$?
		echo "$1, $(inside spatch --version | sed -n 's/^spatch version \(\S*\).*/\1/p'):" \
			"$(sed -n 's/^-\t\(.*\)(1);/\1/p' "$work/diff" | paste -sd ' ' | sed 's/^$/nothing/'), $(wc -l <"$work/err") messages, status $status"
	done
}
{
	try '=~ "^k[mz]alloc$"'
	try '=~ "^(kmalloc|kzalloc)$"'
	try '=~ "kmalloc|vmalloc"'
	try '!~ "kmalloc|vmalloc"'
	try '=~ "^\(kmalloc\|kzalloc\)$"'
	try '=~ "^kmalloc(_node)?$"'
	try '=~ "^k?malloc"'
	try '= {kmalloc, kzalloc}'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
=~ "^k[mz]alloc$", 1.1.1: kmalloc kzalloc, 0 messages, status 0
=~ "^k[mz]alloc$", 1.3: kmalloc kzalloc, 0 messages, status 0
=~ "^(kmalloc|kzalloc)$", 1.1.1: kmalloc kzalloc, 0 messages, status 0
=~ "^(kmalloc|kzalloc)$", 1.3: nothing, 0 messages, status 0
=~ "kmalloc|vmalloc", 1.1.1: kmalloc kmalloc_node vmalloc, 0 messages, status 0
=~ "kmalloc|vmalloc", 1.3: nothing, 0 messages, status 0
!~ "kmalloc|vmalloc", 1.1.1: kzalloc, 0 messages, status 0
!~ "kmalloc|vmalloc", 1.3: kmalloc kzalloc kmalloc_node vmalloc, 0 messages, status 0
=~ "^\(kmalloc\|kzalloc\)$", 1.1.1: nothing, 0 messages, status 0
=~ "^\(kmalloc\|kzalloc\)$", 1.3: kmalloc kzalloc, 0 messages, status 0
=~ "^kmalloc(_node)?$", 1.1.1: kmalloc kmalloc_node, 0 messages, status 0
=~ "^kmalloc(_node)?$", 1.3: nothing, 0 messages, status 0
=~ "^k?malloc", 1.1.1: kmalloc kmalloc_node, 0 messages, status 0
=~ "^k?malloc", 1.3: kmalloc kmalloc_node, 0 messages, status 0
= {kmalloc, kzalloc}, 1.1.1: kmalloc kzalloc, 0 messages, status 0
= {kmalloc, kzalloc}, 1.3: kmalloc kzalloc, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "alternatives of regular expressions find nothing with the spatch of Debian 13, and with that of Debian 12 they do"
