#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that abidiff, which calls a change of an exported function's arguments an
# ABI change (status 4 or 12), does so when two arguments change places, and reports a type
# that is aligned otherwise, as it reports one that has another size or offset.
#
# abidiff of libabigail 3.0 judges each argument alone, and to void * from any pointer, from
# int to unsigned, bool to char, enum to unsigned and back are harmless changes.  So
# free(cache, object) may become free(object, cache): "1 filtered out", status 0.  int and
# long that change places are reported.  What is aligned or packed otherwise is no change at
# all, with --harmless too, as long as size and offsets stay.
#
# kmem_cache_free() has such arguments, and the kernel's check-uapi.sh asks this status.
# Use --harmless as well, which names all but the alignment.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid abigail-tools=3.0-2
state() { # NAME C
	printf '%s\n' 'enum kind { FIRST, SECOND };' 'struct cache { int size, order; };' "$2" >"$work/$1.c"
	gcc -w -g -c "$work/$1.c" -o "$root/w/$1.o"
}
try() { # WORDS OLD NEW: two states of a file
	local filtered shown status=0
	state old "$2"
	state new "$3"
	inside abidiff old.o new.o >"$work/out" || status=$?
	filtered=$(grep -c 'filtered out' "$work/out" || true)
	inside abidiff --harmless old.o new.o >"$work/out" || true
	shown=$(grep -c ' changed:' "$work/out" || true)
	echo "$1: status $status, $filtered filtered out, with --harmless $([ "$shown" = 0 ] && echo nothing || echo named)"
}
{
	try "the same" 'void f(struct cache *c) {}' 'void f(struct cache *c) {}'
	try "one argument more" 'void f(struct cache *c) {}' 'void f(struct cache *c, int n) {}'
	try "int and long change places" 'void f(int a, long b) {}' 'void f(long b, int a) {}'
	try "int and unsigned change places" 'void f(int node, unsigned gfp) {}' 'void f(unsigned gfp, int node) {}'
	try "cache and object change places" 'void f(struct cache *c, void *o) {}' 'void f(void *o, struct cache *c) {}'
	try "name and object change places" 'void f(const char *n, void *o) {}' 'void f(void *o, const char *n) {}'
	try "enum and unsigned change places" 'void f(enum kind k, unsigned n) {}' 'void f(unsigned n, enum kind k) {}'
	try "bool is char" 'void f(_Bool b) {}' 'void f(char b) {}'
	try "int is bool, returned" 'int f(void) {}' '_Bool f(void) {}'
	try "larger" 'struct s { int a, b; }; void f(struct s *s) {}' 'struct s { int a, b, c; }; void f(struct s *s) {}'
	try "aligned" 'struct s { int a, b; }; void f(struct s *s) {}' \
		'struct s { int a, b; } __attribute__((aligned(8))); void f(struct s *s) {}'
	try "packed" 'struct s { int a, b; }; void f(struct s *s) {}' \
		'struct s { int a, b; } __attribute__((packed)); void f(struct s *s) {}'
	try "a variable is aligned" 'struct cache c;' 'struct cache c __attribute__((aligned(64)));'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
the same: status 0, 0 filtered out, with --harmless nothing
one argument more: status 12, 0 filtered out, with --harmless nothing
int and long change places: status 12, 0 filtered out, with --harmless named
int and unsigned change places: status 0, 1 filtered out, with --harmless named
cache and object change places: status 0, 1 filtered out, with --harmless named
name and object change places: status 0, 1 filtered out, with --harmless named
enum and unsigned change places: status 0, 1 filtered out, with --harmless named
bool is char: status 0, 1 filtered out, with --harmless named
int is bool, returned: status 12, 0 filtered out, with --harmless named
larger: status 4, 0 filtered out, with --harmless nothing
aligned: status 0, 0 filtered out, with --harmless nothing
packed: status 0, 0 filtered out, with --harmless nothing
a variable is aligned: status 0, 0 filtered out, with --harmless nothing
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "arguments that change places are harmless to abidiff, and alignment is no change"
