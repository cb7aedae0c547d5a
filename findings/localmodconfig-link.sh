#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that make localmodconfig does the same whatever name the source tree has.
#
# In 7.3.4 streamline_config.pl looks for Makefiles with find, which does not follow the
# link that it is given: with srctree a symbolic link it knows no module, turns off all of
# them, and ends with 0.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/kconfig/streamline_config.pl
mkdir "$work/tree"
ln -s tree "$work/link"
printf 'config FOO\n\ttristate "foo"\n' >"$work/tree/Kconfig"
# shellcheck disable=SC2016
echo 'obj-$(CONFIG_FOO) += foo.o' >"$work/tree/Makefile"
echo 'CONFIG_FOO=m' >"$work/.config"
printf 'Module Size Used by\nfoo 1 0\n' >"$work/lsmod"
run() {
	status=0
	(cd "$work" && LSMOD=lsmod perl linux/scripts/kconfig/streamline_config.pl --localmodconfig "$1" Kconfig) \
		>"$work/seen" 2>/dev/null || status=$?
	echo "$1: $(grep CONFIG_FOO "$work/seen"), status $status"
}
seen=$(run tree; run link)
echo "$seen"
still=false
grep -q '^tree: CONFIG_FOO=m, status 0' <<<"$seen" && grep -q '^link: # CONFIG_FOO is not set, status 0' <<<"$seen" && still=true
outcome $still "behind a link the module that is loaded is turned off"
