#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that sparse, told by __acquires(a), __releases(b) and __must_hold(a)
# which lock a function takes, drops and needs, complains when they do not match.
#
# sparse 0.6.4 counts.  A function that takes list_lock and drops the lock of the barn is
# balanced; a call of a __must_hold() function is fine under the wrong lock and, what is
# more, under none.  Only a count that differs at the end of a function is reported.
#
# The annotations of mm/slub.c are documentation as far as sparse goes: whether a helper
# runs under the right lock of a node is for lockdep_assert_held() to find.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm sparse=0.6.4-3 libc6
cat >"$root/w/locks.c" <<'END'
#define __acquires(x)	__attribute__((context(x, 0, 1)))
#define __releases(x)	__attribute__((context(x, 1, 0)))
#define __must_hold(x)	__attribute__((context(x, 1, 1)))
struct lock { int v; };
struct node { struct lock list_lock, barn_lock; int partial; };
extern void take(struct lock *lock) __acquires(lock);
extern void drop(struct lock *lock) __releases(lock);
extern void move(struct node *n) __must_hold(&n->list_lock);
static void wrong_unlock(struct node *n)
{
	take(&n->list_lock);
	drop(&n->barn_lock);
}
static void wrong_lock_held(struct node *n)
{
	take(&n->barn_lock);
	move(n);
	drop(&n->barn_lock);
}
static void nothing_held(struct node *n)
{
	move(n);
}
static void not_dropped(struct node *n)
{
	take(&n->list_lock);
}
extern void all(struct node *n);
void all(struct node *n)
{
	wrong_unlock(n);
	wrong_lock_held(n);
	nothing_held(n);
	not_dropped(n);
}
END
seen=$(inside sparse -Wcontext locks.c 2>&1)
echo "$seen"
still=false
[ "$(grep -c . <<<"$seen")" = 1 ] && grep -q "imbalance in 'not_dropped'" <<<"$seen" && still=true
outcome $still "of four functions that are wrong, one is reported"
