#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "#" begins a comment also behind the words of a line in modprobe.d, as it
# does where a line begins.
#
# For modprobe of kmod 34.2 it is a word as others, no message.  With "options caches count=8
# # was count=2" the kernel is given count=2 last, which counts.  A "softdep" loads modules that
# the comment names.  A comment that ends with a backslash goes on in the next line, and what
# is there is not read.
#
# Put comments on lines of their own, with no backslash at the end.  "modprobe -n -v" prints
# what the kernel would be given.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid kmod=34.2-2+b2
folder=$root/usr/lib/modules/7.3
mkdir -p "$folder/kernel" "$root/etc/modprobe.d"
for name in caches fills old; do
	printf '%s\n' '__attribute__((section(".modinfo"), used)) static const char license[] = "license=GPL";' |
		gcc -fno-pic -x c -c - -o "$folder/kernel/$name.ko"
done
printf 'kernel/%s.ko\n' caches fills old >"$folder/modules.order"
: >"$folder/modules.builtin"
inside depmod 7.3 2>"$work/err"
try() { # WORDS: reads a file for modprobe.d
	local status=0
	cat >"$root/etc/modprobe.d/caches.conf"
	inside modprobe -S 7.3 -n -v caches >"$work/out" 2>"$work/err" || status=$?
	echo "$1: $(sed -E 's,^insmod \S*/(\w+)\.ko,\1,; s/ +$//' "$work/out" | paste -sd ';' | sed 's/;/; /g'), $(wc -l <"$work/err") messages, status $status"
}
{
	printf '%s\n' '# was count=2' 'options caches count=8' | try "a line of its own"
	printf '%s\n' 'options caches count=8 # was count=2' | try "behind options"
	printf '%s\n' 'options caches count=8 #count=2' | try "without a space"
	printf '%s\n' 'softdep caches pre: fills' | try "softdep"
	printf '%s\n' 'softdep caches pre: fills # not old' | try "behind softdep"
	printf '%s\n' '# tables: 1 \ 2' 'options caches count=8' | try "a backslash"
	printf '# tables: 1 %c\noptions caches count=8\n' "\\" | try "a backslash at the end"
	printf 'options caches count=8 %c\n# was count=2\noptions caches order=1\n' "\\" | try "a comment within a line"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
a line of its own: caches count=8, 0 messages, status 0
behind options: caches count=8 # was count=2, 0 messages, status 0
without a space: caches count=8 #count=2, 0 messages, status 0
softdep: fills; caches, 0 messages, status 0
behind softdep: fills; old; caches, 0 messages, status 0
a backslash: caches count=8, 0 messages, status 0
a backslash at the end: caches, 0 messages, status 0
a comment within a line: caches count=8 # was count=2 order=1, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a comment behind options or softdep is given to the kernel, or loaded"
