#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a member with guarded_by(&list_lock) may be written only while the
# list_lock of the same object is held, as clang's lock analysis says for C++.
#
# In C, which the kernel's CONTEXT_ANALYSIS uses it for, clang 22 takes the list_lock of
# any object.  Only another member, or no lock, is reported.  A function that has
# requires_capability(&n->list_lock) is checked for the very node, with two holes of its
# own: all constant indices count as equal, so under the lock of nodes[0] or of
# get_node(s, 0) it may be called for node 1; and i++ between the lock and the call is not
# seen.
#
# A cache has a list_lock for each node of memory: code that moves slabs from one node to
# another passes this check whichever lock it holds.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie clang-22=1:22.1.8-1~deb13u5 libc6 libclang-cpp22 libllvm22 libgcc-s1 libstdc++6 libedit2 \
	libffi8 liblzma5 libmd0 libbsd0 libtinfo6 libxml2 libz3-4 libzstd1 zlib1g
cat >"$root/w/a.c" <<'END'
struct __attribute__((capability("lock"))) lock { int v; };
struct node { struct lock list_lock, barn_lock; int partial __attribute__((guarded_by(&list_lock))); };
void take(struct lock *l) __attribute__((acquire_capability(l)));
void drop(struct lock *l) __attribute__((release_capability(l)));
void move(struct node *n) __attribute__((requires_capability(&n->list_lock)));
struct node *get_node(void *s, int nid);
extern struct node nodes[4];
void same(struct node *a) { take(&a->list_lock); a->partial++; drop(&a->list_lock); }
void none(struct node *a) { a->partial++; }
void barn(struct node *a) { take(&a->barn_lock); a->partial++; drop(&a->barn_lock); }
void other(struct node *a, struct node *b) { take(&a->list_lock); b->partial++; drop(&a->list_lock); }
void call(struct node *a, struct node *b) { take(&a->list_lock); move(b); drop(&a->list_lock); }
void call_ij(int i, int j) { take(&nodes[i].list_lock); move(&nodes[j]); drop(&nodes[i].list_lock); }
void call_01(void) { take(&nodes[0].list_lock); move(&nodes[1]); drop(&nodes[0].list_lock); }
void call_get(void *s)
{ take(&get_node(s, 0)->list_lock); move(get_node(s, 1)); drop(&get_node(s, 0)->list_lock); }
void call_next(int i)
{ take(&nodes[i].list_lock); i++; move(&nodes[i]); i--; drop(&nodes[i].list_lock); }
END
inside clang-22 -fsyntax-only -Wthread-safety -Wthread-safety-pointer -Wthread-safety-beta \
	-fexperimental-late-parse-attributes a.c >"$work/seen" 2>&1 || true
grep -E 'warning|error' "$work/seen" || echo "no warning"
seen=$(sed -nE 's/^a.c:([0-9]+):.*warning: .*-Wthread-safety.*/\1/p' "$work/seen" | while read -r line; do
	sed -nE "$line s/^void (\w+).*/\1/p" "$root/w/a.c"
done | tr '\n' ' ')
echo "reported: $seen"
still=false
[ "$seen" = "none barn call call_ij " ] && still=true
outcome $still "any list_lock will do for guarded_by(), and index 0 is index 1 for requires_capability()"
