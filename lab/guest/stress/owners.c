// SPDX-License-Identifier: GPL-2.0
/* The modules that own a cache each: find, load and unload them. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "../lib/wait.h"
#include "stress.h"

struct owner owners[64];
unsigned int nowners;
_Atomic unsigned long load_us, loads, unload_us, unloads;

int load(struct owner *o, const char *fmt, ...)
{
	uint64_t from = now_ns();
	char args[128];
	va_list ap;
	int err;

	va_start(ap, fmt);
	vsnprintf(args, sizeof(args), fmt, ap);
	va_end(ap);
	err = load_fd(o->image, args);
	o->loaded = !err;
	load_us += (now_ns() - from) / 1000;
	loads++;
	return err;
}

int unload(struct owner *o)
{
	uint64_t from = now_ns();
	int err = unload_name(o->name);

	unload_us += (now_ns() - from) / 1000;
	unloads++;
	if (err)
		problem("%s does not unload: %s", o->name, strerror(-err));
	else
		o->loaded = false;
	return err;
}

void counts(long c[COUNTS])
{
	char buf[256];

	if (read_file("/sys/kernel/debug/slab_stress", buf, sizeof(buf)) < 0 ||
	    sscanf(buf, "%ld %ld %ld %ld %ld %ld", c, c + 1, c + 2, c + 3, c + 4,
		   c + 5) != COUNTS)
		fatal("the counters of stress_hub cannot be read");
}

long count(int which)
{
	long c[COUNTS];

	counts(c);
	return c[which];
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Fill in an owner; the module's parameters say what it is. */
static void inspect(struct owner *o, const char *file)
{
	char path[PATH_MAX], buf[64];

	snprintf(path, sizeof(path), "/stress/%s", file);
	snprintf(o->name, sizeof(o->name), "%.*s", (int)strcspn(file, "."), file);
	o->image = open(path, O_RDONLY | O_CLOEXEC);
	pthread_mutex_init(&o->lock, NULL);

	/* The first load also makes what is made once and stays. */
	if (load(o, "seed=%lu", seed))
		fatal("%s does not load", o->name);
	snprintf(path, sizeof(path), "/sys/module/%s/parameters/cache", o->name);
	if (read_file(path, buf, sizeof(buf)) < 0)
		fatal("no %s", path);
	snprintf(o->cache, sizeof(o->cache), "%.*s", (int)strcspn(buf, "\n"), buf);
	snprintf(path, sizeof(path), "/sys/module/%s/parameters/is_static", o->name);
	o->is_static = read_file(path, buf, sizeof(buf)) > 0 && *buf == 'Y';
	o->shares_name = !strcmp(o->cache, "stress-same");
	unload(o);
}

void find_owners(void)
{
	char *names[64];
	unsigned int i;
	struct dirent *e;
	DIR *d = opendir("/stress");

	while (d && (e = readdir(d))) {
		if (strncmp(e->d_name, "stress", 6) || !isdigit(e->d_name[6]) || nowners == 64)
			continue;
		names[nowners++] = strdup(e->d_name);
	}
	if (!nowners)
		fatal("no modules in /stress");
	closedir(d);
	qsort(names, nowners, sizeof(*names), compare);
	for (i = 0; i < nowners; i++)
		inspect(owners + i, names[i]);
}

struct owner *owner_named(const char *name)
{
	unsigned int i;

	for (i = 0; i < nowners; i++)
		if (!strcmp(owners[i].name, name))
			return owners + i;
	fatal("there is no %s", name);
}
