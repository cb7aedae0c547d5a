#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a rule which replaces "static struct kmem_cache *x;" either leaves
# alone a declaration with more words in it, or keeps the words that it does not name.
#
# spatch 1.1.1 matches declarations with macros for attributes before or behind the name
# and drops all of them: __ro_after_init, __read_mostly, even __aligned(64), which changes
# the layout.  The same attribute spelled __attribute__(()) stops the match, silently, and
# so does a second name in the declaration.  volatile is kept, and put before static.
#
# A conversion of cache pointers has to look at each removed line for what went with it.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm coccinelle=1.1.1.deb-2+b1 libc6 libpcre3 busybox-static
cat >"$root/w/a.c" <<'END'
static struct kmem_cache *plain;
static struct kmem_cache *ro __ro_after_init;
static struct kmem_cache *line __ro_after_init __aligned(64);
static __read_mostly struct kmem_cache *mostly;
static struct kmem_cache *spelled __attribute__((aligned(64)));
static struct kmem_cache *one, *two;
static struct kmem_cache *volatile changing;
END
cat >"$root/w/a.cocci" <<'END'
@@ identifier x; @@
- static struct kmem_cache *x;
+ static struct kmem_cache_store x;
END
inside spatch --very-quiet --sp-file a.cocci a.c -o b.c >"$work/log" 2>&1
cat "$root/w/b.c"
cat >"$work/expected" <<'END'
static struct kmem_cache_store plain;
static struct kmem_cache_store ro;
static struct kmem_cache_store line;
static struct kmem_cache_store mostly;
static struct kmem_cache *spelled __attribute__((aligned(64)));
static struct kmem_cache *one, *two;
volatile static struct kmem_cache_store changing;
END
still=false
cmp -s "$work/expected" "$root/w/b.c" && still=true
outcome $still "attributes that are macros are dropped, one that is spelled out stops the rule"
