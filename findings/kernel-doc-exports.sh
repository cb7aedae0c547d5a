#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that kernel-doc -export prints what a file exports, -internal the rest, and
# that -function with a name that is not in the file is an error.
#
# kernel-doc of Linux 7.3.4 knows EXPORT_SYMBOL(), EXPORT_SYMBOL_GPL() and those with _NS.
# What is exported by EXPORT_SYMBOL_FOR_MODULES(), EXPORT_SYMBOL_IF_KUNIT() or
# EXPORT_STATIC_CALL_GPL() is internal for it.  For -function with a misspelled name the output
# is empty, the status 0, and there is no message, also with -Werror.
#
# Pages about caches are made with :export: and :identifiers:, which are these options: a
# function that moves from EXPORT_SYMBOL_GPL() to "for modules" leaves its page.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/docs/kernel-doc tools/lib/python
{
	while read -r name export; do
		printf '%s\n' '/**' " * $name() - does something" ' */' "void $name(void)" '{' '}' "$export" ''
	done <<'END'
plain EXPORT_SYMBOL(plain);
gpl EXPORT_SYMBOL_GPL(gpl);
in_namespace EXPORT_SYMBOL_NS_GPL(in_namespace, "SLAB");
for_modules EXPORT_SYMBOL_FOR_MODULES(for_modules, "slub_kunit");
if_kunit EXPORT_SYMBOL_IF_KUNIT(if_kunit);
static_call EXPORT_STATIC_CALL_GPL(static_call);
in_comment /* EXPORT_SYMBOL(in_comment); */
hidden
END
} >"$work/a.c"
ask() { # OPTION...
	status=0
	python3 -B "$work/linux/tools/docs/kernel-doc" -rst "$@" "$work/a.c" >"$work/out" 2>"$work/err" || status=$?
	echo "$*: $(sed -n 's/^\.\. c:function:: void \(\w*\).*/\1/p' "$work/out" | paste -sd ' '); status $status, $(wc -l <"$work/err") messages"
}
{
	ask -export
	ask -internal
	ask -function gpl
	ask -function gpll
	ask -Werror -function gpl -function gpll
} | tee "$work/seen"
cat >"$work/expected" <<'END'
-export: plain gpl in_namespace; status 0, 0 messages
-internal: for_modules if_kunit static_call in_comment hidden; status 0, 0 messages
-function gpl: gpl; status 0, 0 messages
-function gpll: ; status 0, 0 messages
-Werror -function gpl -function gpll: gpl; status 0, 0 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what is exported for some modules only counts as internal, and a name that is not there is no error"
