#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that diffconfig fails for a file that it cannot read or an option that it does
# not know, that its -m, "merge style", makes of the old configuration the new one, and that
# the last line counts whole without a newline, too.
#
# diffconfig of Linux 7.3.4 ends with 0 for all of them, after its help.  -m leaves out each
# option that is gone, so the merged configuration still has it.  Of a last line without a
# newline the last letter is cut: 1024 is 102, "y" is nothing, "is not set" is no option.
#
# "diffconfig A B >difference" of a name that is wrong has the text of the help in it, and a test of
# the status passes.  Look for the files first, and end what a script writes with a newline.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files scripts/diffconfig
cd "$work"
printf '%s\n' CONFIG_SLUB_DEBUG=y CONFIG_SLUB_STATS=y CONFIG_LOG_BUF_SHIFT=17 >old
printf '%s\n' CONFIG_SLUB_DEBUG=y CONFIG_LOG_BUF_SHIFT=17 >new
try() { # WORDS ARGUMENT...
	local status=0
	python3 linux/scripts/diffconfig "${@:2}" >out 2>&1 || status=$?
	echo "$1: status $status, $(sed 's/^Usage.*/help/; /help/q' out | paste -sd ';' | sed 's/^$/nothing/; s/;\+/; /g; s/^ //; s/ $//')"
}
{
	try "no difference" old old
	try "no such file" old no_such
	try "unknown option" -q old new
	try "an option is gone" old new
	try "an option is gone, -m" -m old new
	for end in CONFIG_NODES_SHIFT=1024 CONFIG_SLUB_STATS=y '# CONFIG_SLUB_STATS is not set'; do
		printf '%s\n' "$end" >whole
		printf '%s' "$end" >short
		try "$end" whole short
	done
} | tee seen
cat >"$work/expected" <<'END'
no difference: status 0, nothing
no such file: status 0, I/O error[2]: No such file or directory; help
unknown option: status 0, Error: incorrect number of arguments or unrecognized option; help
an option is gone: status 0, -SLUB_STATS y
an option is gone, -m: status 0, nothing
CONFIG_NODES_SHIFT=1024: status 0, NODES_SHIFT 1024 -> 102
CONFIG_SLUB_STATS=y: status 0, SLUB_STATS y ->
# CONFIG_SLUB_STATS is not set: status 0, -SLUB_STATS n
END
still=false
cmp -s expected seen && still=true
outcome $still "status 0 without a file, -m leaves out what is gone, the last letter needs a newline"
