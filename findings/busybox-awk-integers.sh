#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that awk of an initramfs prints a whole number as print does when told "%d",
# and that the shell there takes an address wherever it takes a number, or that each says
# so when it does not.
#
# awk of BusyBox 1.38.0 makes an int of 32 bits of what "%d", "%i" and "%x" get: each number
# from 2147483648 on is -2147483648, no message, status 0.  print and "%.0f" have it right.  In
# the shell $((...)) takes 0xffff888003c42000, which is negative there, and printf "%d" has
# an error and prints 0.  A decimal number that is too long for $((...)) is another number,
# no message.
#
# Slabs of /proc/slabinfo times the size of a page are beyond it on any machine with some GiB:
# print with "%.0f", or add up in the shell.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid busybox-static=1:1.38.0-3+b1
try() { # WORDS COMMAND...
	status=0
	inside busybox "${@:2}" >"$work/out" 2>"$work/err" || status=$?
	echo "$1: status $status, $(wc -l <"$work/err") messages, $(paste -sd ' ' <"$work/out")" | tee -a "$work/seen"
}
printf "%s\n" "1048576 4096" "524288 4096" >"$root/w/slabs"
: >"$work/seen"
for number in 2147483647 2147483648 4294967296 17179869184; do
	try "awk print $number" awk "BEGIN { print $number + 0 }"
	for format in %d %i %x %.0f; do
		try "awk $format of $number" awk "BEGIN { printf \"$format\\n\", $number }"
	done
done
# shellcheck disable=SC2016 # not for this shell
try 'awk %d of a sum' awk '{ sum += $1 * $2 } END { printf "%d\n", sum }' slabs
# shellcheck disable=SC2016 # not for this shell
try 'sh, arithmetic' sh -c 'echo $((1048576 * 4096))'
# shellcheck disable=SC2016 # not for this shell
try 'sh, arithmetic, address' sh -c 'echo $((0xffff888003c42000))'
# shellcheck disable=SC2016 # not for this shell
try 'sh, printf, address' sh -c 'printf "%d\n" 0xffff888003c42000'
# shellcheck disable=SC2016 # not for this shell
try 'sh, arithmetic, 67 bits' sh -c 'echo $((99999999999999999999))'
cat >"$work/expected" <<'END'
awk print 2147483647: status 0, 0 messages, 2147483647
awk %d of 2147483647: status 0, 0 messages, 2147483647
awk %i of 2147483647: status 0, 0 messages, 2147483647
awk %x of 2147483647: status 0, 0 messages, 7fffffff
awk %.0f of 2147483647: status 0, 0 messages, 2147483647
awk print 2147483648: status 0, 0 messages, 2147483648
awk %d of 2147483648: status 0, 0 messages, -2147483648
awk %i of 2147483648: status 0, 0 messages, -2147483648
awk %x of 2147483648: status 0, 0 messages, 80000000
awk %.0f of 2147483648: status 0, 0 messages, 2147483648
awk print 4294967296: status 0, 0 messages, 4294967296
awk %d of 4294967296: status 0, 0 messages, -2147483648
awk %i of 4294967296: status 0, 0 messages, -2147483648
awk %x of 4294967296: status 0, 0 messages, 80000000
awk %.0f of 4294967296: status 0, 0 messages, 4294967296
awk print 17179869184: status 0, 0 messages, 17179869184
awk %d of 17179869184: status 0, 0 messages, -2147483648
awk %i of 17179869184: status 0, 0 messages, -2147483648
awk %x of 17179869184: status 0, 0 messages, 80000000
awk %.0f of 17179869184: status 0, 0 messages, 17179869184
awk %d of a sum: status 0, 0 messages, -2147483648
sh, arithmetic: status 0, 0 messages, 4294967296
sh, arithmetic, address: status 0, 0 messages, -131391576334336
sh, printf, address: status 1, 1 messages, 0
sh, arithmetic, 67 bits: status 0, 0 messages, 7766279631452241919
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "\"%d\" of awk ends at 2147483647, print and \"%.0f\" do not; printf of the shell takes no address"
