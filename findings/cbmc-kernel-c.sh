#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that CBMC, which proves what a program can do, either knows the C of kernels
# or says what it does not know, as it does of a function without a body.
#
# CBMC 6.6.0 knows packed, alias and ranges of cases.  But what "cleanup" calls is not called,
# so a guard never unlocks; "[0 ... 3] = 5" sets the first element and leaves the others 0;
# asm goto never jumps; and asm changes nothing: its outputs are what they were, not any
# value.  No message: "VERIFICATION SUCCESSFUL", status 0, for what is wrong.
#
# Assert something false behind each of these before its proof is believed.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid cbmc=6.6.0-4 minisat libc6 libstdc++6 libgcc-s1 zlib1g
cat >"$root/w/code.i" <<'END'
static int held;
void drop(int *guard) { held--; }
int twice(int a) { return 2 * a; }
int also(int a) __attribute__((alias("twice")));
int unknown(void);
int guarded(void) { int guard __attribute__((cleanup(drop))) = held = 1; return guard; }
int jumps(void) { __asm__ goto("jmp %l0" :::: out); return 0; out: return 1; }
int sets(void) { int value = 1; __asm__("movl $2, %0" : "=r" (value)); return value; }
int adds(int a) { __asm__("incl %0" : "+r" (a)); return a; }
int range(int i) { int a[4] = { [0 ... 3] = 5 }; return a[i]; }
int between(int a) { switch (a) { case 1 ... 9: return 1; } return 0; }
struct inner { char a; int b; } __attribute__((packed));
END
try() { # WHAT RIGHT [WRONG]: is what is right proved, and what is wrong
	local verdicts='' condition
	for condition in "${@:2}"; do
		{
			cat "$root/w/code.i"
			echo "int main(void) { __CPROVER_assert($condition, \"it\"); return 0; }"
		} >"$root/w/main.i"
		status=0
		inside cbmc main.i >"$work/log" 2>&1 || status=$?
		grep -qi 'warning\|ignor' "$work/log" && verdicts+=" with a message,"
		verdicts+=" $condition $(sed -n 's/^VERIFICATION //p' "$work/log") $status,"
	done
	echo "$1:${verdicts%,}" | tee -a "$work/seen"
}
try packed 'sizeof(struct inner) == 5' 'sizeof(struct inner) == 8'
try alias 'also(4) == 8' 'also(4) == 4'
try 'case range' 'between(5) == 1' 'between(5) == 0'
try 'no body' 'unknown() == 0' 'unknown() != 0'
try cleanup 'guarded() && held == 0' 'guarded() && held == 1'
try '[0 ... 3]' 'range(0) == 5 && range(1) == 5' 'range(0) == 5 && range(1) == 0'
try 'asm goto' 'jumps() == 1' 'jumps() == 0'
try 'output of asm' 'sets() == 2' 'sets() == 1'
try 'in and out' 'adds(6) == 7' 'adds(6) == 6'
cat >"$work/expected" <<'END'
packed: sizeof(struct inner) == 5 SUCCESSFUL 0, sizeof(struct inner) == 8 FAILED 10
alias: also(4) == 8 SUCCESSFUL 0, also(4) == 4 FAILED 10
case range: between(5) == 1 SUCCESSFUL 0, between(5) == 0 FAILED 10
no body: unknown() == 0 FAILED 10, unknown() != 0 FAILED 10
cleanup: guarded() && held == 0 FAILED 10, guarded() && held == 1 SUCCESSFUL 0
[0 ... 3]: range(0) == 5 && range(1) == 5 FAILED 10, range(0) == 5 && range(1) == 0 SUCCESSFUL 0
asm goto: jumps() == 1 FAILED 10, jumps() == 0 SUCCESSFUL 0
output of asm: sets() == 2 FAILED 10, sets() == 1 SUCCESSFUL 0
in and out: adds(6) == 7 FAILED 10, adds(6) == 6 SUCCESSFUL 0
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "it proves that cleanup, asm goto and asm do nothing, and that a range sets its first element only"
