#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a metavariable with a type, "struct kmem_cache *c", stands for each
# expression whose type can be read in the same file: a variable, a member, an element, what
# a function gives, with attributes as without.
#
# spatch 1.3.0 does not know the type of a local variable that is declared with __free() or
# another macro with arguments in front of "=", of a member with such a macro, as
# __guarded_by() is one, or in a struct_group(), of __auto_type and C23's auto, and of an
# array's name where an element's address counts.  Macros without arguments, attributes
# and what stands in front of the name do no harm.  It is silent, and the status is 0.
#
# Code that was converted to __free() is what such a rule passes over: a search for frees
# into the wrong cache, say, finds them in the old functions only.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
cat >"$root/w/a.c" <<'END'
struct holder {
	struct kmem_cache *plain;
	struct kmem_cache __rcu *rcu;
	struct kmem_cache *guarded __guarded_by(&lock);
	struct_group(both, struct kmem_cache *grouped; int n;);
};
extern struct kmem_cache *get(int n), table[4];
static struct kmem_cache *section __ro_after_init;
static struct kmem_cache *aligned __aligned(64);
void local(void) { struct kmem_cache *c = get(1); look(c); }
void local_attribute(void) { struct kmem_cache *c __attribute__((cleanup(put))) = get(1); look(c); }
void local_word(void) { struct kmem_cache *c __maybe_unused = get(1); look(c); }
void local_free(void) { struct kmem_cache *c __free(put) = get(1); look(c); }
void local_macro(void) { struct kmem_cache *c __cleanup(put) = get(1); look(c); }
void local_auto_type(void) { __auto_type c = get(1); look(c); }
void local_auto(void) { auto c = get(1); look(c); }
void local_typeof(struct kmem_cache *k) { typeof(k) c = k; look(c); }
void argument(struct kmem_cache *c __maybe_unused) { look(c); }
void global_section(void) { look(section); }
void global_aligned(void) { look(aligned); }
void member_plain(struct holder *h) { look(h->plain); }
void member_rcu(struct holder *h) { look(h->rcu); }
void member_guarded(struct holder *h) { look(h->guarded); }
void member_grouped(struct holder *h) { look(h->grouped); }
void call(void) { look(get(1)); }
void either(int n) { look(n ? get(n) : section); }
void element(void) { look(&table[0]); }
void array(void) { look(table); }
END
printf '%s\n' '@@ struct kmem_cache *c; @@' '- look(c)' '+ seen(c)' >"$root/w/a.cocci"
inside spatch --very-quiet --sp-file a.cocci a.c -o b.c >"$work/log"
for word in seen look; do
	echo "$word: $(sed -n "s/^void \(\w*\)(.* $word(.*/\1/p" "$root/w/b.c" | tr '\n' ' ')"
done | tee "$work/seen"
cat >"$work/expected" <<'END'
seen: local local_attribute local_word local_typeof argument global_section global_aligned member_plain member_rcu call either element 
look: local_free local_macro local_auto_type local_auto member_guarded member_grouped array 
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with __free(), in groups, by auto and as an array a cache has no type for spatch"
