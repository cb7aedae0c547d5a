#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "make tags" of the kernel, which tells ctags of the kernel's macros, finds
# each variable, member and function of a plain file.
#
# tags.sh of Linux 7.3.4 with Universal Ctags 6.2.1 has no tag for members within struct_group(),
# arrays with __counted_by(), whatever has __guarded_by() or __aligned(), though __aligned is on
# its list, and for the function that follows a DEFINE_FREE() or DEFINE_GUARD().  What stands
# before or behind these is there.  It tags struct_group and __counted_by as members instead.
# No message, status 0.
#
# An editor then finds another thing of that name or none: ask git grep as well.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid universal-ctags=6.2.1-1
packages trixie busybox-static
kernel_files scripts/tags.sh
mkdir -p "$work/bin" "$root"/w/{arch/x86,include,mm,tools}
# shellcheck disable=SC2016
printf '%s\n' '#!/bin/bash' "root=$root" "$(declare -f inside)" 'inside ctags-universal "$@"' >"$work/bin/ctags"
chmod +x "$work/bin/ctags"
touch "$root/w/Kconfig"
cat >"$root/w/mm/a.c" <<'END'
struct object {
	int member_plain;
	struct_group(head,
		int member_of_group;
	);
	int member_guarded __guarded_by(&lock);
	DECLARE_BITMAP(member_bits, 8);
	int member_behind;
	int member_counted[] __counted_by(member_plain);
};
static struct kmem_cache *variable_late __ro_after_init;
static struct kmem_cache *variable_aligned __aligned(64);
static struct kmem_cache *variable_guarded __guarded_by(&lock);
static struct kmem_cache *variable_behind;
static int function_locked(void)
	__must_hold(&lock)
{
	return 0;
}
DEFINE_FREE(object, void *, kfree(_T))
static int function_free(void)
{
	return 0;
}
DEFINE_GUARD(object, struct object *, get(_T), put(_T))
static int function_guard(void)
{
	return 0;
}
static int function_behind(void)
{
	return 0;
}
END
status=0
(cd "$root/w" && PATH=$work/bin:$PATH SRCARCH=x86 srctree=. bash "$work/linux/scripts/tags.sh" tags) >"$work/log" 2>&1 || status=$?
cat "$work/log"
{
	for kind in member variable function; do
		grep -o "\b${kind}_[a-z_]*" "$root/w/mm/a.c" | awk '!seen[$0]++' >"$work/names"
		cut -f 1 "$root/w/tags" | grep -x -f "$work/names" | sort -u >"$work/tagged"
		echo "$kind: tags of $(grep -xf "$work/tagged" "$work/names" | paste -sd ' ')"
		echo "$kind: no tag of $(grep -vxf "$work/tagged" "$work/names" | paste -sd ' ')"
	done | sed -E 's/ (member|variable|function)_/ /g'
	echo "as members: $(awk -F '\t' '/struct:object/ && $1 !~ /member|::/ { print $1 }' "$root/w/tags" | paste -sd ' '), status $status"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
member: tags of plain bits behind
member: no tag of of_group guarded counted
variable: tags of late behind
variable: no tag of aligned guarded
function: tags of locked behind
function: no tag of free guard
as members: __counted_by struct_group, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "no tags in groups, for what is aligned, guarded or counted, and behind DEFINE_FREE() or DEFINE_GUARD()"
