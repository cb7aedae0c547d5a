#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that KCSAN sees each write of plain C code, and that memset(), memcpy(),
# an assignment of the same struct and "= (struct s){}" are the same to it.
#
# gcc 16.2.0, with the options of the kernel's Makefile.kcsan, reports no memset() of any
# size and no memcpy() of more than 16 bytes to the runtime, whether it calls the function,
# assembly on x86, or writes the moves in place.  The same bytes written by an assignment are.
# clang 22.1.8 calls __tsan_memset() and __tsan_memcpy(), so it reports all of them.
#
# A cache, or an object, that one CPU clears with memset() while another uses it is no data
# race for a KCSAN kernel that was built by gcc.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
{
	echo 'void *memset(void *, int, __SIZE_TYPE__); void *memcpy(void *, const void *, __SIZE_TYPE__);'
	for n in 8 16 64 4800; do
		echo "struct s$n { long a[$n / 8]; };"
		echo "void assign_$n(struct s$n *to, struct s$n *from) { *to = *from; }"
		echo "void memcpy_$n(struct s$n *to, struct s$n *from) { memcpy(to, from, $n); }"
		echo "void clear_$n(struct s$n *to) { *to = (struct s$n){ }; }"
		echo "void memset_$n(struct s$n *to) { memset(to, 0, $n); }"
	done
} >"$root/w/a.c"
try() { # WORDS COMMAND...: which functions write without telling the runtime?
	inside "${@:2}" -fsanitize=thread -fno-optimize-sibling-calls -O2 -S a.c -o a.s
	sed -E 's/^([a-z]+_[0-9]+):/FUNCTION \1/' "$root/w/a.s" | awk -v words="$1" '
		$1 == "FUNCTION" { names[++all] = $2 }
		/call.*__tsan_(unaligned_)?(write|mem)/ { told[names[all]] = 1 }
		END { printf "%s, %d functions, not told of:", words, all
			for (i = 1; i <= all; i++) if (!(names[i] in told)) printf " %s", names[i]
			print "" }'
}
{
	try gcc x86_64-linux-gnu-gcc-16 --param tsan-instrument-func-entry-exit=0 --param tsan-distinguish-volatile=1
	try clang clang-22 -mllvm -tsan-compound-read-before-write=1 -mllvm -tsan-instrument-func-entry-exit=0 \
		-mllvm -tsan-distinguish-volatile=1
} | tee "$work/seen"
cat >"$work/expected" <<'END'
gcc, 16 functions, not told of: memset_8 memset_16 memcpy_64 memset_64 memcpy_4800 memset_4800
clang, 16 functions, not told of:
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "gcc reports no memset() and no memcpy() of more than 16 bytes, clang reports all"
