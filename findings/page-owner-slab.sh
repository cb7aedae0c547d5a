#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that page_owner_sort of a kernel, which says for each group of pages who
# allocated them (CMA, SLAB, VMALLOC, OTHERS), knows pages of slabs in what that kernel prints.
#
# That of Linux 7.3.4 looks for "slab" among the flags of the page.  There PG_slab is no flag
# any more but a type of page, and page_owner prints flags (%pGp) and no type: slabs are
# OTHERS, also summed up by --cull=allocator, and the status is 0.  Names of functions in the
# stack do not count.  What kernels print where it is a flag is told apart.
#
# "How much of this memory is in slabs?" is answered with nothing: look for groups that have
# allocate_slab() or new_slab() in the stack.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/mm/page_owner_sort.c include/trace/events/mmflags.h mm/page_owner.c
cd "$work"
gcc -w -O1 linux/tools/mm/page_owner_sort.c -o sort
page() { # FLAGS FUNCTION...: what print_page_owner() writes
	echo 'Page allocated via order 0, mask 0xd20c0(__GFP_IO|__GFP_FS|__GFP_NOWARN|__GFP_NORETRY|__GFP_COMP|__GFP_NOMEMALLOC),' \
		'pid 1, tgid 1 (init), ts 1000 ns'
	echo "PFN 0x1000 type Unmovable Block 8 type Unmovable Flags $1"
	printf ' %s+0x10/0x20\n' "${@:2}"
	echo
}
try() { # WORDS FLAGS FUNCTION...
	local status=0
	page "${@:2}" >in
	./sort in out >log 2>&1 || status=$?
	echo "$1: $(sed -n 's/ *:*$//; s/.*allocated by //p' out), status $status"
	./sort --cull=allocator in out >log 2>&1 || status=$?
	echo "$1, summed up: $(sed -n 's/ *:*$//; s/.*allocated by //p' out), status $status"
}
{
	echo "page_owner prints $(grep -oE 'Flags %\w+' linux/mm/page_owner.c)"
	echo "names of flags: $(grep -cE 'DEF_PAGEFLAG_NAME\((locked|head)\)' linux/include/trace/events/mmflags.h) of locked, head;" \
		"$(grep -cE 'DEF_PAGEFLAG_NAME\(slab\)' linux/include/trace/events/mmflags.h || true) of slab"
	slab=(get_page_from_freelist allocate_slab new_slab kmem_cache_alloc_noprof)
	try "slab, 7.3.4" '0x0(node=0|zone=1)' "${slab[@]}"
	try "slab of order 1, 7.3.4" '0x40(head|node=0|zone=1)' "${slab[@]}"
	try "slab, with the flag" '0x800(slab|node=0|zone=1)' "${slab[@]}"
	try "no slab" '0x0(node=0|zone=1)' get_page_from_freelist alloc_pages_noprof pte_alloc_one
} | tee seen
cat >"$work/expected" <<'END'
page_owner prints Flags %pGp
names of flags: 2 of locked, head; 0 of slab
slab, 7.3.4: OTHERS, status 0
slab, 7.3.4, summed up: OTHERS, status 0
slab of order 1, 7.3.4: OTHERS, status 0
slab of order 1, 7.3.4, summed up: OTHERS, status 0
slab, with the flag: SLAB, status 0
slab, with the flag, summed up: SLAB, status 0
no slab: OTHERS, status 0
no slab, summed up: OTHERS, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "slabs are OTHERS, as page_owner prints no flag of that name"
