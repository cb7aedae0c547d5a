#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that spatch, which does not run the preprocessor, either looks into the
# bodies of macros or does not.
#
# spatch 1.1.1 looks into those that it can read as one expression, one block or a
# function, and passes over those that are statements in a row or begin with if, for or a
# brace of an initializer.  It says nothing about the ones that it did not read, and the
# file counts as handled.
#
# A tree-wide search for calls that create caches misses those that hide in a macro with
# "if" in it, and a rename leaves them behind.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm coccinelle=1.1.1.deb-2+b1 libc6 libpcre3 busybox-static
cat >"$root/w/a.c" <<'END'
#define VALUE kmem_cache_create("a", 8, 0, 0, NULL)
#define OF(x) kmem_cache_create(#x, sizeof(struct x), 0, 0, NULL)
#define PASTED(x) x##_cachep = kmem_cache_create("b", 8, 0, 0, NULL)
#define LOOP(x) do { x = kmem_cache_create("c", 8, 0, 0, NULL); } while (0)
#define BLOCK(x) ({ x = kmem_cache_create("d", 8, 0, 0, NULL); x; })
#define FUNCTION(x) static int x(void) { return !!kmem_cache_create("e", 8, 0, 0, NULL); }
#define UNLESS(x) if (!x) x = kmem_cache_create("f", 8, 0, 0, NULL)
#define ROW(x) x = kmem_cache_create("g", 8, 0, 0, NULL); if (!x) return -ENOMEM;
#define EACH(x) for_each_thing(x) kmem_cache_create("h", 8, 0, 0, NULL)
#define FIELDS(x) { kmem_cache_create("i", 8, 0, 0, NULL), x }
END
cat >"$root/w/a.cocci" <<'END'
@@ @@
- kmem_cache_create
+ found
  (...)
END
inside spatch --sp-file a.cocci a.c -o b.c >"$work/log" 2>&1 || cat "$work/log"
names() { sed -nE "s/^#define (\w+).*$1.*/\1/p" "$root/w/b.c" | tr '\n' ' '; }
seen=$(names found)
missed=$(names kmem_cache_create)
echo "seen: $seen"
echo "missed: $missed"
grep -E '^(warning|error|bad|failed)' "$work/log" || echo "no message"
still=false
[ "$seen" = "VALUE OF PASTED LOOP BLOCK FUNCTION " ] && [ "$missed" = "UNLESS ROW EACH FIELDS " ] && still=true
outcome $still "four of ten macro bodies are passed over in silence"
