#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that codiff, which names the functions of two builds whose size changed, and
# "pfunct --sizes" know each function that has code, and all of its code.
#
# codiff of pahole 1.32 leaves out a function that is inlined in one place and called in another,
# global or static, and one that gcc splits in two, NAME and NAME.cold, whichever part grew.
# The sum at the end lacks them.  No message, status 0.  For gcc pfunct lacks those that it splits and
# global ones of the first kind.  clang puts unlikely paths at the end of the function, where
# they count.
#
# Small helpers, and functions with a slow path, are just what grows in the allocator:
# bloat-o-meter reads symbols, and has all of it.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
closure sid dwarves=1.32-1
cat >"$root/w/a.c" <<'END'
struct object { int n; long m; };
void report(const char *, ...) __attribute__((cold));
int helper(struct object *p) { return p->n + p->m HELPER; }
int inlines(struct object *p) { return helper(p + 1) * 3; }
static int local(struct object *p) { return p->m * 5 LOCAL; }
int (*address)(struct object *p) = local;
int inlines_local(struct object *p) { return local(p) + 1; }
int splits(struct object *p) { if (p->n < 0) { report("bad %d", p->n); COLD } return p->n HOT; }
int plain(struct object *p) { return p->n * 7 PLAIN; }
END
declare -A options=([old]="" [helper]="-DHELPER=*5/p->n" [local]="-DLOCAL=/p->n" [cold]="-DCOLD=report(\"more\",p->m);report(\"again\",p->m);"
	[hot]="-DHOT=*9/p->m" [plain]="-DPLAIN=/p->n")
changed() { # WHAT COMPILER: how symbols of object files changed, and what codiff says
	diff <(nm -S -t d "$root/w/$2-old.o" | awk 'NF == 4 { print $4, +$2 }') <(nm -S -t d "$root/w/$2-$1.o" | awk 'NF == 4 { print $4, +$2 }') |
		awk '$1 == "<" { old[$2] = $3 } $1 == ">" { printf "%s %+d, ", $2, $3 - old[$2] }' | sed 's/, $//'
	echo -n "; codiff: "
	inside codiff --functions "$2-old.o" "$2-$1.o" >"$work/log" 2>&1 && status=0 || status=$?
	awk -v status="$status" '$2 == "|" { printf "%s %s, ", $1, $3 } END { print "status", status }' "$work/log"
}
{
	for compiler in gcc clang; do
		cc=x86_64-linux-gnu-gcc-16
		[ $compiler = clang ] && cc=clang-22
		for what in old helper local cold hot plain; do
			# shellcheck disable=SC2086 # none is no word
			inside $cc -g -O2 -fno-pic -DHELPER= -DLOCAL= -DCOLD= -DHOT= -DPLAIN= -Wno-macro-redefined ${options[$what]} -c a.c \
				-o "$compiler-$what.o" 2>/dev/null
			[ $what = old ] || echo "$compiler, more $what: $(changed $what $compiler)"
		done
		echo "$compiler, pfunct: $(inside pfunct --sizes $compiler-old.o | cut -d : -f 1 | sort | paste -sd ' ')"
	done
} | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc, more helper: helper +13, inlines +16; codiff: inlines +16, status 0
gcc, more local: inlines_local +11, local +9; codiff: inlines_local +11, status 0
gcc, more cold: splits.cold +42; codiff: status 0
gcc, more hot: splits +11, splits.cold +9; codiff: status 0
gcc, more plain: plain -6; codiff: plain -6, status 0
gcc, pfunct: inlines inlines_local local plain
clang, more helper: helper +32, inlines +31; codiff: inlines +31, status 0
clang, more local: inlines_local +29, local +27; codiff: inlines_local +29, status 0
clang, more cold: splits +32; codiff: splits +32, status 0
clang, more hot: splits +37; codiff: splits +37, status 0
clang, more plain: plain -6; codiff: plain -6, status 0
clang, pfunct: helper inlines inlines_local local plain splits
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "functions that are inlined somewhere, and the cold parts of functions, are left out"
