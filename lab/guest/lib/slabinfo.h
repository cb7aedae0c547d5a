/* SPDX-License-Identifier: GPL-2.0 */
/* What /proc/slabinfo and /sys/kernel/slab say of slab caches. */
#ifndef GUEST_SLABINFO_H
#define GUEST_SLABINFO_H

#include <limits.h>
#include <stdbool.h>

#define SLAB	"/sys/kernel/slab"

struct slab_line {
	char name[64];
	unsigned long objects, size, pages_per_slab, slabs;
};

/* All of /proc/slabinfo, read at once; to be freed. */
char *read_slabinfo(void);

/* Get the line that @at points into, and let it point behind; false at the end. */
bool next_line(const char **at, struct slab_line *line);

/* The line of @name in a copy of /proc/slabinfo; false if there is none. */
bool find_line(const char *table, const char *name, struct slab_line *line);

/* Objects in use of a cache, in a copy of /proc/slabinfo; -1 if it is not there. */
long active_in(const char *table, const char *name);
/* ... and now. */
long active(const char *name);

bool in_sysfs(const char *name);

/*
 * The storage that a name in sysfs leads to: the last part of the link, or the
 * name itself if it is a directory. @is_link may be NULL.
 */
void storage_of(const char *name, char storage[NAME_MAX + 1], bool *is_link);

/* Call @look with each name in sysfs. */
void each_name(void (*look)(const char *name, void *arg), void *arg);

#endif
