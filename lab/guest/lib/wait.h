/* SPDX-License-Identifier: GPL-2.0 */
/* Time, and choices that are the same from run to run. */
#ifndef GUEST_WAIT_H
#define GUEST_WAIT_H

#include <stdint.h>

/* Sleep for so many milliseconds. */
void nap(unsigned int ms);

uint64_t now_ns(void);

/* The next number of a generator; its first state, from a seed and a name. */
uint64_t next(uint64_t *state);
uint64_t generator(unsigned long seed, const char *name);

#endif
