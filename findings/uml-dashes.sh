#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that what stands behind "--" on the command line of User-mode Linux is all
# that init gets as arguments, as on other machines, and that /proc/cmdline has the line.
#
# Linux 7.2.7 as User-mode Linux adds "root=98:0 console=tty0" at the end, so behind "--" these
# are two more arguments of init.  Without "--" init gets none of them.  mem= and initrd= are
# taken out: /proc/cmdline does not have them, and of two mem= the last counts.  As elsewhere a
# word without "=" is an argument, and a misspelled option is in init's environment; so is
# ncpus=, which this kernel has no code for.
#
# An init that runs each argument as a test runs root=98:0, too.  Name tests in a variable,
# TEST=name.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
cat >"$work/script" <<'END'
echo "GUEST $(wc -w </proc/cmdline) words, memory $(awk '/MemTotal/ { print ($2 > 98304) ? "128M" : "64M" }' /proc/meminfo), arguments:$(printf ' %s' "$@"), $(grep -cE '(^| )(mem|initrd)=' /proc/cmdline) of mem and initrd"
echo "GUEST ncpus ${ncpus:-unset}, slab_debugg ${slab_debugg:-unset}, TEST ${TEST:-unset}"
END
try() { # WORDS OPTION...
	uml_run "$work/script" "${@:2}" | sed "s/^/$1: /"
}
{
	try 'nothing'
	try 'dashes' -- one two=2
	try 'bare word' one
	try 'memory twice' mem=64M
	try 'variables' ncpus=2 slab_debugg=P TEST=name
} | tee "$work/seen"
cat >"$work/expected" <<'END'
nothing: 6 words, memory 128M, arguments: , 0 of mem and initrd
nothing: ncpus unset, slab_debugg unset, TEST unset
dashes: 9 words, memory 128M, arguments: one two=2 root=98:0 console=tty0, 0 of mem and initrd
dashes: ncpus unset, slab_debugg unset, TEST unset
bare word: 7 words, memory 128M, arguments: one, 0 of mem and initrd
bare word: ncpus unset, slab_debugg unset, TEST unset
memory twice: 6 words, memory 64M, arguments: , 0 of mem and initrd
memory twice: ncpus unset, slab_debugg unset, TEST unset
variables: 9 words, memory 128M, arguments: , 0 of mem and initrd
variables: ncpus 2, slab_debugg P, TEST name
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "behind -- init gets two arguments more; mem= is not in /proc/cmdline"
