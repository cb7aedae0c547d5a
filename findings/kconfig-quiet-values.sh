#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that Kconfig's conf with KCONFIG_WERROR=1 and KCONFIG_WARN_UNKNOWN_SYMBOLS=1
# either takes a value of a fragment as it is written or fails: a wrong letter for a bool,
# a number in the wrong base and an option that does not exist do make it fail.
#
# That of Linux 7.3.4 writes another value, with status 0 and no message, if a number is out
# of range (the nearest in range), a string has no quotes (its default), a module is asked for
# where modules are off (built in), two options of a choice are set (the last), or a
# dependency is not met (the option is gone).
#
# Such kernels have another number of nodes, no command line, a module that is not there to
# be loaded.  Compare .config with the fragments, value by value.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
cat >"$root/w/Kconfig" <<'END'
config MODULES
	bool "modules"
	modules
config SMP
	bool "processors"
config SLUB_CPUS
	bool "caches of processors"
	depends on SMP
config NODES_SHIFT
	int "nodes"
	range 1 10
	default 4
config CMDLINE
	string "command line"
	default "quiet"
config CLIENT
	tristate "client"
choice
	prompt "preemption"
	default NONE
config NONE
	bool "none"
config FULL
	bool "full"
config LAZY
	bool "lazy"
endchoice
END
conf=("$root/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu"
	"$root/usr/lib/linux-kbuild-7.3.4+deb13/scripts/kconfig/conf")
export KCONFIG_WERROR=1 KCONFIG_WARN_UNKNOWN_SYMBOLS=1 KCONFIG_ALLCONFIG=fragment KCONFIG_CONFIG=.config
cd "$root/w"
try() { # WORDS LINE...: a fragment of these lines
	local said status=0
	printf '%s\n' "${@:2}" >fragment
	"${conf[@]}" --allnoconfig Kconfig >log 2>&1 || status=$?
	said=$(sed -n 's/.*warning: //p' log)
	[ $status = 0 ] && said="${said:-no message}, $(grep -wE "$(grep -oE 'CONFIG_\w+' fragment | paste -sd '|')" .config |
		paste -sd ',' || true)"
	echo "$1, ${*:2}: status $status, ${said% }" | tee -a "$work/seen"
}
try "as it should be" CONFIG_NODES_SHIFT=6 'CONFIG_CMDLINE="slab_debug=P"'
try "wrong letter" CONFIG_SMP=Y
try "wrong base" CONFIG_NODES_SHIFT=0x6
try "unknown option" CONFIG_SMQ=y
try "too large" CONFIG_NODES_SHIFT=12
try "too small" CONFIG_NODES_SHIFT=0
try "no quotes" CONFIG_CMDLINE=slab_debug=P
try "modules are off" CONFIG_CLIENT=m
try "two of a choice" CONFIG_LAZY=y CONFIG_FULL=y
try "dependency" CONFIG_SLUB_CPUS=y
cat >"$work/expected" <<'END'
as it should be, CONFIG_NODES_SHIFT=6 CONFIG_CMDLINE="slab_debug=P": status 0, no message, CONFIG_NODES_SHIFT=6,CONFIG_CMDLINE="slab_debug=P"
wrong letter, CONFIG_SMP=Y: status 1, symbol value 'Y' invalid for SMP
wrong base, CONFIG_NODES_SHIFT=0x6: status 1, symbol value '0x6' invalid for NODES_SHIFT
unknown option, CONFIG_SMQ=y: status 1, unknown symbol: SMQ
too large, CONFIG_NODES_SHIFT=12: status 0, no message, CONFIG_NODES_SHIFT=10
too small, CONFIG_NODES_SHIFT=0: status 0, no message, CONFIG_NODES_SHIFT=1
no quotes, CONFIG_CMDLINE=slab_debug=P: status 0, no message, CONFIG_CMDLINE="quiet"
modules are off, CONFIG_CLIENT=m: status 0, no message, CONFIG_CLIENT=y
two of a choice, CONFIG_LAZY=y CONFIG_FULL=y: status 0, no message, CONFIG_FULL=y,# CONFIG_LAZY is not set
dependency, CONFIG_SLUB_CPUS=y: status 0, no message,
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "three mistakes fail; six values become others, with status 0 and no message"
