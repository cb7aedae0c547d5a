#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that the regular expressions of MAINTAINERS, K: for what a patch says and N: for
# names of files, mean by a space a space, and that F: with the name of a file is that file.
#
# get_maintainer.pl of Linux 7.3.4 leaves out spaces and what is behind a #, as perl's /x does:
# "struct kmem_cache" finds structkmem_cache and no patch, "#include <linux/slab.h>" is
# nothing, which every patch has.  Of "kmalloc|kfree" the second is looked for in what a patch
# leaves as it is too.  F: is the begin of a name: mm/slab.c has mm/slab.cocci as well.  No
# message, status 0, and --self-test finds none of it.
#
# Who is to see each patch that creates caches sees none, or sees all.  Write \s, \#
# and (kmalloc|kfree).
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/get_maintainer.pl
cd "$work/linux"
mkdir -p arch Documentation drivers fs include init ipc kernel lib mm
touch COPYING CREDITS Kbuild Makefile README mm/slab.c mm/slab.cocci "mm/slab_test.c"
try() { # ENTRY FILE LINE: whether the owner of the entry is told of a patch that adds LINE to FILE
	local status=0
	printf '%s\n' 'List of maintainers' '-------------------' '' 'CACHES' 'M:	Owner <owner@example.org>' 'S:	Maintained' "${1/: /:	}" >MAINTAINERS
	printf '%s\n' 'Subject: [PATCH] mm: one more' '---' "diff --git a/$2 b/$2" "--- a/$2" "+++ b/$2" '@@ -1,1 +1,2 @@' ' int a;' \
		"+$3" >a.patch
	nice -n 15 perl scripts/get_maintainer.pl --nogit --nogit-fallback --no-rolestats --nol a.patch >out 2>err || status=$?
	echo "$1, $2, $3: $(grep -q owner out && echo told || echo not told)$(head -c 60 err), status $status"
}
{
	try 'K: kmem_cache_create' mm/slab.c 's = kmem_cache_create(n);'
	try 'K: struct kmem_cache' mm/slab.c 'struct kmem_cache *s;'
	try 'K: struct\skmem_cache' mm/slab.c 'struct kmem_cache *s;'
	try 'K: struct kmem_cache' mm/slab.c 'structkmem_cache;'
	try 'K: #include <linux/slab.h>' mm/slab.c '#include <linux/slab.h>'
	try 'K: #include <linux/slab.h>' mm/slab.c 'int b;'
	try 'K: \#include\s<linux/slab.h>' mm/slab.c 'int b;'
	try 'K: int\sa' mm/slab.c 'int b;'
	try 'K: kmalloc|int\sa' mm/slab.c 'int b;'
	try 'F: mm/slab.c' mm/slab.c 'int b;'
	try 'F: mm/slab.c' mm/slab.cocci 'int b;'
	try 'F: mm/slab' mm/slab_test.c 'int b;'
} | tee "$work/seen"
printf '%s\n' 'List of maintainers' '-------------------' '' 'CACHES' 'M:	Owner <owner@example.org>' 'S:	Maintained' \
	'K:	struct kmem_cache' 'K:	#include <linux/slab.h>' 'F:	mm/slab.c' >MAINTAINERS
git init -q . && git add -f mm MAINTAINERS
nice -n 15 perl scripts/get_maintainer.pl --self-test=patterns >out 2>&1 && status=0 || status=$?
echo "self-test: $(grep -c warning out || true) warnings, status $status" | tee -a "$work/seen"
cat >"$work/expected" <<'END'
K: kmem_cache_create, mm/slab.c, s = kmem_cache_create(n);: told, status 0
K: struct kmem_cache, mm/slab.c, struct kmem_cache *s;: not told, status 0
K: struct\skmem_cache, mm/slab.c, struct kmem_cache *s;: told, status 0
K: struct kmem_cache, mm/slab.c, structkmem_cache;: told, status 0
K: #include <linux/slab.h>, mm/slab.c, #include <linux/slab.h>: told, status 0
K: #include <linux/slab.h>, mm/slab.c, int b;: told, status 0
K: \#include\s<linux/slab.h>, mm/slab.c, int b;: not told, status 0
K: int\sa, mm/slab.c, int b;: not told, status 0
K: kmalloc|int\sa, mm/slab.c, int b;: told, status 0
F: mm/slab.c, mm/slab.c, int b;: told, status 0
F: mm/slab.c, mm/slab.cocci, int b;: told, status 0
F: mm/slab, mm/slab_test.c, int b;: told, status 0
self-test: 0 warnings, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "spaces and what is behind a # are left out of K:, and F: is the begin of a name"
