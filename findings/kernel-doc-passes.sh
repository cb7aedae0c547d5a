#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "kernel-doc -none -Wall -Werror", which says so when a parameter has no
# description, does so as well when the whole comment is none that it reads, when a description
# is empty, or when there are two.
#
# kernel-doc of Linux 7.3.4 is silent, status 0, for a comment with the name on its first line,
# "/** share - ...": it is not read, as is one above DEFINE_FREE().  It is silent for
# "@cache:" and "Return:" with nothing behind them, for a value that a void function is said to
# return, and for two descriptions of one parameter or member, of which the last is printed.
# A description of a parameter that is not there, and a missing one, are reported.
#
# "No warnings" is not "is described": see that the output has the name, and a text.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/docs/kernel-doc tools/lib/python
doc() { python3 -B "$work/linux/tools/docs/kernel-doc" "$@" "$work/a.c"; }
try() { # WORDS LINE...: a comment, and what is below it
	local status=0
	printf '%s\n' "${@:2}" >"$work/a.c"
	doc -none -Wall -Werror >"$work/out" 2>"$work/err" || status=$?
	doc -rst >"$work/rst" 2>"$work/log" || true
	echo "$1: $(grep -c ^Warning "$work/err" || true) warnings, status $status; size is" \
		"$(awk '/^ *``(int )?size``/ { getline; print $1 ? $1 : "empty" }' "$work/rst" | grep . || echo 'not there')"
}
first=('/**' ' * share - share it')
last=(' *' ' * Return: zero' ' */')
function='int share(int size, int flags);'
{
	try "as it should be" "${first[@]}" ' * @size: bytes' ' * @flags: bits' "${last[@]}" "$function"
	try "one is missing" "${first[@]}" ' * @size: bytes' "${last[@]}" "$function"
	try "one too many" "${first[@]}" ' * @size: bytes' ' * @flags: bits' ' * @node: number' "${last[@]}" "$function"
	try "the name on the first line" '/** share - share it' ' * @size: bytes' "${last[@]}" "$function"
	try "above DEFINE_FREE()" "${first[@]}" ' * @size: bytes' "${last[@]}" 'DEFINE_FREE(share, void *, if (_T) unshare(_T))'
	try "empty" "${first[@]}" ' * @size:' ' * @flags:' ' *' ' * Return:' ' */' "$function"
	try "two of one" "${first[@]}" ' * @size: bytes' ' * @flags: bits' ' * @size: words' "${last[@]}" "$function"
	try "two of one member" '/**' ' * struct cache - what is shared' ' * @size: bytes' ' * @size: words' ' */' 'struct cache { int size; };'
	try "void returns" "${first[@]}" ' * @size: bytes' "${last[@]}" 'void share(int size);'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
as it should be: 0 warnings, status 0; size is bytes
one is missing: 2 warnings, status 3; size is bytes
one too many: 2 warnings, status 3; size is bytes
the name on the first line: 0 warnings, status 0; size is not there
above DEFINE_FREE(): 0 warnings, status 0; size is not there
empty: 0 warnings, status 0; size is empty
two of one: 0 warnings, status 0; size is words
two of one member: 0 warnings, status 0; size is words
void returns: 0 warnings, status 0; size is bytes
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "no warning for comments that are not read, empty descriptions, and two of one parameter"
