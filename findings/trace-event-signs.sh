#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that trace-cmd and perf know from the format of a tracepoint, which says
# "signed:1" for int and s8, that such a field may be less than 0.
#
# libtraceevent 1.9.0, which both use, fills up with zeros: an int of -1 is not == -1, it is
# >= 0 and == 0xffffffff, { -1, "any" } of __print_symbolic() does not fit, an s8 of -3 is
# printed as 253, and as long it is 4294967295.  A long is compared and divided without its
# sign.  "%d" of an int alone is right, "%d" of an s8 or s16 is not.  Nothing is said.
#
# NUMA_NO_NODE and error codes are such fields: a trace has "node 4294967295", or takes
# the other branch.  The file trace of tracefs is right.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid libtraceevent1=1:1.9.0-2 libtraceevent-dev=1:1.9.0-2 libc6
cat >"$work/a.c" <<'END'
#include <stdio.h>
#include <string.h>
#include <event-parse.h>
#include <trace-seq.h>
static struct { long head, left; int node; short delta; signed char order; } record = { 7, -5, -1, -2, -3 }, *REC = &record;
static void show(const char *form, const char *text, const char *c)
{
	struct tep_record raw = { .data = &record, .size = sizeof(record) };
	struct tep_handle *tep = tep_alloc();
	struct trace_seq said;
	char format[1000];

	sprintf(format, "name: waste\nID: 7\nformat:\n\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n\n"
		"\tfield:long left;\toffset:8;\tsize:8;\tsigned:1;\n\tfield:int node;\toffset:16;\tsize:4;\tsigned:1;\n"
		"\tfield:short delta;\toffset:20;\tsize:2;\tsigned:1;\n\tfield:s8 order;\toffset:22;\tsize:1;\tsigned:1;\n\n"
		"print fmt: \"%s\", %s\n", form, text);
	tep_set_long_size(tep, 8);
	tep_parse_event(tep, format, strlen(format), "kmem");
	trace_seq_init(&said);
	tep_print_event(tep, &said, &raw, "%s", TEP_PRINT_INFO);
	trace_seq_terminate(&said);
	printf("\"%s\", %s: C %s, trace %s\n", form, text, c, said.buffer);
}
#define SHOW(form, e) do { char c[99]; sprintf(c, form, e); show(form, #e, c); } while (0)
int main(void)
{
	SHOW("%d", REC->node);
	SHOW("%d", REC->delta);
	SHOW("%d", REC->order);
	SHOW("%ld", (long)REC->node);
	SHOW("%d", REC->node == -1);
	SHOW("%d", REC->node >= 0);
	SHOW("%s", REC->node == -1 ? "any" : "one");
	SHOW("%s", (int)REC->node < 0 ? "any" : "one");
	SHOW("%d", REC->order < 0);
	SHOW("%d", REC->order + 4);
	SHOW("%d", REC->left < 0);
	SHOW("%ld", REC->left / 2);
	SHOW("%ld", REC->left + 4);
	show("%s", "__print_symbolic(REC->node, { -1, \"any\" }, { 0, \"zero\" })", "any");
	show("%s", "__print_symbolic(REC->node, { 0xffffffff, \"any\" }, { 0, \"zero\" })", "any");
	return 0;
}
END
lib=$root/usr/lib/x86_64-linux-gnu
gcc -w "-I$root/usr/include/traceevent" "$work/a.c" "$lib/libtraceevent.so.1" -Wl,--unresolved-symbols=ignore-all -o "$root/w/a"
inside ./a | tee "$work/seen"
cat >"$work/expected" <<'END'
"%d", REC->node: C -1, trace -1
"%d", REC->delta: C -2, trace 65534
"%d", REC->order: C -3, trace 253
"%ld", (long)REC->node: C -1, trace 4294967295
"%d", REC->node == -1: C 1, trace 0
"%d", REC->node >= 0: C 0, trace 1
"%s", REC->node == -1 ? "any" : "one": C any, trace one
"%s", (int)REC->node < 0 ? "any" : "one": C any, trace one
"%d", REC->order < 0: C 1, trace 0
"%d", REC->order + 4: C 1, trace 257
"%d", REC->left < 0: C 1, trace 0
"%ld", REC->left / 2: C -2, trace 9223372036854775805
"%ld", REC->left + 4: C -1, trace -1
"%s", __print_symbolic(REC->node, { -1, "any" }, { 0, "zero" }): C any, trace 0xffffffff
"%s", __print_symbolic(REC->node, { 0xffffffff, "any" }, { 0, "zero" }): C any, trace any
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "an int of -1 is not -1 and more than 0, an s8 of -3 is 253, no message"
