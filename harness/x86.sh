# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Compile single objects for x86-64.  Source it after lib.sh.

# Comparing objects needs the same compiler cache or none for both trees.
X86_CCACHE=
if command -v ccache >/dev/null; then
	X86_CCACHE='ccache '
	export CCACHE_DIR=${CCACHE_DIR:-$CACHE/ccache}
fi

# x86_make TREE FOLDER MAKE-ARGUMENT...: make in build/TREE for build/out/FOLDER-TREE
x86_make() {
	local tree=$1 folder=$2
	shift 2
	make -C "$BUILD/$tree" "O=$BUILD/out/$folder-$tree" ARCH=x86_64 "-j$JOBS" \
		"CC=${X86_CCACHE}gcc" "HOSTCC=${X86_CCACHE}gcc" LOCALVERSION= "$@"
}

# x86_config TREE FOLDER FRAGMENT...: configure unless that is done
x86_config() {
	local tree=$1 folder=$2 out=$BUILD/out/$2-$1
	local log=$BUILD/log/$folder-config-$tree.log
	shift 2
	mkdir -p "$out"
	cat "$@" >"$out/fragment.new"
	if cmp -s "$out/fragment.new" "$out/fragment"; then
		return
	fi
	STEP_LOG=$log step "configure $tree for x86-64" x86_make "$tree" "$folder" \
		"KCONFIG_ALLCONFIG=$out/fragment.new" allnoconfig ||
		die "configuring failed: see $log"
	mv "$out/fragment.new" "$out/fragment"
}
