#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that merge_config.sh -r, "list redundant entries when merging fragments",
# says what it says without -r, and the redundant entries too.
#
# That of Linux 7.3.4 then leaves out what it is run for: the warnings at the end, about
# values of a fragment that are not in the final .config, lost to a dependency, out of
# range, or a module where modules are off.  The status is 0 with and without.  With -s
# as well it is 1, and what is lost is not named.
#
# A kernel that was configured so is tested without the option that the test is about.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
kernel_files scripts/kconfig/merge_config.sh
cd "$work"
cat >Kconfig <<'END'
config MODULES
	bool "modules"
	modules
config DEBUG_KERNEL
	bool "debugging"
config SLUB_DEBUG_ON
	bool "debugging of caches"
	depends on DEBUG_KERNEL
config NODES_SHIFT
	int "nodes"
	range 1 10
config CLIENT
	tristate "client"
END
# What the kernel's Makefile runs for these, and nothing else.
cat >Makefile <<END
alldefconfig allnoconfig:
	$root/lib64/ld-linux-x86-64.so.2 --library-path $root/usr/lib/x86_64-linux-gnu \\
		$root/usr/lib/linux-kbuild-7.3.4+deb13/scripts/kconfig/conf --\$@ Kconfig
END
printf '%s\n' CONFIG_NODES_SHIFT=12 >base
printf '%s\n' CONFIG_NODES_SHIFT=12 CONFIG_SLUB_DEBUG_ON=y CONFIG_CLIENT=m >fragment
export KCONFIG_CONFIG=.config
still=true
try() { # EXPECTED OPTION...
	local status=0 said
	rm -f .config
	sh linux/scripts/kconfig/merge_config.sh "${@:2}" base fragment >log 2>&1 || status=$?
	said="$(grep -c '^WARNING' log || true) warnings, $(grep -c redundant log || true) redundant, status $status"
	echo "${*:2}: $said; .config has $(grep -cxFf fragment .config || true) of 3 values"
	[ "$said" = "$1" ] && ! grep -qxFf fragment .config || still=false
}
try "3 warnings, 0 redundant, status 0" -n
try "0 warnings, 1 redundant, status 0" -n -r
try "3 warnings, 0 redundant, status 1" -n -s
try "0 warnings, 1 redundant, status 1" -n -s -r
outcome $still "three values are lost, and with -r none of them is named"
