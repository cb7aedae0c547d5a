// SPDX-License-Identifier: GPL-2.0
/* Threads that read what the kernel says of slab caches, all the time. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/wait.h"
#include "stress.h"

_Atomic unsigned long reads, traces, tools;

static void read_aliases(const char *name, void *unused)
{
	char path[PATH_MAX], buf[64];

	(void)unused;
	snprintf(path, sizeof(path), SLAB "/%s/aliases", name);
	if (read_file(path, buf, sizeof(buf)) > 0)
		reads++;
}

/* Open files are kept, so that some of them outlive their cache. */
void *sysfs_reader(void *name)
{
	static const char * const files[] = {
		"objects", "aliases", "slabs", "object_size", "total_objects", "order",
		"cpu_slabs", "partial", "slab_size", "objs_per_slab", "usersize",
		"min_partial", "ctor", "cache_dma", "align", "sanity_checks",
	};
	enum { FILES = sizeof(files) / sizeof(*files), HELD = 32 };
	uint64_t rnd = generator(seed, name);
	char path[PATH_MAX], buf[4096];
	unsigned int i = 0, k;
	int held[HELD];

	for (k = 0; k < HELD; k++)
		held[k] = -1;
	while (!stopping) {
		struct owner *o = owners + next(&rnd) % nowners;
		int *fd = held + i++ % HELD;

		if (*fd >= 0) {
			/* Of a cache that may be destroyed by now. */
			(void)!pread(*fd, buf, sizeof(buf), 0);
			close(*fd);
		}
		snprintf(path, sizeof(path), SLAB "/%s/%s", o->cache, files[next(&rnd) % FILES]);
		*fd = open(path, O_RDONLY | O_CLOEXEC);
		if (*fd >= 0) {
			(void)!read(*fd, buf, sizeof(buf));
			reads++;
		}
		if (i % 256 == 0)
			each_name(read_aliases, NULL);
		if (i % 16 == 0)
			nap(20);
	}
	for (k = 0; k < HELD; k++)
		if (held[k] >= 0)
			close(held[k]);
	return NULL;
}

/* The tables, and the tool: it gives up when a cache is destroyed meanwhile, so only its end counts. */
void *table_reader(void *name)
{
	uint64_t rnd = generator(seed, name);
	size_t size = 1 << 18;
	char *buf = malloc(size), path[PATH_MAX];

	while (!stopping) {
		struct dirent *e;
		DIR *d;

		if (read_file("/proc/slabinfo", buf, size) > 0)
			reads++;
		d = opendir("/sys/kernel/debug/slab");
		while (d && (e = readdir(d))) {
			if (*e->d_name == '.')
				continue;
			snprintf(path, sizeof(path), "/sys/kernel/debug/slab/%s/%s_traces",
				 e->d_name, next(&rnd) % 2 ? "alloc" : "free");
			if (read_file(path, buf, size) > 0)
				traces++;
		}
		if (d)
			closedir(d);
		if (next(&rnd) % 16 == 0) {
			run_slabinfo(next(&rnd) % 4 ? "-v" : "-T");
			tools++;
		}
		nap(100);
	}
	free(buf);
	return NULL;
}
