// SPDX-License-Identifier: GPL-2.0
/* CPUs and memory that are taken away and given back, and caches that are shrunk. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "../lib/files.h"
#include "../lib/wait.h"
#include "stress.h"

_Atomic unsigned long cpus_off, memory_on, memory_off, shrunk;
unsigned int nblocks;

static char blocks[64][NAME_MAX + 1];	/* of memory of node 1 */

void find_memory(void)
{
	struct dirent *e;
	DIR *d = opendir("/sys/devices/system/node/node1");
	char path[PATH_MAX], buf[32];

	if (!d) {
		/* A node without CPUs and memory that is not online has no folder. */
		d = opendir("/sys/devices/system/memory");
	}
	while (d && (e = readdir(d))) {
		if (strncmp(e->d_name, "memory", 6) || !isdigit(e->d_name[6]) || nblocks == 64)
			continue;
		snprintf(path, sizeof(path), "/sys/devices/system/memory/%s/state", e->d_name);
		if (read_file(path, buf, sizeof(buf)) > 0 && !strncmp(buf, "offline", 7))
			strcpy(blocks[nblocks++], e->d_name);
	}
	if (d)
		closedir(d);
}

static int memory_state(unsigned int i, const char *state)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/devices/system/memory/%s/state", blocks[i]);
	return write_file(path, "%s", state);
}

void all_memory(const char *state)
{
	unsigned int i;

	for (i = 0; i < nblocks; i++)
		memory_state(i, state);
}

/* CPU 0 stays, the others are those of node 1. */
static bool cpu_away[8];

static int switch_cpu(unsigned int cpu, bool on)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u/online", cpu);
	return write_file(path, "%d", on);
}

/*
 * Whether the memory of node 1 is offline now. The kernel refuses while slabs are
 * there that are not freed. Movable memory is taken while the CPUs of its node
 * are offline: their zonelist gets shorter, and an allocation that has begun there
 * may look for its preferred zone behind the new end, in the kernel as it is.
 */
bool take_memory(bool movable)
{
	bool gone = true;
	unsigned int i;

	for (i = 1; movable && i < ncpus; i++)
		gone &= cpu_away[i] || !switch_cpu(i, false);
	for (i = 0; gone && i < nblocks; i++) {
		int err = memory_state(i, "offline");

		/* -EINVAL: it is offline. */
		gone = !err || err == -EINVAL;
	}
	for (i = 1; movable && i < ncpus; i++)
		if (!cpu_away[i])
			switch_cpu(i, true);
	return gone;
}

void *disturber(void *name)
{
	uint64_t rnd = generator(seed, name);
	char path[PATH_MAX];
	bool movable = false, node = false;
	unsigned int i;

	while (!stopping) {
		uint64_t r = next(&rnd);

		if (r % 32 < 26) {
			snprintf(path, sizeof(path), SLAB "/%s/shrink",
				 owners[(r >> 8) % nowners].cache);
			if (!write_file(path, "1"))
				shrunk++;
		} else if (r % 32 < 31 && ncpus > 1) {
			i = 1 + (r >> 8) % (ncpus - 1);
			if (!switch_cpu(i, cpu_away[i])) {
				cpu_away[i] = !cpu_away[i];
				cpus_off += cpu_away[i];
			}
		} else if (nblocks && !node) {
			movable = r >> 8 & 31;
			for (i = 0; i < nblocks; i++)
				if (!memory_state(i, movable ? "online_movable" : "online_kernel"))
					node = true;
			memory_on += node;
		} else if (nblocks) {
			node = !take_memory(movable);
			memory_off += !node;
		}
		nap(50);
	}
	for (i = 1; i < ncpus; i++) {
		if (cpu_away[i])
			switch_cpu(i, true);
		cpu_away[i] = false;
	}
	return NULL;
}
