// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "ktap.h"
#include "slabinfo.h"

#define TABLE_SIZE	(1 << 18)

char *read_slabinfo(void)
{
	char *table = malloc(TABLE_SIZE);

	if (!table || read_file("/proc/slabinfo", table, TABLE_SIZE) < 0)
		fatal("/proc/slabinfo cannot be read: %m");
	return table;
}

bool next_line(const char **at, struct slab_line *line)
{
	while (*at && **at) {
		const char *from = *at;

		*at = strchr(from, '\n');
		*at += !!*at;
		if (sscanf(from, "%63s %lu %*u %lu %*u %lu : tunables %*u %*u %*u : slabdata %*u %lu",
			   line->name, &line->objects, &line->size, &line->pages_per_slab,
			   &line->slabs) == 5)
			return true;
	}
	return false;
}

bool find_line(const char *table, const char *name, struct slab_line *line)
{
	while (next_line(&table, line))
		if (!strcmp(line->name, name))
			return true;
	return false;
}

long active_in(const char *table, const char *name)
{
	struct slab_line line;

	return find_line(table, name, &line) ? (long)line.objects : -1;
}

long active(const char *name)
{
	char *table = read_slabinfo();
	long n = active_in(table, name);

	free(table);
	return n;
}

bool in_sysfs(const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), SLAB "/%s", name);
	return !lstat(path, &st);
}

void storage_of(const char *name, char storage[NAME_MAX + 1], bool *is_link)
{
	char path[PATH_MAX], target[PATH_MAX];
	const char *last = name;
	ssize_t n;

	snprintf(path, sizeof(path), SLAB "/%s", name);
	n = readlink(path, target, sizeof(target) - 1);
	if (n >= 0) {
		target[n] = 0;
		last = strrchr(target, '/');
		last = last ? last + 1 : target;
	}
	if (is_link)
		*is_link = n >= 0;
	snprintf(storage, NAME_MAX + 1, "%s", last);
}

void each_name(void (*look)(const char *name, void *arg), void *arg)
{
	DIR *d = opendir(SLAB);
	struct dirent *e;

	while (d && (e = readdir(d)))
		if (*e->d_name != '.')
			look(e->d_name, arg);
	if (d)
		closedir(d);
}
