#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that trace-cmd and perf, which compute what a tracepoint prints from the text
# of its TP_printk(), get what the kernel prints, where a compiler has read that text.
#
# libtraceevent 1.9.0, which both use, takes operators of one rank from the right: 20 - 5 - 3 is
# 18, 100 / 5 / 2 is 50, and a share in percent, "waste * 100 / size", is waste times
# 100 / size, 0 for each object of more than 100 bytes.  With parentheses or plain sums
# it is as in C.  Nothing is said; what it cannot read it marks.
#
# A trace of tracepoints that compute shows other numbers than the file trace of tracefs does:
# write parentheses in TP_printk(), or compute in TP_fast_assign().
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid libtraceevent1=1:1.9.0-2 libtraceevent-dev=1:1.9.0-2 libc6
cat >"$work/a.c" <<'END'
#include <stdio.h>
#include <string.h>
#include <event-parse.h>
#include <trace-seq.h>
static struct { unsigned long head, size, asked; } record = { 7, 128, 100 }, *REC = &record;
static void show(const char *text, unsigned long c)
{
	struct tep_record raw = { .data = &record, .size = sizeof(record) };
	struct tep_handle *tep = tep_alloc();
	struct trace_seq said;
	char format[1000];

	sprintf(format, "name: waste\nID: 7\nformat:\n\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n\n"
		"\tfield:unsigned long size;\toffset:8;\tsize:8;\tsigned:0;\n"
		"\tfield:unsigned long asked;\toffset:16;\tsize:8;\tsigned:0;\n\nprint fmt: \"%%lu\", %s\n", text);
	tep_set_long_size(tep, 8);
	tep_parse_event(tep, format, strlen(format), "kmem");
	trace_seq_init(&said);
	tep_print_event(tep, &said, &raw, "%s", TEP_PRINT_INFO);
	trace_seq_terminate(&said);
	printf("%s: C %lu, trace %s\n", text, c, said.buffer);
}
#define SHOW(e) show(#e, e)
int main(void)
{
	SHOW((REC->size - REC->asked) * 100 / REC->size);
	SHOW(((REC->size - REC->asked) * 100) / REC->size);
	SHOW(REC->size - REC->asked - 3);
	SHOW((REC->size - REC->asked) - 3);
	SHOW(REC->size - REC->asked + 3);
	SHOW(REC->size + REC->asked - 3);
	SHOW(20 - 5 - 3);
	SHOW(100 / 5 / 2);
	SHOW(100 / 5 * 2);
	SHOW(10 % 4 * 2);
	SHOW(16 >> 1 << 1);
	SHOW(REC->size >> 3 >> 2);
	SHOW(20 - 2 * 5);
	SHOW(2 * 5 - 3);
	return 0;
}
END
lib=$root/usr/lib/x86_64-linux-gnu
gcc -w "-I$root/usr/include/traceevent" "$work/a.c" "$lib/libtraceevent.so.1" -Wl,--unresolved-symbols=ignore-all -o "$root/w/a"
inside ./a | tee "$work/seen"
cat >"$work/expected" <<'END'
(REC->size - REC->asked) * 100 / REC->size: C 21, trace 0
((REC->size - REC->asked) * 100) / REC->size: C 21, trace 21
REC->size - REC->asked - 3: C 25, trace 31
(REC->size - REC->asked) - 3: C 25, trace 25
REC->size - REC->asked + 3: C 31, trace 25
REC->size + REC->asked - 3: C 225, trace 225
20 - 5 - 3: C 12, trace 18
100 / 5 / 2: C 10, trace 50
100 / 5 * 2: C 40, trace 10
10 % 4 * 2: C 4, trace 2
16 >> 1 << 1: C 16, trace 4
REC->size >> 3 >> 2: C 4, trace 128
20 - 2 * 5: C 10, trace 10
2 * 5 - 3: C 7, trace 7
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "operators of one rank are taken from the right: 20 - 5 - 3 is 18, no message"
