#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "tests-$(CONFIG_MORE) += more.o" in a Makefile of the kernel adds a file to
# tests.o, which is made of tests.c, and adds nothing if the option is off.
#
# In Linux 7.3.4 the line makes tests.o an object of several parts, and tests.c, which is none of
# them, is not compiled any more: with the option only more.c is, and without it nothing, as
# a part for no option counts.  "make -n" shows it: no message, status 0.
# With -m for -y behind the name tests.c is still compiled for obj-y.  A letter in upper case,
# obj-Y, drops the file as well.
#
# Name the parts otherwise: slab_tests-y := tests.o more.o.  Look for the objects.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie make=4.4.1-2
packages trixie busybox-static
kernel_files scripts/Kbuild.include scripts/Makefile.build scripts/Makefile.compiler scripts/Makefile.lib
mkdir "$root/w/lib"
cp -r "$work/linux/scripts" "$root/w/"
touch "$root"/w/lib/{tests,more,main}.c
try() { # LINE...: of lib/Makefile; no folders, as this names the Makefile of each
	local option status
	printf '%s\n' "$@" >"$root/w/lib/Makefile"
	for option in '' y; do
		status=0
		inside timeout 20 make -n -f scripts/Makefile.build obj=lib srcroot=. srctree=. objtree=. kbuild-file=lib/Makefile \
			KBUILD_BUILTIN=1 need-builtin=1 CC=cc CONFIG_MORE=$option lib/ >"$work/out" 2>"$work/err" || status=$?
		echo "$(printf '[%s]' "$@") CONFIG_MORE=$option: $(grep -oE 'lib/(tests|more|main)\.c' "$work/out" | sort -u | paste -sd ' ')," \
			"$(wc -l <"$work/err") messages, status $status" | tee -a "$work/seen"
	done
}
# shellcheck disable=SC2016
{
	try 'obj-y := tests.o'
	try 'obj-y := tests.o' 'obj-$(CONFIG_MORE) += more.o'
	try 'obj-y := tests.o' 'tests-$(CONFIG_MORE) += more.o'
	try 'obj-y := tests.o' 'tests-m := more.o'
	try 'obj-y := slab_tests.o' 'slab_tests-y := tests.o' 'slab_tests-$(CONFIG_MORE) += more.o'
	try 'obj-Y := tests.o' 'obj-y := main.o'
}
cat >"$work/expected" <<'END'
[obj-y := tests.o] CONFIG_MORE=: lib/tests.c, 0 messages, status 0
[obj-y := tests.o] CONFIG_MORE=y: lib/tests.c, 0 messages, status 0
[obj-y := tests.o][obj-$(CONFIG_MORE) += more.o] CONFIG_MORE=: lib/tests.c, 0 messages, status 0
[obj-y := tests.o][obj-$(CONFIG_MORE) += more.o] CONFIG_MORE=y: lib/more.c lib/tests.c, 0 messages, status 0
[obj-y := tests.o][tests-$(CONFIG_MORE) += more.o] CONFIG_MORE=: , 0 messages, status 0
[obj-y := tests.o][tests-$(CONFIG_MORE) += more.o] CONFIG_MORE=y: lib/more.c, 0 messages, status 0
[obj-y := tests.o][tests-m := more.o] CONFIG_MORE=: lib/tests.c, 0 messages, status 0
[obj-y := tests.o][tests-m := more.o] CONFIG_MORE=y: lib/tests.c, 0 messages, status 0
[obj-y := slab_tests.o][slab_tests-y := tests.o][slab_tests-$(CONFIG_MORE) += more.o] CONFIG_MORE=: lib/tests.c, 0 messages, status 0
[obj-y := slab_tests.o][slab_tests-y := tests.o][slab_tests-$(CONFIG_MORE) += more.o] CONFIG_MORE=y: lib/more.c lib/tests.c, 0 messages, status 0
[obj-Y := tests.o][obj-y := main.o] CONFIG_MORE=: lib/main.c, 0 messages, status 0
[obj-Y := tests.o][obj-y := main.o] CONFIG_MORE=y: lib/main.c, 0 messages, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "tests-y for tests.o drops tests.c, and so it does when the option is off"
