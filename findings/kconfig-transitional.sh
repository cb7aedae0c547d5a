#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that an option whose old name Kconfig keeps as "transitional", so that old
# configurations still work, can be set by that name wherever the new name can be.
#
# In Linux 7.3.4 RANDOM_KMALLOC_CACHES is such a name of KMALLOC_PARTITION_CACHES.  It works in
# .config, in a defconfig and with alldefconfig.  In a fragment (KCONFIG_ALLCONFIG) of
# allnoconfig, as tinyconfig has one, RANDOM_KMALLOC_CACHES=y leaves the caches off; a number of
# an old name is taken over.  "is not set" for allyesconfig leaves them on.  With a compiler
# that has allocation tokens what was random is by type.  KCONFIG_WERROR=1 and
# KCONFIG_WARN_UNKNOWN_SYMBOLS=1 say nothing, the status is 0.
#
# Write the new name, and look for it in .config.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages trixie-backports linux-kbuild-7.3.4+deb13=7.3.4-1~bpo13+1
packages trixie libc6
kernel_files mm/Kconfig mm/damon/Kconfig
cp -r "$work/linux/mm" "$root/w/"
printf '%s\n' 'config CC_HAS_ALLOC_TOKEN' '	bool "clang 22"' 'source "mm/Kconfig"' \
	'config OLD_NODES' '	int' '	transitional' 'config NODES' '	int "nodes"' '	default OLD_NODES' >"$root/w/Kconfig"
conf=$(cd "$root" && echo usr/lib/linux-kbuild-7.3.4*/scripts/kconfig/conf)
export KCONFIG_WERROR=1 KCONFIG_WARN_UNKNOWN_SYMBOLS=1 KCONFIG_ALLCONFIG=fragment
try() { # LINES MODE...: of conf
	local mode status
	for mode in "${@:2}"; do
		status=0
		printf '%b\n' "$1" | tee "$root/w/fragment" >"$root/w/.config"
		nice -n 15 unshare --map-root-user --root="$root" --wd=/w "/$conf" "--$mode" Kconfig >"$work/out" 2>"$work/err" || status=$?
		echo "$1, $mode: $(grep -E 'KMALLOC_PARTITION_.*=y|NODES=[1-9]' "$root/w/.config" | sed 's/CONFIG_//' | paste -sd ' ')," \
			"$(wc -l <"$work/err") messages, status $status" | tee -a "$work/seen"
	done
}
modes=(olddefconfig defconfig=fragment alldefconfig allnoconfig)
try CONFIG_KMALLOC_PARTITION_CACHES=y "${modes[@]}"
try CONFIG_RANDOM_KMALLOC_CACHES=y "${modes[@]}"
try CONFIG_OLD_NODES=5 "${modes[@]}"
try '# CONFIG_KMALLOC_PARTITION_CACHES is not set' allyesconfig
try '# CONFIG_RANDOM_KMALLOC_CACHES is not set' allyesconfig
try 'CONFIG_RANDOM_KMALLOC_CACHES=y\nCONFIG_CC_HAS_ALLOC_TOKEN=y' olddefconfig
try CONFIG_RANDOM_KMALOC_CACHES=y olddefconfig
cat >"$work/expected" <<'END'
CONFIG_KMALLOC_PARTITION_CACHES=y, olddefconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_KMALLOC_PARTITION_CACHES=y, defconfig=fragment: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_KMALLOC_PARTITION_CACHES=y, alldefconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_KMALLOC_PARTITION_CACHES=y, allnoconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_RANDOM_KMALLOC_CACHES=y, olddefconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_RANDOM_KMALLOC_CACHES=y, defconfig=fragment: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_RANDOM_KMALLOC_CACHES=y, alldefconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_RANDOM=y, 0 messages, status 0
CONFIG_RANDOM_KMALLOC_CACHES=y, allnoconfig: , 0 messages, status 0
CONFIG_OLD_NODES=5, olddefconfig: NODES=5, 0 messages, status 0
CONFIG_OLD_NODES=5, defconfig=fragment: NODES=5, 0 messages, status 0
CONFIG_OLD_NODES=5, alldefconfig: NODES=5, 0 messages, status 0
CONFIG_OLD_NODES=5, allnoconfig: NODES=5, 0 messages, status 0
# CONFIG_KMALLOC_PARTITION_CACHES is not set, allyesconfig: , 0 messages, status 0
# CONFIG_RANDOM_KMALLOC_CACHES is not set, allyesconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_TYPED=y, 0 messages, status 0
CONFIG_RANDOM_KMALLOC_CACHES=y\nCONFIG_CC_HAS_ALLOC_TOKEN=y, olddefconfig: KMALLOC_PARTITION_CACHES=y KMALLOC_PARTITION_TYPED=y, 0 messages, status 0
CONFIG_RANDOM_KMALOC_CACHES=y, olddefconfig: , 1 messages, status 1
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "RANDOM_KMALLOC_CACHES is nothing in a fragment of allnoconfig or allyesconfig, no message"
