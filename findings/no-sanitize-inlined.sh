#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that a function which must not be instrumented stays so when the compiler
# puts it into another one, or that there is a warning, and that this is the same for each
# sanitizer.
#
# gcc 16.2.0 and clang 22.1.8 check addresses and races by the function where the code ends
# up: an always_inline function with no_sanitize is checked in a caller that is, and one
# without it is not checked in a caller that has it.  Undefined behaviour, as shifts, they check
# by the function where the code was written.  What is only "inline" is not put into a caller
# of the other kind.  With -Wall -Wextra there is no warning.
#
# A helper that reads what KASAN has poisoned, or races on purpose, must not be always_inline,
# or each caller needs the attribute; for UBSAN it is the helper that needs it.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
compilers
cat >"$root/w/a.c" <<'END'
#define OFF __attribute__((no_sanitize(KIND)))
#define ALWAYS static inline __attribute__((always_inline))
#define BODY(p, n) { return p[1] << n; }
ALWAYS OFF int off_always(int *p, int n) BODY(p, n)
ALWAYS int on_always(int *p, int n) BODY(p, n)
static inline OFF int off_inline(int *p, int n) BODY(p, n)
int on_calls_off_always(int *p, int n) { return off_always(p, n) + 1; }
OFF int off_calls_on_always(int *p, int n) { return on_always(p, n) + 1; }
int on_calls_off_inline(int *p, int n) { return off_inline(p, n) + 1; }
int on_itself(int *p, int n) BODY(p, n)
OFF int off_itself(int *p, int n) BODY(p, n)
END
try() { # COMPILER SANITIZER ATTRIBUTE
	inside "$1" -O2 -Wall -Wextra "-fsanitize=$2" "-DKIND=\"$3\"" -S a.c -o a.s >"$work/log" 2>&1 ||
		cannot "$1: $(head -n 1 "$work/log")"
	for name in on_itself off_itself on_calls_off_always off_calls_on_always on_calls_off_inline; do
		checked=$(sed -n "/^$name:/,/\.size[[:space:]]*$name,/p" "$root/w/a.s" |
			grep -cE '__(asan_(report_)?load|tsan_read|ubsan_handle_shift)') || true
		echo "$1, $2, $name: $([ "$checked" = 0 ] && echo 'not checked' || echo checked)"
	done
	echo "$1, $2: $(grep -c warning: "$work/log") warnings"
}
for compiler in x86_64-linux-gnu-gcc-16 clang-22; do
	try $compiler kernel-address kernel-address
	try $compiler thread thread
	try $compiler shift shift
done | tee "$work/seen"
cat >"$work/expected" <<'END'
x86_64-linux-gnu-gcc-16, kernel-address, on_itself: checked
x86_64-linux-gnu-gcc-16, kernel-address, off_itself: not checked
x86_64-linux-gnu-gcc-16, kernel-address, on_calls_off_always: checked
x86_64-linux-gnu-gcc-16, kernel-address, off_calls_on_always: not checked
x86_64-linux-gnu-gcc-16, kernel-address, on_calls_off_inline: not checked
x86_64-linux-gnu-gcc-16, kernel-address: 0 warnings
x86_64-linux-gnu-gcc-16, thread, on_itself: checked
x86_64-linux-gnu-gcc-16, thread, off_itself: not checked
x86_64-linux-gnu-gcc-16, thread, on_calls_off_always: checked
x86_64-linux-gnu-gcc-16, thread, off_calls_on_always: not checked
x86_64-linux-gnu-gcc-16, thread, on_calls_off_inline: not checked
x86_64-linux-gnu-gcc-16, thread: 0 warnings
x86_64-linux-gnu-gcc-16, shift, on_itself: checked
x86_64-linux-gnu-gcc-16, shift, off_itself: not checked
x86_64-linux-gnu-gcc-16, shift, on_calls_off_always: not checked
x86_64-linux-gnu-gcc-16, shift, off_calls_on_always: checked
x86_64-linux-gnu-gcc-16, shift, on_calls_off_inline: not checked
x86_64-linux-gnu-gcc-16, shift: 0 warnings
clang-22, kernel-address, on_itself: checked
clang-22, kernel-address, off_itself: not checked
clang-22, kernel-address, on_calls_off_always: checked
clang-22, kernel-address, off_calls_on_always: not checked
clang-22, kernel-address, on_calls_off_inline: not checked
clang-22, kernel-address: 0 warnings
clang-22, thread, on_itself: checked
clang-22, thread, off_itself: not checked
clang-22, thread, on_calls_off_always: checked
clang-22, thread, off_calls_on_always: not checked
clang-22, thread, on_calls_off_inline: not checked
clang-22, thread: 0 warnings
clang-22, shift, on_itself: checked
clang-22, shift, off_itself: not checked
clang-22, shift, on_calls_off_always: not checked
clang-22, shift, off_calls_on_always: checked
clang-22, shift, on_calls_off_inline: not checked
clang-22, shift: 0 warnings
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "what is inlined is checked for addresses and races as its caller is, and for shifts as it was written"
