#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that sparse, which reports a cast that drops __user or __rcu and one that
# turns gfp_t into int, reports the same when a pointer to it is cast, and that a pointer
# which may be assigned through an accessor only may not be copied in another way.
#
# sparse 0.6.4 looks at the outermost pointer of a cast: (int *)p is reported, (int **)&p not;
# (int)flags is, *(int *)&flags not.  Without a cast, &p where int ** is asked for is reported
# at any depth.  A struct with an __rcu member that is assigned as a whole, memcpy() over
# it, a union and an argument of a function with "..." are silent.  Of the integers, long
# and unsigned long long count as a cast that drops __user, unsigned long does not.
#
# "sparse is clean" does not say that no __rcu pointer was copied: look for casts to "**" and
# for whole structs.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm sparse=0.6.4-3 libc6
try() { # WORDS LINES
	{
		cat <<'END'
#define __user __attribute__((noderef, address_space(__user)))
#define __rcu __attribute__((noderef, address_space(__rcu)))
typedef unsigned __attribute__((bitwise)) gfp_t;
struct node { struct node __rcu *next; int value; };
extern int plain(int *p), any(int n, ...);
END
		echo "$2"
	} >"$root/w/a.c"
	inside sparse -Wno-decl -Wcast-to-as -Waddress-space a.c >"$work/out" 2>&1 || true
	echo "$1: $(grep -cE 'warning: (cast|incorrect)' "$work/out" || true) reported, $(grep -c error: "$work/out" || true) errors" | tee -a "$work/seen"
}
: >"$work/seen"
try 'user, cast of the pointer' 'int *f(int __user *p) { return (int *)p; }'
try 'user, cast of its address' 'int **f(int __user **p) { return (int **)p; }'
try 'user, no cast of the pointer' 'int *f(int __user *p) { return p; }'
try 'user, no cast of its address' 'int **f(int __user **p) { return p; }'
try 'user, through long' 'int *f(int __user *p) { return (int *)(long)p; }'
try 'user, through unsigned long long' 'int *f(int __user *p) { return (int *)(unsigned long long)p; }'
try 'user, through unsigned long' 'int *f(int __user *p) { return (int *)(unsigned long)p; }'
try 'user, argument' 'int f(int __user *p) { return plain(p); }'
try 'user, argument of ...' 'int f(int __user *p) { return any(1, p); }'
try 'user, union' 'int f(int __user *p) { union { int __user *u; int *k; } x = { p }; return *x.k; }'
try 'rcu, member assigned' 'void f(struct node *a, struct node *b) { a->next = b; }'
try 'rcu, member read' 'struct node *f(struct node *a) { return a->next; }'
try 'rcu, struct assigned' 'void f(struct node *a, struct node *b) { *a = *b; }'
try 'rcu, memcpy over it' 'void f(struct node *a, struct node *b) { __builtin_memcpy(&a->next, &b, sizeof(b)); }'
try 'rcu, cast of its address' 'struct node *f(struct node *a) { return *(struct node **)&a->next; }'
try 'flags, cast' 'int f(gfp_t flags) { return (int)flags; }'
try 'flags, cast of the address' 'int f(gfp_t flags) { return *(int *)&flags; }'
try 'flags, no cast' 'void f(int *p, gfp_t *flags) { p = flags; *p = 1; }'
cat >"$work/expected" <<'END'
user, cast of the pointer: 1 reported, 0 errors
user, cast of its address: 0 reported, 0 errors
user, no cast of the pointer: 1 reported, 0 errors
user, no cast of its address: 1 reported, 0 errors
user, through long: 1 reported, 0 errors
user, through unsigned long long: 1 reported, 0 errors
user, through unsigned long: 0 reported, 0 errors
user, argument: 1 reported, 0 errors
user, argument of ...: 0 reported, 0 errors
user, union: 0 reported, 0 errors
rcu, member assigned: 1 reported, 0 errors
rcu, member read: 1 reported, 0 errors
rcu, struct assigned: 0 reported, 0 errors
rcu, memcpy over it: 0 reported, 0 errors
rcu, cast of its address: 0 reported, 0 errors
flags, cast: 1 reported, 0 errors
flags, cast of the address: 0 reported, 0 errors
flags, no cast: 1 reported, 0 errors
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "casts of a pointer's address, whole structs and unions lose __user, __rcu and gfp_t in silence"
