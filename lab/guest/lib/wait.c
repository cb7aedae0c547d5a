// SPDX-License-Identifier: GPL-2.0
#include <time.h>
#include <unistd.h>

#include "wait.h"

void nap(unsigned int ms)
{
	usleep(ms * 1000);
}

uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

uint64_t next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

uint64_t generator(unsigned long seed, const char *name)
{
	uint64_t state = seed;

	while (*name)
		state = next(&state) ^ (unsigned char)*name++;
	return state;
}
