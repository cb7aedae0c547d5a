#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that --raw_output of kunit.py changes what is printed, and nothing else:
# a test that fails is status 1, and --json writes its file.
#
# kunit.py of Linux 7.3.4 with --raw_output takes what it prints for one test that passed.
# The status is 0 for a failure, a crash, output that is cut and none at all, and the file of
# --json or --junit is not written, no message.  --summary and --failed, which print less,
# keep the status.
#
# Ask the status of no run with --raw_output: keep what it prints, and let "kunit.py parse"
# read that.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/testing/kunit
printf '%s\n' 'KTAP version 1' 1..1 '    KTAP version 1' '    # Subtest: cache' '    1..2' '    ok 1 create' '    not ok 2 destroy' \
	'not ok 1 cache' >"$work/fails"
sed 's/not ok/ok/' "$work/fails" >"$work/passes"
head -n 6 "$work/fails" >"$work/cut"
{ cat "$work/cut" && echo 'Kernel panic - not syncing: Fatal exception'; } >"$work/crashes"
: >"$work/none"
try() { # FILE OPTION...
	local status=0 written=
	rm -f "$work/results"
	python3 -B "$work/linux/tools/testing/kunit/kunit.py" parse "${@:2}" "$work/$1" >"$work/out" 2>&1 || status=$?
	case "$*" in *--j*) written=$([ -e "$work/results" ] && echo ', file' || echo ', no file') ;; esac
	shift
	echo "$name, ${*:-no option}: status $status$written" | sed "s,=$work/results,,"
}
for name in passes fails crashes cut none; do
	try $name
	try $name --raw_output
	try $name --raw_output=all
done >"$work/seen"
name=fails
{
	try fails --summary
	try fails --failed
	try fails "--json=$work/results"
	try fails "--json=$work/results" --raw_output
	try fails "--junit=$work/results"
	try fails "--junit=$work/results" --raw_output
} >>"$work/seen"
cat "$work/seen"
cat >"$work/expected" <<'END'
passes, no option: status 0
passes, --raw_output: status 0
passes, --raw_output=all: status 0
fails, no option: status 1
fails, --raw_output: status 0
fails, --raw_output=all: status 0
crashes, no option: status 1
crashes, --raw_output: status 0
crashes, --raw_output=all: status 0
cut, no option: status 1
cut, --raw_output: status 0
cut, --raw_output=all: status 0
none, no option: status 1
none, --raw_output: status 0
none, --raw_output=all: status 0
fails, --summary: status 1
fails, --failed: status 1
fails, --json: status 1, file
fails, --json --raw_output: status 0, no file
fails, --junit: status 1, file
fails, --junit --raw_output: status 0, no file
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with --raw_output the status is 0 whatever is read, and no file is written"
