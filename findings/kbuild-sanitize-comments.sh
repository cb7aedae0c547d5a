#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that "KASAN_SANITIZE_slub.o := n" in a Makefile of the kernel still means no with
# a comment behind it, and that a file's own line counts more than the one of the folder.
#
# make keeps the space before a comment, so the value is "n ", and Linux 7.3.4 puts the values of
# file and folder and a "y" together without a space and looks whether the first letter of a
# word is n: "n y" has a word that is not, and the file is checked by KASAN.  So it is with a space
# at the end of the line alone, for KCSAN, UBSAN, KCOV and GCOV, for all files of a folder, and
# with "y # all" for the folder and "n" for the file.  "N" is yes, and CFLAGS_REMOVE does not
# remove what a sanitizer adds.  No message.
#
# Put the comment on a line of its own.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
closure trixie make=4.4.1-2
packages trixie busybox-static
kernel_files scripts/Kbuild.include scripts/Makefile.build scripts/Makefile.compiler scripts/Makefile.lib
mkdir -p "$root"/w/{mm,include/config}
cp -r "$work/linux/scripts" "$root/w/"
touch "$root/w/mm/slub.c"
printf 'CONFIG_%s=y\n' KASAN UBSAN KCSAN KCOV KCOV_INSTRUMENT_ALL GCOV_KERNEL GCOV_PROFILE_ALL >"$root/w/include/config/auto.conf"
try() { # LINE...: of mm/Makefile
	printf '%s\n' 'obj-y := slub.o' "$@" >"$root/w/mm/Makefile"
	inside make -n -f scripts/Makefile.build obj=mm srcroot=. srctree=. objtree=. kbuild-file=mm/Makefile part-of-builtin=y \
		need-builtin=1 CC=cc CFLAGS_{KASAN=-Dkasan,UBSAN=-Dubsan,KCSAN=-Dkcsan,KCOV=-Dkcov,GCOV=-Dgcov} CFLAGS_KASAN_NOSANITIZE= \
		mm/slub.o >"$work/out" 2>"$work/err" || cannot "make failed: $(tail -n 1 "$work/err")"
	echo "$(printf '[%s]' "$@"): $(grep -oE '[-]D(kasan|ubsan|kcsan|kcov|gcov)' "$work/out" | sort -u | sed 's/-D//' | paste -sd ' ')," \
		"$(wc -l <"$work/err") messages" | tee -a "$work/seen"
}
try ''
try 'KASAN_SANITIZE_slub.o := n'
try 'KASAN_SANITIZE_slub.o := n # it is KASAN that calls it'
try 'KASAN_SANITIZE_slub.o := n '
try 'KASAN_SANITIZE_slub.o := N'
try 'KASAN_SANITIZE := n'
try 'KASAN_SANITIZE := n # all of them'
try 'KASAN_SANITIZE := y' 'KASAN_SANITIZE_slub.o := n'
try 'KASAN_SANITIZE := y # all of them' 'KASAN_SANITIZE_slub.o := n'
try 'CFLAGS_REMOVE_slub.o := -Dkasan'
try {UBSAN_SANITIZE,KCSAN_SANITIZE,KCOV_INSTRUMENT,GCOV_PROFILE}'_slub.o := n'
try {UBSAN_SANITIZE,KCSAN_SANITIZE,KCOV_INSTRUMENT,GCOV_PROFILE}'_slub.o := n # too early'
cat >"$work/expected" <<'END'
[]: gcov kasan kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE_slub.o := n]: gcov kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE_slub.o := n # it is KASAN that calls it]: gcov kasan kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE_slub.o := n ]: gcov kasan kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE_slub.o := N]: gcov kasan kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE := n]: gcov kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE := n # all of them]: gcov kasan kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE := y][KASAN_SANITIZE_slub.o := n]: gcov kcov kcsan ubsan, 0 messages
[KASAN_SANITIZE := y # all of them][KASAN_SANITIZE_slub.o := n]: gcov kasan kcov kcsan ubsan, 0 messages
[CFLAGS_REMOVE_slub.o := -Dkasan]: gcov kasan kcov kcsan ubsan, 0 messages
[UBSAN_SANITIZE_slub.o := n][KCSAN_SANITIZE_slub.o := n][KCOV_INSTRUMENT_slub.o := n][GCOV_PROFILE_slub.o := n]: kasan, 0 messages
[UBSAN_SANITIZE_slub.o := n # too early][KCSAN_SANITIZE_slub.o := n # too early][KCOV_INSTRUMENT_slub.o := n # too early][GCOV_PROFILE_slub.o := n # too early]: gcov kasan kcov kcsan ubsan, 0 messages
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "with a comment or a space behind it \"n\" is yes for each sanitizer"
