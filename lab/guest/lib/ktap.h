/* SPDX-License-Identifier: GPL-2.0 */
/* Results of a program that runs in the booted kernel, in KTAP. */
#ifndef GUEST_KTAP_H
#define GUEST_KTAP_H

#include <stdatomic.h>
#include <stdbool.h>

/* What fatal() calls this program. */
extern const char *program;

/* How many results there were, and how many of them are failures. */
extern unsigned int cases, bad_cases;

/* How often problem() was called. */
extern _Atomic unsigned long problems;

/* Print one line in one piece: with stdout on /dev/kmsg the kernel does not cut in. */
__attribute__((format(printf, 1, 2)))
void say(const char *fmt, ...);

/* Print why the program cannot go on, and exit. */
__attribute__((noreturn, format(printf, 1, 2)))
void fatal(const char *fmt, ...);

void plan(unsigned int results);

__attribute__((format(printf, 2, 3)))
void result(bool ok, const char *fmt, ...);

/* Something is wrong: count it, and print it if it is among the first thirty. */
__attribute__((format(printf, 1, 2)))
void problem(const char *fmt, ...);

#endif
