#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that softdep lines of modprobe.d add to each other and to what the module
# itself says, as options do, and that a line in which nothing is understood has no effect.
#
# For modprobe of kmod 34.2 the first line for a module is all that counts.  It replaces the
# softdep in the module, though it says what is to come after and the module what before; a
# second line, also in a second file, is not looked at.  A line without "pre:", with "before:"
# for it, or with "pre:fills" in one word, replaces it by nothing, and "pre: fills, old" loads
# old alone.  No message, status 0; a line with the name alone has a message and changes
# nothing.
#
# Write one line, which also has what modinfo -F softdep prints, and look with modprobe -nv.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid kmod=34.2-2+b2
folder=$root/usr/lib/modules/7.3
mkdir -p "$folder/kernel" "$root/etc/modprobe.d"
for name in caches fills old crypto; do
	[ $name = caches ] && info='softdep=pre: crypto' || info=license=GPL
	echo "__attribute__((section(\".modinfo\"), used)) static const char info[] = \"$info\";" |
		gcc -fno-pic -x c -c - -o "$folder/kernel/$name.ko"
done
printf 'kernel/%s.ko\n' caches fills old crypto >"$folder/modules.order"
: >"$folder/modules.builtin"
inside depmod 7.3 2>"$work/err"
try() { # LINE [LINE OF A SECOND FILE]
	local status=0
	rm -f "$root"/etc/modprobe.d/*
	echo "${1-}" >"$root/etc/modprobe.d/a.conf"
	echo "${2-}" >"$root/etc/modprobe.d/b.conf"
	inside modprobe -S 7.3 -n -v caches >"$work/out" 2>"$work/err" || status=$?
	echo "$(cat "$root"/etc/modprobe.d/* | paste -sd ';'): $(sed -E 's,^insmod \S*/(\w+)\.ko,\1,; s/ +$//' "$work/out" |
		paste -sd '>'), $(wc -l <"$work/err") messages, status $status" | tee -a "$work/seen"
}
try
try 'options caches count=8' 'options caches order=1'
try 'softdep caches pre: fills'
try 'softdep caches post: fills'
try 'softdep caches pre: fills' 'softdep caches pre: old'
try 'softdep caches pre: fills' 'softdep caches post: old'
try 'softdep caches pre: fills post: old'
try 'softdep caches fills'
try 'softdep caches before: fills'
try 'softdep caches pre:fills'
try 'softdep caches pre: fills, old'
try 'softdep caches'
cat >"$work/expected" <<'END'
;: crypto>caches, 0 messages, status 0
options caches count=8;options caches order=1: crypto>caches count=8 order=1, 0 messages, status 0
softdep caches pre: fills;: fills>caches, 0 messages, status 0
softdep caches post: fills;: caches>fills, 0 messages, status 0
softdep caches pre: fills;softdep caches pre: old: fills>caches, 0 messages, status 0
softdep caches pre: fills;softdep caches post: old: fills>caches, 0 messages, status 0
softdep caches pre: fills post: old;: fills>caches>old, 0 messages, status 0
softdep caches fills;: caches, 0 messages, status 0
softdep caches before: fills;: caches, 0 messages, status 0
softdep caches pre:fills;: caches, 0 messages, status 0
softdep caches pre: fills, old;: old>caches, 0 messages, status 0
softdep caches;: crypto>caches, 1 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "the first softdep line replaces all others and the module's own, whether it is understood or not"
