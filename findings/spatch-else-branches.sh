#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that spatch, which knows no configuration, treats what is behind #ifdef
# and what is behind #else alike, wherever they are: it changes both.
#
# spatch 1.3.0 does so where each branch has whole statements, declarations, cases,
# functions, macros or members of a struct.  Inside of a statement or an initializer it
# reads the first branch, also of #ifndef, and takes the one behind #else for a comment:
# the head of an "if", arguments, a returned value, lines of a table.  It says nothing, the
# status is 0, and --parse-c counts the file as perfect.
#
# A conversion leaves the old name of a cache in the other configuration, which then does
# not build, and a search for all users of a cache misses these.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie coccinelle=1.3.0.deb-1+b2 libc6 libzstd1 busybox-static
printf '%s\n' '@@ @@' '- old_cache' '+ new_cache' >"$root/w/a.cocci"
try() { # NAME BEFORE FIRST SECOND BEHIND [CONDITION]: branches of two configurations
	printf '%b\n' "$2" "${6:-#ifdef} CONFIG_FOO" "$3" '#else' "$4" '#endif' "$5" >"$root/w/a.c"
	status=0
	inside spatch --very-quiet --sp-file a.cocci a.c -o b.c >"$work/log" 2>&1 || status=$?
	changed=
	sed '/#else/,$d' "$root/w/b.c" | grep -q new_cache && changed='first '
	sed '1,/#else/d' "$root/w/b.c" | grep -q new_cache && changed+='second '
	parsed=$(inside spatch --parse-c a.c 2>&1 | grep -o 'perfect = [0-9]*')
	echo "$1: status $status, changed ${changed}and --parse-c says $parsed" | tee -a "$work/seen"
}
try statement 'int f(void)\n{' '\tuse(old_cache);' '\tput(old_cache);' '\treturn 0;\n}'
try branch 'int f(int a)\n{\n\tif (a)' '\t\tuse(old_cache);' '\t\tput(old_cache);' '\treturn 0;\n}'
try declaration 'int f(void)\n{' '\tvoid *a = old_cache;' '\tint a = !old_cache;' '\treturn !a;\n}'
try case 'int f(int a)\n{\n\tswitch (a) {' '\tcase 1:\n\t\tuse(old_cache);' '\tcase 2:\n\t\tput(old_cache);' '\t}\n\treturn 0;\n}'
try function '' 'int f(void)\n{\n\treturn !old_cache;\n}' 'int f(void)\n{\n\treturn !!old_cache;\n}' ''
try macro '' '#define USE() use(old_cache)' '#define USE() put(old_cache)' ''
try member 'struct pool {' '\tchar a[sizeof(*old_cache)];' '\tchar b[sizeof(*old_cache)];' '};'
try head 'int f(int a)\n{' '\tif (old_cache)' '\tif (a && old_cache)' '\t\tuse(a);\n\treturn 0;\n}'
try argument 'int f(int a)\n{\n\treturn use(a,' '\t\told_cache' '\t\t*old_cache' '\t);\n}'
try value 'int f(void)\n{\n\treturn' '\t\t!old_cache' '\t\t!!old_cache' '\t;\n}'
try table 'static struct pool p = {' '\t.cache = &old_cache,' '\t.other = &old_cache,' '};'
try ifndef 'static struct pool p = {' '\t.cache = &old_cache,' '\t.other = &old_cache,' '};' '#ifndef'
{
	printf '%s: status 0, changed first second and --parse-c says perfect = 1\n' statement branch declaration \
		case function macro member
	printf '%s: status 0, changed first and --parse-c says perfect = 1\n' head argument value table ifndef
} >"$work/expected"
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "both branches of whole statements, only the first one inside of a statement or a table"
