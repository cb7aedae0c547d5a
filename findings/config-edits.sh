#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that scripts/config, which edits .config, leaves there what it was given:
# that the next make reads this value, whether the option had a line before or not.
#
# With scripts/config of Linux 7.3.4 a string with quotes, as a dyndbg= has, is right if the
# option has a line; if it has none, it gets one backslash too many, and Kconfig ends the string
# there.  "&" is put in as it is if there was no line; else it becomes the whole old line.
# --enable-after (-E), --disable-after (-D) and --module-after (-M) add a line and leave
# the old one: if that is further down it is what counts, and --state says n if any is n.
# The status is 0; Kconfig warns of lines that are there twice, and of nothing else.
#
# A test kernel boots with half of its command line, or without the debugging that it was
# configured for.  Undefine (-u) an option before -E, and read values back after make.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
kernel_files scripts/config
cd "$root/w"
cat >Kconfig <<'END'
config SLUB_DEBUG
	bool "debugging of caches"
config SLUB_DEBUG_ON
	bool "on"
config CMDLINE
	string "command line"
END
conf=("$root/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu"
	"$root/usr/lib/linux-kbuild-7.3.4+deb13/scripts/kconfig/conf")
try() { # WORDS OPTION LINES ARGUMENT...: lines of .config, what scripts/config is told of this option
	local words=$1 option=$2 state status=0
	printf '%b' "$3" >.config
	shift 3
	bash "$work/linux/scripts/config" "$@" || status=$?
	state=$(bash "$work/linux/scripts/config" --state "$option")
	"${conf[@]}" --olddefconfig Kconfig >log 2>&1 || status=$?
	echo "$words: state $state; make reads $(grep -w "CONFIG_$option" .config), $(grep -c warning: log || true) warnings," \
		"status $status"
}
quotes='slab_debug=P dyndbg="file slub.c +p" quiet' amp='slab_debug=P a=b&c'
{
	try "quotes, there is a line" CMDLINE 'CONFIG_CMDLINE=""\n' --set-str CMDLINE "$quotes"
	try "quotes, there is none" CMDLINE '' --set-str CMDLINE "$quotes"
	try "ampersand, there is a line" CMDLINE 'CONFIG_CMDLINE="old"\n' --set-str CMDLINE "$amp"
	try "ampersand, there is none" CMDLINE '' --set-str CMDLINE "$amp"
	off='# CONFIG_SLUB_DEBUG_ON is not set\n' on='CONFIG_SLUB_DEBUG_ON=y\n' base='CONFIG_SLUB_DEBUG=y\n'
	try "-e, off above" SLUB_DEBUG_ON "$off$base" -e SLUB_DEBUG_ON
	try "-e, off below" SLUB_DEBUG_ON "$base$off" -e SLUB_DEBUG_ON
	try "-E, no line" SLUB_DEBUG_ON "$base" -E SLUB_DEBUG SLUB_DEBUG_ON
	try "-E, off above" SLUB_DEBUG_ON "$off$base" -E SLUB_DEBUG SLUB_DEBUG_ON
	try "-E, off below" SLUB_DEBUG_ON "$base$off" -E SLUB_DEBUG SLUB_DEBUG_ON
	try "-D, on above" SLUB_DEBUG_ON "$on$base" -D SLUB_DEBUG SLUB_DEBUG_ON
	try "-D, on below" SLUB_DEBUG_ON "$base$on" -D SLUB_DEBUG SLUB_DEBUG_ON
} | tee "$work/seen"
cat >"$work/expected" <<'END'
quotes, there is a line: state slab_debug=P dyndbg="file slub.c +p" quiet; make reads CONFIG_CMDLINE="slab_debug=P dyndbg=\"file slub.c +p\" quiet", 0 warnings, status 0
quotes, there is none: state slab_debug=P dyndbg=\"file slub.c +p\" quiet; make reads CONFIG_CMDLINE="slab_debug=P dyndbg=\\", 0 warnings, status 0
ampersand, there is a line: state slab_debug=P a=bCONFIG_CMDLINE="old"c; make reads CONFIG_CMDLINE="slab_debug=P a=bCONFIG_CMDLINE=", 0 warnings, status 0
ampersand, there is none: state slab_debug=P a=b&c; make reads CONFIG_CMDLINE="slab_debug=P a=b&c", 0 warnings, status 0
-e, off above: state y; make reads CONFIG_SLUB_DEBUG_ON=y, 0 warnings, status 0
-e, off below: state y; make reads CONFIG_SLUB_DEBUG_ON=y, 0 warnings, status 0
-E, no line: state y; make reads CONFIG_SLUB_DEBUG_ON=y, 0 warnings, status 0
-E, off above: state n; make reads CONFIG_SLUB_DEBUG_ON=y, 1 warnings, status 0
-E, off below: state n; make reads # CONFIG_SLUB_DEBUG_ON is not set, 1 warnings, status 0
-D, on above: state n; make reads # CONFIG_SLUB_DEBUG_ON is not set, 1 warnings, status 0
-D, on below: state n; make reads CONFIG_SLUB_DEBUG_ON=y, 1 warnings, status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what make reads depends on whether, and where, the option had a line"
