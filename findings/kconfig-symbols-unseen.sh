#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that checkkconfigsymbols.py, which lists options that are referenced and not
# defined, finds each reference in a Kconfig file, and in each source file but those that it
# leaves out on purpose, and that its status says whether it found one.
#
# That of Linux 7.3.4 finds them behind depends on, select, imply, if, and "default VALUE if".  It
# does not behind the "if" of a prompt, "default NAME", def_bool, range and "visible if".  Of
# the sources it leaves out those with ".log" or ".git" anywhere in the name, as a.logic.c,
# and all below tools/.  A sentence of a help text that begins with "if" counts.  The
# status is 0 whatever it found.
#
# Such a misspelled option is off for ever: grep for it as well.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/checkkconfigsymbols.py
mkdir -p "$work/tree/tools"
cd "$work/tree"
cat >Kconfig <<'END'
config CACHES
	bool "caches" if GONE_PROMPT
	depends on GONE_DEPENDS
	depends on CACHES = GONE_EQUAL && (CACHES || !GONE_NOT)
	select CACHES if GONE_SELECT_IF
	imply GONE_IMPLY
	default GONE_DEFAULT
	default y if GONE_DEFAULT_IF
	help
	  Objects are merged
	  if GONE_HELP says so.

config MERGED
	def_bool GONE_DEF_BOOL

config CHECKED
	def_bool y if GONE_DEF_BOOL_IF

config NODES
	int "nodes"
	range 1 GONE_RANGE

menu "slab"
	visible if GONE_VISIBLE
	depends on GONE_MENU

if GONE_BLOCK
endif
endmenu
END
echo 'int a = IS_ENABLED(CONFIG_GONE_SOURCE);' >a.c
echo 'int b = IS_ENABLED(CONFIG_GONE_LOGIC);' >a.logic.c
echo 'int c = IS_ENABLED(CONFIG_GONE_TOOLS);' >tools/a.c
# shellcheck disable=SC2016
echo 'obj-$(CONFIG_GONE_OBJECT) += a.o' >Makefile
git init -q .
git add .
status=0
python3 "$work/linux/scripts/checkkconfigsymbols.py" --no-color >"$work/out" 2>&1 || status=$?
{
	grep -rho 'GONE_[A-Z_]*' Kconfig Makefile a.c a.logic.c tools | sed 's/GONE_//' >"$work/names"
	grep -o '^GONE_[A-Z_]*$' "$work/out" | sed 's/GONE_//' >"$work/found"
	echo "found: $(grep -xf "$work/found" "$work/names" | paste -sd ' ')"
	echo "not found: $(grep -vxf "$work/found" "$work/names" | paste -sd ' ')"
	echo "status $status"
} | tee "$work/seen"
cat >"$work/expected" <<'END'
found: DEPENDS EQUAL NOT SELECT_IF IMPLY DEFAULT_IF HELP MENU BLOCK OBJECT SOURCE
not found: PROMPT DEFAULT DEF_BOOL DEF_BOOL_IF RANGE VISIBLE LOGIC TOOLS
status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "prompts, plain defaults, ranges and visible are not looked at, nor files with .log in the name"
