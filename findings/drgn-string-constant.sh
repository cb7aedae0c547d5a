#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a constant which the compiler keeps in the debug information only
# can be read there, whatever its type, or else is not found.
#
# drgn 0.3.0 gives a number. A string (gcc writes DW_FORM_strp) is BadDataError, "unknown
# DW_AT_const_value form", which no "except LookupError" catches; gdb prints it. The file
# is not bad.
#
# The kernel has such strings, _acpi_module_name for one: a script that looks at all
# variables, for those that point to slab caches say, ends there.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid python3-drgn=0.3.0-1
printf '%s\n' 'static const char kind[] = "cache";' 'static const unsigned size = 1336;' \
	'int main(void) { return 0; }' >"$work/a.c"
gcc -g -O2 "$work/a.c" -o "$root/w/a"
cat >"$root/w/ask.py" <<'END'
import drgn
prog = drgn.Program()
prog.extra_module("a", 0, create=True).try_file("a", force=True)
for name in "size", "kind":
    try:
        print(f"{name}: {prog[name].value_()}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}, a LookupError: {isinstance(error, LookupError)}, {error}")
END
inside python3 -W error ask.py >"$work/seen" 2>&1 || true
cat "$work/seen"
still=false
[ "$(cat "$work/seen")" = "size: 1336
kind: BadDataError, a LookupError: False, unknown DW_AT_const_value form" ] && still=true
outcome $still "a constant number is read, a constant string is an error that is no LookupError"
