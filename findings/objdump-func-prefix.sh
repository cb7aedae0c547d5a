#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that objdump-func, which "disassembles a single function", shows the function
# that is named, with its parts as NAME.cold, or says that there is none.
#
# objdump-func of Linux 7.3.4 shows each function whose name begins so: for kfree also
# kfree_rcu_work and kfreed, for kmem_cache_alloc all its variants, each counted from 0.  A
# dot is any letter.  For a name that is not there it shows nothing, or what begins so, and for
# a file that is not there nothing, status 0.
#
# What is compared before and after a patch, or counted, has code of other functions in it.  Write
# 'NAME$' for the function alone; its parts are 'NAME[.]'.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie gawk=1:5.2.1-2+b1 bash=5.2.37-2+b10 binutils-x86-64-linux-gnu=2.44-3
kernel_files scripts/objdump-func
cp "$work/linux/scripts/objdump-func" "$root/w/"
ln -s x86_64-linux-gnu-objdump "$root/usr/bin/objdump"
{
	for name in kfree kfree.cold kfree_rcu_work kfreed kvfree kmem_cache_alloc kmem_cache_alloc_lru kmem_cacheXalloc slab.isra.0; do
		printf '	.type "%s", @function\n"%s":\n	nop\n	ret\n	.size "%s", . - "%s"\n	.balign 16\n' $name $name $name $name
	done
} >"$work/a.S"
gcc -c "$work/a.S" -o "$root/w/a.o"
try() { # FILE NAME...
	local status=0
	inside bash objdump-func "$@" >"$work/out" 2>/dev/null || status=$?
	echo "$*: $(sed -nE 's/.*<(.*)>:$/\1/p' "$work/out" | paste -sd ' '), status $status"
}
{
	try a.o kfree
	try a.o 'kfree$'
	try a.o 'kfree[.]'
	try a.o kmem_cache_alloc
	try a.o slab
	try a.o kfre
	try a.o kmem.cache.alloc
	try a.o kmalloc
	try none.o kfree
} | tee "$work/seen"
cat >"$work/expected" <<'END'
a.o kfree: kfree kfree.cold kfree_rcu_work kfreed, status 0
a.o kfree$: kfree, status 0
a.o kfree[.]: kfree.cold, status 0
a.o kmem_cache_alloc: kmem_cache_alloc kmem_cache_alloc_lru, status 0
a.o slab: slab.isra.0, status 0
a.o kfre: kfree kfree.cold kfree_rcu_work kfreed, status 0
a.o kmem.cache.alloc: kmem_cache_alloc kmem_cache_alloc_lru kmem_cacheXalloc, status 0
a.o kmalloc: , status 0
none.o kfree: , status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "each function whose name begins so is shown, and none is status 0"
