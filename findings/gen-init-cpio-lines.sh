#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that gen_init_cpio, which makes the initramfs of a kernel from a list, ends
# with an error for a line that it does not understand, as for a file that is not there.
#
# gen_init_cpio of Linux 7.3.4 prints "unknown file type" for a line whose first word it does
# not know, leaves the line out, makes the rest a whole archive, and ends with 0.  Too few words
# are an error, and a missing file is.  Too many are dropped without a message, except behind
# "file", where each is one more name: "# runs first" makes three hard links.
#
# A slip in the line of /init makes a kernel without it, and the build is fine.  Comments
# belong on lines of their own.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files usr/gen_init_cpio.c
gcc -w -o "$work/gen" "$work/linux/usr/gen_init_cpio.c"
cd "$work"
echo text >source
try() { # WORDS LINE
	printf 'dir /first 0755 0 0\n%s\ndir /last 0755 0 0\n' "$2" >list
	status=0
	./gen list >archive 2>message || status=$?
	# Names in the archive, whether or not they have data: fields of 8 digits behind 070701.
	names=$(python3 -c '
import sys
data = open("archive", "rb").read()
at, names = 0, []
while data[at:at + 6] == b"070701":
    size, length = (int(data[at + 6 + 8 * n:at + 14 + 8 * n], 16) for n in (6, 11))
    names.append(data[at + 110:at + 109 + length].decode())
    at = (at + 110 + length + 3) // 4 * 4
    at = (at + size + 3) // 4 * 4
print(" ".join(names))')
	echo "$1: status $status, $(grep -c . message) lines of messages, $names"
}
{
	try 'file' 'file /init source 0755 0 0'
	try 'misspelled first word' 'fil /init source 0755 0 0'
	try 'file that is not there' 'file /init nosuch 0755 0 0'
	try 'too few words' 'file /init source 0755'
	try 'mode and owner in words' 'file /init source rwx root root'
	try 'comment behind file' 'file /init source 0755 0 0 # runs first'
	try 'comment behind dir' 'dir /init 0755 0 0 # runs first'
	try 'comment behind slink' 'slink /init source 0777 0 0 # runs first'
	try 'comment behind nod' 'nod /init 0600 0 0 c 5 1 # runs first'
} | tee seen
cat >"$work/expected" <<'END'
file: status 0, 0 lines of messages, first init last TRAILER!!!
misspelled first word: status 0, 1 lines of messages, first last TRAILER!!!
file that is not there: status 255, 2 lines of messages, first last
too few words: status 255, 1 lines of messages, first last
mode and owner in words: status 255, 1 lines of messages, first last
comment behind file: status 0, 0 lines of messages, first init # runs first last TRAILER!!!
comment behind dir: status 0, 0 lines of messages, first init last TRAILER!!!
comment behind slink: status 0, 0 lines of messages, first init last TRAILER!!!
comment behind nod: status 0, 0 lines of messages, first init last TRAILER!!!
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a line with a misspelled first word is left out, status 0; a comment behind a file is three names more"
