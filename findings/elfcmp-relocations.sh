#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that eu-elfcmp, which is there to compare the relevant parts of two ELF
# files, says "differ" for two object files or modules of which one calls another function.
#
# eu-elfcmp of elfutils 0.196 passes over each section that a program does not have in memory
# when it runs.  In an object file and a module those are the relocations and the symbols: a
# call of another function, a pointer to another variable, one more byte behind it, a
# function that became weak or has another name are no difference, status 0, no output.
# In a linked program calls and pointers are bytes, which it compares, names are not.
#
# A patch that renames or converts is shown to change no code by comparing object files: one
# that frees to the wrong cache passes.  Compare objdump -dr, or bytes without debug information.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid elfutils=0.196-1
cat >"$work/a.c" <<'END'
extern char inode_cache[64], dentry_cache[64];
void free_to(void *cache, void *object), put_to(void *cache, void *object);
char *table[] = { TABLE };
int order = ORDER;
ATTRIBUTE void NAME(void *object) { CALL(CACHE, object); }
END
cat >"$work/main.c" <<'END'
char inode_cache[64] = { 1 }, dentry_cache[64] = { 1 };
void free_to(char *cache, char *object) { *cache = *object; }
void put_to(char *cache, char *object) { *cache = -*object; }
int main(void) { return 0; }
END
gcc -w -O1 -fno-pic -c "$work/main.c" -o "$work/main.o"
make() { # FILE TABLE ORDER ATTRIBUTE NAME CALL CACHE
	gcc -w -O1 -fno-pic -DTABLE="$2" -DORDER="$3" -DATTRIBUTE="$4" -DNAME="$5" -DCALL="$6" -DCACHE="$7" \
		-c "$work/a.c" -o "$root/w/$1.o"
	gcc -no-pie -Wl,--build-id=none "$work/main.o" "$root/w/$1.o" -o "$root/w/$1"
}
compare() { # SUFFIX
	if inside eu-elfcmp "before$1" "after$1" >"$work/out" 2>&1; then
		echo "same, $(wc -l <"$work/out") messages"
	else
		grep -oE 'differ|diff' "$work/out"
	fi
}
try() { # WORDS, what make wants
	make after "${@:2}"
	echo "$1: object files $(compare .o); programs $(compare "")"
}
make before inode_cache 3 "" free_it free_to inode_cache
weak='__attribute__((weak))'
{
	try nothing inode_cache 3 "" free_it free_to inode_cache
	try "calls another function" inode_cache 3 "" free_it put_to inode_cache
	try "passes another variable" inode_cache 3 "" free_it free_to dentry_cache
	try "passes the next byte" inode_cache 3 "" free_it free_to inode_cache+1
	try "points to another variable" dentry_cache 3 "" free_it free_to inode_cache
	try "is weak" inode_cache 3 "$weak" free_it free_to inode_cache
	try "has another name" inode_cache 3 "" put_it free_to inode_cache
	try "another number" inode_cache 4 "" free_it free_to inode_cache
} | tee "$work/seen"
cat >"$work/expected" <<'END'
nothing: object files same, 0 messages; programs same, 0 messages
calls another function: object files same, 0 messages; programs differ
passes another variable: object files same, 0 messages; programs differ
passes the next byte: object files same, 0 messages; programs differ
points to another variable: object files same, 0 messages; programs differ
is weak: object files same, 0 messages; programs same, 0 messages
has another name: object files same, 0 messages; programs same, 0 messages
another number: object files differ; programs differ
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "of object files neither relocations nor symbols are compared"
