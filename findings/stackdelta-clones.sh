#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that stackdelta shows a function whose frame grew as grown: it compares
# two lists that stackusage made from what gcc wrote.  That it leaves out functions that are
# in one list only it says itself.
#
# stackdelta of Linux 7.3.4 strips .part.0 and .constprop of a name and keeps the last line of
# that name.  stackusage sorts by size, so this is the smallest.  A frame that grew from
# 144 to 432 bytes in a part that gcc 16.2.0 split off is shown as shrunk, to 8; one that has
# a small clone before and after is not shown.  "dynamic", which has no bound, is the same
# as "static", and less for the part that is fixed.
#
# Read the lists: an allocator's fast path in front of a slow one is what gcc splits.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/stackdelta scripts/stackusage
closure sid gcc-16-x86-64-linux-gnu=16.2.0-4
cat >"$root/w/a.c" <<'END'
void use(void *p, int n);
int look(void *p);
extern int quick;
int plain(void *p) { char b[SIZE]; use(b, 1); return look(b) + look(p); }
int alloc(void *p, int n)
{
	char b[SIZE];
	if (quick) return look(p);
	use(b, 1);
	use(p, 2);
	return look(b) + look(p) + n;
}
int fast(void *p) { char c[24]; use(c, 1); return alloc(p, 1) + alloc(c, 2); }
static __attribute__((noinline)) int refill(int kind, void *p)
{
	char c[8];
	if (kind == 1) { char b[SIZE]; use(b, 1); return look(b) + look(p); }
	use(c, kind);
	return look(c);
}
int once(void *p) { return refill(1, p) + 1; }
int twice(void *p) { return refill(2, p) + 1 + refill(2, &p); }
int any(void *p, int kind) { return refill(kind, p) + 1; }
int sized(void *p, int n) { char b[ANY]; use(b, n); return look(b) + look(p); }
END
mkdir "$work/bin"
cat >"$work/bin/make" <<'END'
#!/bin/bash
env -i PATH=/usr/bin:/usr/sbin HOME=/tmp LC_ALL=C unshare --map-root-user --root="$ROOT" --wd=/w \
	x86_64-linux-gnu-gcc-16 -O2 -fipa-cp-clone -w $KCFLAGS "$@" -c a.c -o a.o
END
chmod +x "$work/bin/make"
list() { # FILE OPTION...
	rm -f "$root/w/a.su"
	(cd "$root/w" && ROOT=$root PATH=$work/bin:$PATH bash "$work/linux/scripts/stackusage" -o "$work/$1" "${@:2}" >"$work/log")
}
list before -DSIZE=100 -DANY=40
list after -DSIZE=400 -DANY=n
for name in plain alloc refill sized; do
	for when in before after; do
		echo "$name $when: $(awk -v n="$name" '{ split($2, part, "."); if (part[1] == n) print $2, $3, $4 }' "$work/$when" | paste -sd ,)"
	done
done | tee "$work/seen"
perl "$work/linux/scripts/stackdelta" "$work/before" "$work/after" | awk '{ print "stackdelta: " $2, $3, $4, $5 }' | tee -a "$work/seen"
cat >"$work/expected" <<'END'
plain before: plain 144 static
plain after: plain 432 static
alloc before: alloc 144 static
alloc after: alloc.part.0 432 static,alloc 8 static
refill before: refill 144 static,refill.constprop 32 static
refill after: refill 432 static,refill.constprop 32 static
sized before: sized 80 static
sized after: sized 32 dynamic
stackdelta: alloc 144 8 -136
stackdelta: plain 144 432 +288
stackdelta: sized 80 32 -48
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the smallest clone stands for a function, and a frame without bound for its fixed part"
