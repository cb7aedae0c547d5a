#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a suppression whose pattern is not a regular expression is an error, or
# suppresses nothing, as one whose pattern finds no name.
#
# For abidiff of libabigail 3.0 it suppresses all: "name_regexp = kmem_cache(" in a
# [suppress_type] hides each change of each type, and of variables and functions by way of
# their types, and the status is 0, which is "no change".  In [suppress_function] and
# [suppress_variable] it hides all functions or all variables that changed.  Misspelled
# properties and sections suppress nothing.  There is no message in either case.
#
# A list of what may change in caches that was edited by hand can end the check for good:
# try it on two states that differ.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid abigail-tools=3.0-2
state() { # NAME TYPE MEMBER
	printf '%s\n' "struct cache { int size; $3 };" 'int use(struct cache *cache) { return cache->size; }' \
		"$2 order = 1;" "int get($2 node) { return node; }" >"$work/$1.c"
	gcc -w -g -c "$work/$1.c" -o "$root/w/$1.o"
}
state old int ""
state new long "int flags;"
try() { # LINE...: a suppression
	local status=0
	printf '%s\n' "$@" >"$root/w/list"
	inside abidiff ${1:+--suppr list} old.o new.o >"$work/out" 2>"$work/err" || status=$?
	echo "$(sed 's/^ *//' "$root/w/list" | paste -sd ' '): status $status, $(grep -c '^  \[C\]' "$work/out" || true) changes, $(wc -l <"$work/err") messages"
}
{
	try ""
	try '[suppress_type]' '  name_regexp = kmem_cache'
	try '[suppress_type]' '  name_regexp = kmem_cache('
	try '[suppress_type]' '  name_regexp = *_cache'
	try '[suppress_type]' '  name_not_regexp = +'
	try '[suppress_function]' '  name_regexp = kmem_cache'
	try '[suppress_function]' '  name_regexp = kmem_cache('
	try '[suppress_function]' '  symbol_name_regexp = *_cache'
	try '[suppress_variable]' '  name_regexp = kmem_cache'
	try '[suppress_variable]' '  name_regexp = kmem_cache('
	try '[suppress_variable]' '  type_name_regexp = *_cache'
	try '[suppress_type]' '  name_regex = kmem_cache('
	try '[suppress_types]' '  name_regexp = kmem_cache('
} | tee "$work/seen"
cat >"$work/expected" <<'END'
: status 12, 3 changes, 0 messages
[suppress_type] name_regexp = kmem_cache: status 12, 3 changes, 0 messages
[suppress_type] name_regexp = kmem_cache(: status 0, 0 changes, 0 messages
[suppress_type] name_regexp = *_cache: status 0, 0 changes, 0 messages
[suppress_type] name_not_regexp = +: status 0, 0 changes, 0 messages
[suppress_function] name_regexp = kmem_cache: status 12, 3 changes, 0 messages
[suppress_function] name_regexp = kmem_cache(: status 12, 1 changes, 0 messages
[suppress_function] symbol_name_regexp = *_cache: status 12, 1 changes, 0 messages
[suppress_variable] name_regexp = kmem_cache: status 12, 3 changes, 0 messages
[suppress_variable] name_regexp = kmem_cache(: status 12, 2 changes, 0 messages
[suppress_variable] type_name_regexp = *_cache: status 12, 2 changes, 0 messages
[suppress_type] name_regex = kmem_cache(: status 12, 3 changes, 0 messages
[suppress_types] name_regexp = kmem_cache(: status 12, 3 changes, 0 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a pattern that is no regular expression suppresses all that there is of its kind"
