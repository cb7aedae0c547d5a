#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that gnuplot takes "12,345" and "1.5K" for no numbers and leaves the point
# out, as it does with "abc" and "-".
#
# gnuplot 6.0.3 takes what it can read from the left: "12,345" is 12, "1.5K" is 1.5, "1.1M" is
# less than "900K", "56%" is 56 and "0x10" is 16.  With commas as separators
# "1,234" in quotes is 1.  plot and stats say nothing, the status is 0, and stats counts
# these as records.
#
# perf stat groups digits by commas in many locales, slabinfo without -X and slabtop write
# K and M: in a graph 999 is above 1,200.  Let tools write plain numbers.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure sid gnuplot-nox=6.0.3+dfsg1-1
try() { # WORDS SETTINGS LINE: a file with this line behind good ones
	status=0
	printf '%s\n' "$head" "$3" >"$root/w/a"
	inside gnuplot-nox -e "$2 set print 'said'; stats 'a' using 2 name 'A' nooutput; print sprintf('%d records, %d invalid, sum %g', A_records, A_invalid, A_sum)" \
		>"$work/out" 2>&1 || status=$?
	inside gnuplot-nox -e "$2 set table 'points'; plot 'a' using 1:2" >>"$work/out" 2>&1 || status=$?
	echo "$1: status $status, $(cat "$root/w/said"), plotted $(awk '!/^#/ && $1 == 2 { print $2 }' "$root/w/points"), $(grep -cvE '^$|termcap|dumb' "$work/out") messages"
}
head=$'1 -1\n1 1'
{
	for value in 12345 12,345 1.5K 1.1M 900K '56%' 0x10 - abc '<1'; do try "$value" "" "2 $value"; done
	head=$'1,-1\n1,1'
	try '"1,234" in a file with commas' 'set datafile separator comma;' '2,"1,234"'
} | tee "$work/seen"
cat >"$work/expected" <<'END'
12345: status 0, 3 records, 0 invalid, sum 12345, plotted 12345, 0 messages
12,345: status 0, 3 records, 0 invalid, sum 12, plotted 12, 0 messages
1.5K: status 0, 3 records, 0 invalid, sum 1.5, plotted 1.5, 0 messages
1.1M: status 0, 3 records, 0 invalid, sum 1.1, plotted 1.1, 0 messages
900K: status 0, 3 records, 0 invalid, sum 900, plotted 900, 0 messages
56%: status 0, 3 records, 0 invalid, sum 56, plotted 56, 0 messages
0x10: status 0, 3 records, 0 invalid, sum 16, plotted 16, 0 messages
-: status 0, 2 records, 0 invalid, sum 0, plotted , 1 messages
abc: status 0, 2 records, 0 invalid, sum 0, plotted , 1 messages
<1: status 0, 2 records, 0 invalid, sum 0, plotted , 1 messages
"1,234" in a file with commas: status 0, 3 records, 0 invalid, sum 1, plotted 1, 0 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "12,345 is 12 for gnuplot and 1.5K is 1.5"
