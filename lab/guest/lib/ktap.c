// SPDX-License-Identifier: GPL-2.0
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "ktap.h"

const char *program = "program";
unsigned int cases, bad_cases;
_Atomic unsigned long problems;

static void print_line(const char *prefix, const char *fmt, va_list ap)
{
	char line[900];

	vsnprintf(line, sizeof(line), fmt, ap);
	printf("%s%s\n", prefix, line);
	fflush(stdout);
}

void say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	print_line("", fmt, ap);
	va_end(ap);
}

void fatal(const char *fmt, ...)
{
	char prefix[64];
	va_list ap;

	snprintf(prefix, sizeof(prefix), "init: %s failed: ", program);
	va_start(ap, fmt);
	print_line(prefix, fmt, ap);
	va_end(ap);
	exit(1);
}

void plan(unsigned int results)
{
	say("KTAP version 1");
	say("1..%u", results);
}

void result(bool ok, const char *fmt, ...)
{
	char prefix[32];
	va_list ap;

	cases++;
	bad_cases += !ok;
	snprintf(prefix, sizeof(prefix), "%sok %u ", ok ? "" : "not ", cases);
	va_start(ap, fmt);
	print_line(prefix, fmt, ap);
	va_end(ap);
}

void problem(const char *fmt, ...)
{
	va_list ap;

	if (atomic_fetch_add(&problems, 1) >= 30)
		return;
	va_start(ap, fmt);
	print_line("# found: ", fmt, ap);
	va_end(ap);
}
