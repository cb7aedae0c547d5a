#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that kunit.py, when the kernel does not take an option of a .kunitconfig,
# names that option.
#
# kunit.py of Linux 7.3.4 finds the fault as one would: an option that is to be off is off if
# .config does not know it.  But its line "Missing:" has each option that is to be off and is
# not written in .config, which is right for those whose menu is not there.  Of four such
# options one is at fault, on by a "select", and nothing says which.
#
# Who sees it: grep .config for what the line names, and look for what is set.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/kunit
mkdir "$work/build"
cat >"$work/build/.config" <<'EOF'
CONFIG_KUNIT=y
CONFIG_EFI=y
# CONFIG_MODULES is not set
EOF
try() { # WORDS OPTION...: what kunit.py says of a .kunitconfig
	printf 'CONFIG_KUNIT=y\n' >"$work/wanted"
	printf '# CONFIG_%s is not set\n' "${@:2}" >>"$work/wanted"
	status=0
	seen=$(PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$work/linux/tools/testing/kunit python3 - "$work" 2>&1 <<'EOF'
import sys
from pathlib import Path
import kunit_config
import kunit_kernel
work = Path(sys.argv[1])
tree = object.__new__(kunit_kernel.LinuxSourceTree)     # without its look for a kernel's source
tree._arch = "x86_64"
tree._kconfig = kunit_config.parse_from_string((work / "wanted").read_text())
sys.exit(not tree.validate_config(str(work / "build")))
EOF
	) || status=$?
	named=$(grep -o 'CONFIG_[A-Z_]*' <<<"$seen" | sort | paste -sd ' ' || true)
	echo "$1: status $status, names '$named'"
}
try "all are off, two as .config does not know them" MODULES SND HID_SUPPORT
[ "$status" = 0 ] && fine=true || fine=false
try "one is on" MODULES SND HID_SUPPORT EFI
if $fine && [ "$status" = 1 ] && [ "$named" = "CONFIG_EFI CONFIG_HID_SUPPORT CONFIG_SND" ]; then still=true; else still=false; fi
outcome $still "the line names what is off and unknown beside what is on"
