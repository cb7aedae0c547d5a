#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that show_delta, which is a script for python3, shows the time between the
# lines of a log with times, or since a line that is named, as its help says.
#
# show_delta of Linux 7.3.4 shows no time for any log: it asks python's module string for
# functions that python 3 has not, and takes that for a line without a time.  Lines come out
# as they went in, with an empty line behind each, status 0, for a number as the base too.
# With a word as the base it does not find the line that begins with it, status 1.  An
# option that it does not know is the name of a file, and the last name counts.
#
# With the module given these functions, as below, it works.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/show_delta
cat >"$work/log" <<'END'
[    0.500000] Memory: 100K
[    1.500000] SLUB: HWalign=64
[    1.750000] kmem: done
END
mkdir "$work/with"
cat >"$work/with/show.py" <<'END'
import runpy
import string
import sys

string.atof = float
string.split = lambda text, *more: text.split(*more)
string.find = lambda text, part: text.find(part)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
END
try() { # WORDS COMMAND...
	local status=0
	(cd "$work" && nice -n 15 "${@:2}" >out 2>&1) || status=$?
	sed "s/^/$1: /; s/ *\$//" "$work/out"
	echo "$1: status $status"
}
{
	try plain python3 linux/scripts/show_delta log
	try number python3 linux/scripts/show_delta -b 1.5 log
	try word python3 linux/scripts/show_delta -b SLUB log
	try unknown python3 linux/scripts/show_delta -q log
	try repaired python3 with/show.py linux/scripts/show_delta log
	try "repaired, word" python3 with/show.py linux/scripts/show_delta -b SLUB log
} | tee "$work/seen"
cat >"$work/expected" <<'END'
plain: [    0.500000] Memory: 100K
plain:
plain: [    1.500000] SLUB: HWalign=64
plain:
plain: [    1.750000] kmem: done
plain:
plain: status 0
number: base= "1.5"
number: [    0.500000] Memory: 100K
number:
number: [    1.500000] SLUB: HWalign=64
number:
number: [    1.750000] kmem: done
number:
number: status 0
word: base= "SLUB"
word: Couldn't find line matching base pattern "SLUB"
word: status 1
unknown: [    0.500000] Memory: 100K
unknown:
unknown: [    1.500000] SLUB: HWalign=64
unknown:
unknown: [    1.750000] kmem: done
unknown:
unknown: status 0
repaired: [0.500000 < 0.500000 >] Memory: 100K
repaired:
repaired: [1.500000 < 1.000000 >] SLUB: HWalign=64
repaired:
repaired: [1.750000 < 0.250000 >] kmem: done
repaired:
repaired: status 0
repaired, word: base= "SLUB"
repaired, word: [0.500000 < -1.000000 >] Memory: 100K
repaired, word:
repaired, word: [1.500000 < 0.000000 >] SLUB: HWalign=64
repaired, word:
repaired, word: [1.750000 < 0.250000 >] kmem: done
repaired, word:
repaired, word: status 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "no times are shown, status 0, and the base is not found"
