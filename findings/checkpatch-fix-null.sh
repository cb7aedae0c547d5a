#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that what checkpatch says a line "could be" means the same, and that
# --fix-inplace, experimental as it is, at least writes C with it.
#
# checkpatch of Linux 7.3.4 takes the last name before "== NULL" for the operand: for
# *slot == NULL it says "could be written "!slot"", which asks another pointer, and writes
# *!slot.  The same with != and behind get(p)-> and (*slot)->.  What it writes BIT() for is
# cut: of "(1 << ORDER - 1)" and "(1 << 0x10)" a parenthesis is left over.  "(int)0xffffffff
# could be 0xffffffff": in a long that is 4294967295 and was -1.
#
# The last compiles, and so does "!slot" when it is typed as the message says: a list of
# slots is never empty then.  Build after a --fix, and compare object files.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts
cat >"$work/a.c" <<'END'
// SPDX-License-Identifier: GPL-2.0
#define ONE_PAGE (1 << PAGE_SHIFT)
#define HALF (1 << ORDER - 1)
#define HEX (1 << 0x10)

int f(struct item *p, struct item **slot)
{
	long all = (int)0xffffffff;

	if (p == NULL)
		return 1;
	if (p->next == NULL)
		return 2;
	if (slot[1] == NULL)
		return 3;
	if (*slot != NULL)
		return 4;
	if (*slot == NULL)
		return 5;
	if (get(p)->next == NULL)
		return 6;
	if ((*slot)->next == NULL)
		return 7;
	return 0;
}
END
cp "$work/a.c" "$work/fixed.c"
perl "$work/linux/scripts/checkpatch.pl" --root="$work/linux" --no-tree --strict --fix-inplace --terse \
	-f "$work/fixed.c" >"$work/log" 2>&1 || true
{
	diff "$work/a.c" "$work/fixed.c" | grep '^[<>]' | sed 's/\t/ /g' || true
	grep -oE 'Comparison to NULL could be .*|Unnecessary typecast.*' "$work/log"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
< #define ONE_PAGE (1 << PAGE_SHIFT)
< #define HALF (1 << ORDER - 1)
< #define HEX (1 << 0x10)
> #define ONE_PAGE BIT(PAGE_SHIFT)
> #define HALF BIT(ORDER)- 1)
> #define HEX BIT(0)x10)
<  long all = (int)0xffffffff;
>  long all = 0xffffffff;
<  if (p == NULL)
>  if (!p)
<  if (p->next == NULL)
>  if (!p->next)
<  if (slot[1] == NULL)
>  if (!slot[1])
<  if (*slot != NULL)
>  if (*slot)
<  if (*slot == NULL)
>  if (*!slot)
<  if (get(p)->next == NULL)
>  if (get(p)->!next)
<  if ((*slot)->next == NULL)
>  if ((*slot)->!next)
Unnecessary typecast of c90 int constant - '(int)0xffffffff' could be '0xffffffff'
Comparison to NULL could be written "!p"
Comparison to NULL could be written "!p->next"
Comparison to NULL could be written "!slot[1]"
Comparison to NULL could be written "slot"
Comparison to NULL could be written "!slot"
Comparison to NULL could be written "!next"
Comparison to NULL could be written "!next"
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a pointer behind * or -> is mixed up with the name before ==, and fixes break lines"
