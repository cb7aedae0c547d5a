#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One would guess that filters of "trace-cmd report -F", which are written as those of the kernel,
# take the same events, or are refused.
#
# In libtraceevent 1.9.0, which reads them, a number less than 0 is a difference: "node == -1",
# "node != -1" and "node > -1" are "node - 1", and take all nodes but 1.  Fields are never less
# than 0.  && is not before ||: "a || b && c" is "(a || b) && c".  name ~ "kmalloc-*", the kernel's
# own form, takes nothing, =~ is a regular expression that ignores case.  Of two conditions
# with nothing between them the last counts, and a field that is not there takes nothing, with
# != too.  No message, all are read.
#
# Look at what is left with a filter that takes all and one that takes none.
work=$(mktemp -d) # apt downloads to it and dpkg-deb unpacks there; nothing is installed elsewhere
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/lib.sh"
packages sid libtraceevent1=1:1.9.0-2 libtraceevent-dev=1:1.9.0-2 libc6
cat >"$work/a.c" <<'END'
#include <stdio.h>
#include <string.h>
#include <event-parse.h>
static const char format[] = "name: alloc\nID: 7\nformat:\n\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n\n"
	"\tfield:int node;\toffset:4;\tsize:4;\tsigned:1;\n\tfield:int order;\toffset:8;\tsize:4;\tsigned:1;\n"
	"\tfield:char name[16];\toffset:12;\tsize:16;\tsigned:0;\n\nprint fmt: \"%d\", REC->node\n";
int main(void)
{
	char line[100], filter[200];

	while (fgets(line, sizeof(line), stdin)) {
		struct tep_handle *tep = tep_alloc();
		struct tep_event_filter *f;

		line[strcspn(line, "\n")] = 0;
		tep_parse_event(tep, format, strlen(format), "kmem");
		f = tep_filter_alloc(tep);
		snprintf(filter, sizeof(filter), "alloc: %s", line);
		printf("%s: ", line);
		if (tep_filter_add_filter_str(f, filter) < 0) {
			puts("refused");
			continue;
		}
		for (int node = -1; node < 3; node++) {
			struct { int type, node, order; char name[16]; } one = { 7, node, 3, "kmalloc-64" };
			struct tep_record raw = { .data = &one, .size = sizeof(one) };

			if (tep_filter_match(f, &raw) == FILTER_MATCH)
				printf("%d ", node);
		}
		puts("");
	}
	return 0;
}
END
cat >"$work/filters" <<'END'
node == 1
node != 1
node == -1
node != -1
node > -1
node < 0
node == (-1)
order == 3 || node == 1 && node == 2
order == 3 || (node == 1 && node == 2)
node == 1 node == 2
name == "kmalloc-64"
name == "kmalloc-*"
name ~ "kmalloc-*"
name =~ "LLOC"
nid == 1
nid != 1
name == kmalloc-64
node
END
lib=$root/usr/lib/x86_64-linux-gnu
gcc -w "-I$root/usr/include/traceevent" "$work/a.c" "$lib/libtraceevent.so.1" -Wl,--unresolved-symbols=ignore-all -o "$root/w/a"
inside ./a <"$work/filters" | sed 's/ *$//' | tee "$work/seen"
cat >"$work/expected" <<'END'
node == 1: 1
node != 1: -1 0 2
node == -1: -1 0 2
node != -1: -1 0 2
node > -1: -1 0 2
node < 0:
node == (-1): refused
order == 3 || node == 1 && node == 2: 2
order == 3 || (node == 1 && node == 2): -1 0 1 2
node == 1 node == 2: 2
name == "kmalloc-64": -1 0 1 2
name == "kmalloc-*":
name ~ "kmalloc-*":
name =~ "LLOC": -1 0 1 2
nid == 1:
nid != 1:
name == kmalloc-64: refused
node: refused
END
still=false
cmp -s "$work/expected" "$work/seen" && still=true
outcome $still "node == -1 takes all nodes but 1, a || b && c is (a || b) && c, ~ takes nothing, no message"
