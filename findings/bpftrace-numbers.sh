#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that bpftrace, which has signed types, computes with them as C does, and that
# a value in a variable gives what the number itself gives.
#
# bpftrace 0.27.1 divides numbers that it knows with signs, -7 / 2 is -3, and what is in a
# variable without: 9223372036854775804, with a warning for some, none for "$a = -7" or two
# int32.  >> fills up with zeros, no warning.  - and ~ of a uint32 or uint8 keep its width
# in 64 bits: 5 + -1 is 4294967300.  Two flags that are true are 2, and 0 once that is in
# a variable, which is bool.
#
# NUMA_NO_NODE, error codes and differences of sizes are such: a histogram has one entry far
# away.  Look for what is less than 0 before dividing or shifting, and add flags to 0.
# (What is to be stored is read from the code that bpftrace makes; nothing runs in the kernel.)
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid bpftrace=0.27.1-1
mkdir -p "$root"/sys/{devices/system/cpu,kernel/tracing}
echo 0-1 | tee "$root/sys/devices/system/cpu/possible" >"$root/sys/devices/system/cpu/online"
: | tee "$root/sys/kernel/tracing/available_events" >"$root/sys/kernel/tracing/available_filter_functions"
try() { # EXPRESSION [ASSIGNMENT]: what is stored, and how many warnings
	echo "BEGIN { ${2-} @x = $1; }" >"$root/w/a.bt"
	# shellcheck disable=SC2016 # not for this shell
	nice -n 15 unshare --map-root-user --mount bash -c '
		mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" &&
		exec env -i PATH=/usr/bin:/usr/sbin HOME=/tmp LC_ALL=C chroot "$0" "$@"' "$root" \
		bpftrace --mode codegen -d codegen-opt /w/a.bt >"$work/log" 2>"$work/err" || true
	echo "${2:-no variable}, $1: $(sed -nE 's/^ *store i[0-9]+ ([^ ,]+), ptr %"@x_val".*/\1/p' "$work/log"), $(grep -c WARNING "$work/err" || true) warnings"
}
# shellcheck disable=SC2016 # not for this shell
{
	try '-7 / 2'
	try '-7 % 3'
	try '-7 >> 1'
	for type in '' '(int32)' '(int64)'; do
		try '$a / 2' "\$a = $type-7;"
		try '$a % 3' "\$a = $type-7;"
		try '$a >> 1' "\$a = $type-7;"
	done
	try '$a / $b' '$a = (int32)-7; $b = (int32)2;'
	try '$a - 2 < 0' '$a = (uint32)1;'
	try '5 + -$a' '$a = (uint32)1;'
	try '5 - $a' '$a = (uint32)1;'
	try '0 + ~$a' '$a = (uint8)200;'
	try '($a + $a) * 10' '$a = true;'
	try '$b * 10' '$a = true; $b = $a + $a;'
	try '$b * 10' '$a = true; $b = 0 + $a + $a;'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
no variable, -7 / 2: -3, 0 warnings
no variable, -7 % 3: -1, 0 warnings
no variable, -7 >> 1: -4, 0 warnings
$a = -7;, $a / 2: 9223372036854775804, 0 warnings
$a = -7;, $a % 3: 0, 0 warnings
$a = -7;, $a >> 1: 9223372036854775804, 0 warnings
$a = (int32)-7;, $a / 2: 9223372036854775804, 1 warnings
$a = (int32)-7;, $a % 3: 0, 1 warnings
$a = (int32)-7;, $a >> 1: 9223372036854775804, 0 warnings
$a = (int64)-7;, $a / 2: 9223372036854775804, 1 warnings
$a = (int64)-7;, $a % 3: 0, 1 warnings
$a = (int64)-7;, $a >> 1: 9223372036854775804, 0 warnings
$a = (int32)-7; $b = (int32)2;, $a / $b: 9223372036854775804, 0 warnings
$a = (uint32)1;, $a - 2 < 0: true, 0 warnings
$a = (uint32)1;, 5 + -$a: 4294967300, 0 warnings
$a = (uint32)1;, 5 - $a: 4, 0 warnings
$a = (uint8)200;, 0 + ~$a: 55, 0 warnings
$a = true;, ($a + $a) * 10: 20, 0 warnings
$a = true; $b = $a + $a;, $b * 10: 0, 0 warnings
$a = true; $b = 0 + $a + $a;, $b * 10: 20, 0 warnings
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what is known is divided with its sign, variables without; >> has none; two flags in a bool are 0"
