#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that spatch reads what compiles in a new kernel, or says what it cannot.
#
# spatch 1.1.1 loses the whole function, status 0 and no message, if scoped_guard() is in
# it, though guard(), __free(), _Generic and __auto_type are fine, and so it does at "asm
# goto" with a label.
#
# A rule that must see all uses of a cache ("nobody compares it with NULL") is wrong about
# such files.  Only --parse-c names the functions that were lost.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages bookworm coccinelle=1.1.1.deb-2+b1 libc6 libpcre3 busybox-static
cat >"$root/w/a.c" <<'END'
int with_guard(void) { guard(mutex)(&slab_mutex); use(cachep); return 0; }
int with_scoped_guard(void) { scoped_guard(mutex, &slab_mutex) { use(cachep); } return 0; }
int with_free(void) { void *p __free(kfree) = NULL; use(cachep); return 0; }
int with_binary(void) { int mask = 0b11; use(cachep); return mask; }
int with_hex(void) { int mask = 0x3; use(cachep); return mask; }
int with_goto(void) { asm goto("" : : : : out); use(cachep); out: return 0; }
int with_generic(void) { int n = _Generic(cachep, int: 1, default: 0); use(cachep); return n; }
int with_auto(void) { __auto_type n = 1; use(cachep); return n; }
END
cat >"$root/w/a.cocci" <<'END'
@@ @@
- use(cachep)
+ found(cachep)
END
gcc -fsyntax-only -w -D'guard(x)=(void)' -D'scoped_guard(x, y)=if (1)' -D'__free(x)=' -DNULL=0 \
	-include /dev/stdin "$root/w/a.c" <<<'int slab_mutex, *cachep; void use(int *);' ||
	echo "gcc does not take it"
status=0
inside spatch --sp-file a.cocci a.c -o b.c >"$work/log" 2>&1 || status=$?
lost=$(sed -nE 's/^int with_(\w+).*[^_]use\(.*/\1/p' "$root/w/b.c" | tr '\n' ' ')
echo "lost: $lost"
echo "status $status, messages: $(grep -iE 'warn|error|bad|skip' "$work/log" || echo none)"
still=false
[ "$lost" = "scoped_guard goto " ] && [ $status = 0 ] && still=true
outcome $still "functions with scoped_guard() and asm goto are not there for spatch"
