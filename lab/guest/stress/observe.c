// SPDX-License-Identifier: GPL-2.0
/* What sysfs, debugfs and /proc/slabinfo have, and whether it is right. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "../lib/wait.h"
#include "stress.h"

_Atomic unsigned long stale_names, dangling_links, dead_in_slabinfo, unlinked;
_Atomic bool bore_fault;

bool check_gone(struct owner *o, bool slabinfo)
{
	char path[PATH_MAX];
	bool ok = true;

	if (is_loaded(o->name)) {
		problem("%s is unloaded but listed", o->name);
		ok = false;
	}
	if (o->shares_name)
		return ok;
	if (in_sysfs(o->cache)) {
		atomic_fetch_add(&stale_names, 1);
		if (!control) {
			problem("%s is unloaded, " SLAB "/%s is still there", o->name, o->cache);
			ok = false;
		}
	}
	snprintf(path, sizeof(path), "/sys/kernel/debug/slab/%s", o->cache);
	if (!access(path, F_OK)) {
		problem("%s is unloaded, %s is still there", o->name, path);
		ok = false;
	}
	if (slabinfo && active(o->cache) >= 0) {
		atomic_fetch_add(&dead_in_slabinfo, 1);
		if (!control) {
			problem("%s is unloaded, %s is still in /proc/slabinfo", o->name, o->cache);
			ok = false;
		}
	}
	return ok;
}

/* The storages that were seen: where a name leads. */
static char *storages[4096];
static unsigned int nstorages;
static pthread_mutex_t storages_lock = PTHREAD_MUTEX_INITIALIZER;

static void saw_storage(const char *name)
{
	unsigned int i;

	pthread_mutex_lock(&storages_lock);
	for (i = 0; i < nstorages && strcmp(storages[i], name); i++)
		;
	if (i == nstorages && i < 4096)
		storages[nstorages++] = strdup(name);
	pthread_mutex_unlock(&storages_lock);
}

unsigned int storages_seen(void)
{
	return nstorages;
}

void check_there(struct owner *o)
{
	char path[PATH_MAX], storage[NAME_MAX + 1];
	struct stat st;

	if (o->shares_name)
		return;
	snprintf(path, sizeof(path), SLAB "/%s", o->cache);
	if (stat(path, &st)) {
		if (bore_fault)
			unlinked++;
		else
			problem("%s is loaded, %s is not there: %m", o->name, path);
		return;
	}
	storage_of(o->cache, storage, NULL);
	saw_storage(storage);
}

static void shrink(const char *name, void *unused)
{
	char path[PATH_MAX];

	(void)unused;
	snprintf(path, sizeof(path), SLAB "/%s/shrink", name);
	write_file(path, "1");
}

/* Free what can be freed, and let RCU and workqueues finish. */
static void settle(void)
{
	unsigned int i;

	for (i = 0; i < 3; i++) {
		sync();
		write_file("/proc/sys/vm/drop_caches", "3");
		each_name(shrink, NULL);
		nap(300);
	}
}

/* All names in sysfs, sorted, one a line, and how many links lead nowhere. */
static char *sysfs_names(unsigned int *dangling)
{
	struct dirent **list;
	char path[PATH_MAX];
	int i, n = scandir(SLAB, &list, NULL, alphasort);
	char *all = calloc(n + 1, 128), *to = all;

	*dangling = 0;
	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), SLAB "/%s", list[i]->d_name);
		if (access(path, F_OK)) {
			if (++*dangling <= 3 && !control)
				say("# found: %s leads nowhere", path);
		}
		to += sprintf(to, "%.126s\n", list[i]->d_name);
		free(list[i]);
	}
	free(list);
	return all;
}

/* These track what was allocated or initialized: they grow with the work done. */
static bool of_a_detector(const char *name)
{
	static const char * const detectors[] = {
		"kmemleak_object", "kmemleak_scan_area", "debug_objects_cache",
	};
	unsigned int i;

	for (i = 0; i < sizeof(detectors) / sizeof(*detectors); i++)
		if (!strcmp(name, detectors[i]))
			return true;
	return false;
}

static long slabs_kb(const struct slab_line *l)
{
	return l->pages_per_slab * l->slabs * (sysconf(_SC_PAGESIZE) / 1024);
}

static long used_kb(const struct slab_line *l)
{
	return l->objects * l->size / 1024;
}

struct snapshot snapshot(void)
{
	struct snapshot s = { };
	struct slab_line l;
	const char *at;

	settle();
	at = s.table = read_slabinfo();
	while (next_line(&at, &l)) {
		if (of_a_detector(l.name))
			continue;
		s.slabs += slabs_kb(&l);
		s.used += used_kb(&l);
	}
	s.names = sysfs_names(&s.dangling);
	return s;
}

void forget(struct snapshot *s)
{
	free(s->names);
	free(s->table);
}

/* Print the lines of @b that @a does not have; of a line only what is before a space. */
static unsigned int news(const char *where, const char *a, const char *b)
{
	char *copy = strdup(b), *save = NULL, *line, find[160], *hay = NULL;
	unsigned int n = 0;

	if (asprintf(&hay, "\n%s", a) < 0)
		fatal("out of memory");
	for (line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		line[strcspn(line, " ")] = 0;
		snprintf(find, sizeof(find), "\n%.120s", line);
		for (const char *at = hay; (at = strstr(at, find)); at++)
			if (strchr(" \n", at[strlen(find)]))
				goto next;
		if (++n <= 10)
			say("# found: %s: %s", where, line);
next:;
	}
	free(copy);
	free(hay);
	return n;
}

unsigned int new_names(const struct snapshot *a, const struct snapshot *b)
{
	return news(SLAB, a->names, b->names);
}

bool same_names(const struct snapshot *a, const struct snapshot *b)
{
	return !(news("new in " SLAB, a->names, b->names) +
		 news("gone from " SLAB, b->names, a->names) +
		 news("new in slabinfo", a->table, b->table) +
		 news("gone from slabinfo", b->table, a->table));
}

void print_growth(const struct snapshot *a, const struct snapshot *b)
{
	const char *at = b->table;
	struct slab_line l;

	while (next_line(&at, &l)) {
		struct slab_line was = { };

		if (!find_line(a->table, l.name, &was))
			was = (struct slab_line){ };
		if (slabs_kb(&l) >= slabs_kb(&was) + 256 || used_kb(&l) >= used_kb(&was) + 128)
			say("# grew: %s from %ld to %ld kB, in use from %ld to %ld kB",
			    l.name, slabs_kb(&was), slabs_kb(&l), used_kb(&was), used_kb(&l));
	}
}

int run_slabinfo(const char *option)
{
	int status, fd;
	pid_t pid = fork();

	if (!pid) {
		fd = open("/dev/null", O_RDWR);
		dup2(fd, 1);
		dup2(fd, 2);
		execl("/bin/slabinfo", "slabinfo", option, NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
