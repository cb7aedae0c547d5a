#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "kernel.slab_debug = FZ,uid_cache" of a boot configuration is what
# slab_debug=FZ,uid_cache is on the command line.
#
# In a boot configuration a comma divides the values of an array, without spaces too.  The
# program bootconfig of Linux 7.3.4 makes "slab_debug=FZ slab_debug=uid_cache" of it, which is
# also what the kernel makes of it, status 0, no message.  With that User-mode Linux 7.2.7
# takes the last word alone, letter by letter: it stores users in all caches, which is U, and
# checks none, and no merged cache is left.  A value in quotes is kept, a ";" that is in none
# is an error, and a misspelled "kernle." is left out.
#
# Put all values with commas in quotes, as isolcpus= and kunit.filter_glob=, and look at
# what "bootconfig -C" prints.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
kernel_files tools/bootconfig include/linux/bootconfig.h lib/bootconfig.c
packages sid user-mode-linux=7.2um1 libc6 libgcc-s1 busybox-static
(cd "$work/linux" && gcc -w -Itools/bootconfig/include tools/bootconfig/main.c lib/bootconfig.c -o "$work/bootconfig")
# shellcheck disable=SC2016 # for the shell of the guest
printf '%s\n' 'cd /sys/kernel/slab' 'echo "GUEST links $(find . -type l | grep -q . && echo some || echo none)"' \
	'for check in sanity_checks red_zone store_user; do' \
	'	on=$(cat */$check | grep -c 1) all=$(ls -d */$check | wc -l)' \
	'	[ $on = $all ] && on=all' \
	'	echo "GUEST $check of $on"' 'done' >"$work/script"
try() { # LINE
	local line status=0
	printf '%s\n' "$1" >"$work/file"
	line=$("$work/bootconfig" -C "$work/file" 2>&1) || status=$?
	[ $status = 0 ] || { status=1 && line=error; } # the number is a place in the file
	echo "$1: ${line:-nothing}, status $status" | sed 's/ ,/,/'
}
boot() { # WORDS OPTION...
	echo "User-mode Linux, $1: $(uml_run "$work/script" "${@:2}" | paste -sd ';' | sed 's/;/, /g')"
}
{
	try 'kernel.slab_debug = FZ,uid_cache'
	try 'kernel.slab_debug = "FZ,uid_cache"'
	try 'kernel.slab_debug = FZ,uid_cache;U,dentry'
	try 'kernel.slab_debug = "FZ,uid_cache;U,dentry"'
	try 'kernel.isolcpus = nohz,domain,1-3'
	try 'kernel.kunit.filter_glob = slab_*,list*'
	try 'kernle.slab_debug = "FZ,uid_cache"'
	boot "as one word" slab_debug=FZ,uid_cache
	printf 'kernel.slab_debug = FZ,uid_cache\n' >"$work/file"
	# shellcheck disable=SC2046 # words on purpose
	boot "as the program prints it" $("$work/bootconfig" -C "$work/file")
} | tee "$work/seen"
cat >"$work/expected" <<'END'
kernel.slab_debug = FZ,uid_cache: slab_debug=FZ slab_debug=uid_cache, status 0
kernel.slab_debug = "FZ,uid_cache": slab_debug=FZ,uid_cache, status 0
kernel.slab_debug = FZ,uid_cache;U,dentry: error, status 1
kernel.slab_debug = "FZ,uid_cache;U,dentry": slab_debug=FZ,uid_cache;U,dentry, status 0
kernel.isolcpus = nohz,domain,1-3: isolcpus=nohz isolcpus=domain isolcpus=1-3, status 0
kernel.kunit.filter_glob = slab_*,list*: kunit.filter_glob=slab_* kunit.filter_glob=list*, status 0
kernle.slab_debug = "FZ,uid_cache": nothing, status 0
User-mode Linux, as one word: links some, sanity_checks of 1, red_zone of 1, store_user of 0
User-mode Linux, as the program prints it: links none, sanity_checks of 0, red_zone of 0, store_user of all
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "a comma in a boot configuration divides the value, and slab_debug takes the last part for flags"
