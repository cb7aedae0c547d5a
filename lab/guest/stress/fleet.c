// SPDX-License-Identifier: GPL-2.0
/*
 * Action "fleet": modules of the kernel itself that own caches come and go in random
 * order, alone and beside others. /fleet/table has a line for each unit:
 *	NAME USE ARGUMENT MODULE...
 * with its modules in the order of loading, the one that it is about last. USE is
 *	read	mount /fleet/NAME.img, and read all of it; ARGUMENT is TYPE or TYPE,OPTIONS
 *	write	the same, then mount it again, create files and delete them
 *	socket	open and close a socket: ARGUMENT is FAMILY,TYPE,PROTOCOL
 *	load	no more than that
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/loop.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "../lib/wait.h"
#include "stress.h"

enum { UNITS = 160, CHAIN = 24, MODULES = 400, BESIDE = 5 };

struct module {
	char name[64];
	unsigned int users;
	bool shown;
	char *brought;		/* the names of its caches, one a line */
};

struct unit {
	char name[64], use[16], argument[64];
	struct module *chain[CHAIN];
	unsigned int links, rounds, used;
	unsigned long bad;
};

static struct module modules[MODULES];
static struct unit units[UNITS];
static unsigned int nmodules, nunits;

static struct module *module_named(const char *name)
{
	unsigned int i;

	for (i = 0; i < nmodules; i++)
		if (!strcmp(modules[i].name, name))
			return modules + i;
	if (nmodules == MODULES)
		fatal("more than %d modules", MODULES);
	snprintf(modules[nmodules].name, sizeof(modules->name), "%s", name);
	return modules + nmodules++;
}

static void read_table(void)
{
	static char table[65536];
	char *line, *word, *lines, *words;

	if (read_file("/fleet/table", table, sizeof(table)) <= 0)
		fatal("/fleet/table cannot be read");
	for (line = strtok_r(table, "\n", &lines); line; line = strtok_r(NULL, "\n", &lines)) {
		struct unit *u = units + nunits++;

		if (nunits > UNITS || sscanf(line, "%63s %15s %63s", u->name, u->use, u->argument) != 3)
			fatal("/fleet/table: '%s'", line);
		word = strtok_r(line, " ", &words);
		for (unsigned int i = 0; word; i++, word = strtok_r(NULL, " ", &words)) {
			if (i < 3)
				continue;
			if (u->links == CHAIN)
				fatal("%s has more than %d modules", u->name, CHAIN);
			u->chain[u->links++] = module_named(word);
		}
	}
}

/* The names in sysfs that @before, from all_names(), does not have; one a line. */
struct search {
	const char *before;
	char *found;
};

static void compare(const char *name, void *arg)
{
	struct search *s = arg;
	char line[NAME_MAX + 3], *more;

	snprintf(line, sizeof(line), "\n%s\n", name);
	if (*name == ':' || (s->before && strstr(s->before, line)))
		return;
	if (asprintf(&more, "%s%s\n", s->found, name) < 0)
		fatal("out of memory");
	free(s->found);
	s->found = more;
}

static char *names_not_in(const char *before)
{
	struct search s = { before, strdup("\n") };

	each_name(compare, &s);
	return s.found;
}

/* Each name leads somewhere, and says a size. */
static void look_at(struct module *m)
{
	char *copy = strdup(m->brought), *name, *rest, size[32], path[PATH_MAX], all[800] = "";
	size_t len = 0;

	for (name = strtok_r(copy, "\n", &rest); name; name = strtok_r(NULL, "\n", &rest)) {
		snprintf(path, sizeof(path), SLAB "/%s/object_size", name);
		if (read_file(path, size, sizeof(size)) <= 0 || !atoi(size)) {
			problem("%s: %s has no size: %m", m->name, path);
			continue;
		}
		if (len < sizeof(all) - NAME_MAX)
			len += snprintf(all + len, sizeof(all) - len, " %s=%d", name, atoi(size));
	}
	if (len && !m->shown)
		say("# fleet: %s%s", m->name, all);
	m->shown = true;
	free(copy);
}

static void gone(struct module *m)
{
	char *name, *rest;

	for (name = strtok_r(m->brought, "\n", &rest); name; name = strtok_r(NULL, "\n", &rest))
		if (in_sysfs(name) || active(name) >= 0)
			problem("%s is unloaded, %s is still there", m->name, name);
	free(m->brought);
	m->brought = NULL;
}

static bool load_unit(struct unit *u)
{
	char path[PATH_MAX], *before;
	unsigned int i;
	int err;

	for (i = 0; i < u->links; i++) {
		struct module *m = u->chain[i];

		if (m->users++)
			continue;
		before = names_not_in(NULL);
		snprintf(path, sizeof(path), "/fleet/%s.ko", m->name);
		err = load_path(path, "");
		if (err) {
			problem("%s does not load: %s", m->name, strerror(-err));
			m->users--;
			free(before);
			u->links = i;	/* unload what is there, and leave it */
			return false;
		}
		m->brought = names_not_in(before);
		free(before);
		look_at(m);
	}
	return true;
}

static void unload_unit(struct unit *u)
{
	unsigned int i;
	int err;

	for (i = u->links; i--;) {
		struct module *m = u->chain[i];

		if (--m->users)
			continue;
		err = unload_name(m->name);
		if (err) {
			problem("%s does not unload: %s", m->name, strerror(-err));
			m->users++;
			return;
		}
		if (m->brought)
			gone(m);
	}
}

static bool churn_files(const char *mnt)
{
	char path[PATH_MAX];
	unsigned int i;
	bool ok = true;
	int fd;

	for (i = 0; i < 20 && ok; i++) {
		snprintf(path, sizeof(path), "%s/new%u", mnt, i);
		fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
		ok = fd >= 0 && write(fd, path, 100) == 100;
		close(fd);
	}
	while (i--) {
		snprintf(path, sizeof(path), "%s/new%u", mnt, i);
		ok &= !unlink(path);
	}
	return ok;
}

static bool use_image(const struct unit *u)
{
	static const char mnt[] = "/tmp/mnt";
	bool write = !strcmp(u->use, "write"), ok = false;
	char image[PATH_MAX], type[64], *options;
	int file, fd;
	uint64_t sum;

	mkdir(mnt, 0755);
	snprintf(type, sizeof(type), "%s", u->argument);
	options = type + strcspn(type, ",");
	if (*options)
		*options++ = 0;
	snprintf(image, sizeof(image), "/fleet/%s.img", u->name);
	fd = attach_image(0, image, &file);
	if (mount("/dev/loop0", mnt, type, MS_RDONLY, options)) {
		problem("%s cannot be mounted: %m", u->name);
	} else {
		/* What can be written may have been empty. */
		ok = sum_tree(mnt, &sum) >= !write;
		if (!ok)
			problem("%s has no files, or they cannot be read: %m", u->name);
		ok &= unmount(u->name, mnt);
	}
	if (ok && write) {
		ok = !mount("/dev/loop0", mnt, type, 0, options);
		if (ok) {
			ok = churn_files(mnt);
			if (!ok)
				problem("%s: files cannot be created and deleted: %m", u->name);
			ok &= unmount(u->name, mnt);
		} else {
			problem("%s cannot be mounted to be written: %m", u->name);
		}
	}
	ioctl(fd, LOOP_CLR_FD, 0);
	close(fd);
	close(file);
	return ok;
}

static bool use_socket(const struct unit *u)
{
	int family, type, protocol, fd;

	if (sscanf(u->argument, "%d,%d,%d", &family, &type, &protocol) != 3)
		fatal("%s: '%s' is no socket", u->name, u->argument);
	fd = socket(family, type | SOCK_CLOEXEC, protocol);
	if (fd < 0)
		problem("%s: no socket: %m", u->name);
	else
		close(fd);
	return fd >= 0;
}

static void use(struct unit *u)
{
	struct module *m = u->chain[u->links - 1];
	char *before, *more, *both;

	if (!strcmp(u->use, "load"))
		return;
	before = names_not_in(NULL);
	u->used += *u->use == 's' ? use_socket(u) : use_image(u);
	/* A cache that is made when it is needed first goes with the module. */
	more = names_not_in(before);
	if (asprintf(&both, "%s%s", m->brought ? m->brought : "\n", more) < 0)
		fatal("out of memory");
	free(m->brought);
	m->brought = both;
	free(before);
	free(more);
}

/* Each unit once, in an order drawn; up to @beside others stay loaded meanwhile. */
static void one_round(uint64_t *rnd, unsigned int beside)
{
	struct unit *there[BESIDE + 1], *order[UNITS];
	unsigned int i, k, n = 0;

	for (i = 0; i < nunits; i++) {
		k = next(rnd) % (i + 1);
		order[i] = order[k];
		order[k] = units + i;
	}
	for (i = 0; i < nunits || n; i++) {
		struct unit *u = i < nunits ? order[i] : NULL;
		unsigned long before = problems;

		if (u && u->links) {
			if (load_unit(u)) {
				use(u);
				u->rounds++;
			}
			there[n++] = u;
			u->bad += problems - before;
		}
		if (n > beside || (!u && n)) {
			k = next(rnd) % n;
			u = there[k];
			there[k] = there[--n];
			before = problems;
			unload_unit(u);
			u->bad += problems - before;
		}
	}
}

unsigned int fleet_plan(void)
{
	read_table();
	return nunits + 1;
}

void fleet(void)
{
	uint64_t rnd = generator(seed, "fleet");
	struct snapshot a, b;
	unsigned int i;
	bool ok;

	/* What is used once stays, as the loop device's queue does. */
	one_round(&rnd, 0);
	one_round(&rnd, BESIDE);
	a = snapshot();
	for (i = 2; i < want_rounds; i++) {
		say("# %u of %lu rounds", i, want_rounds);
		one_round(&rnd, i % 2 ? BESIDE : 0);
	}
	b = snapshot();
	for (i = 0; i < nunits; i++)
		result(!units[i].bad && units[i].rounds >= want_rounds, "fleet: %s: %u rounds, %s %u times",
		       units[i].name, units[i].rounds, units[i].use, units[i].used);
	ok = same_names(&a, &b) && !b.dangling && b.slabs < a.slabs + 2048 && b.used < a.used + 1024;
	say("# slab memory: %ld kB at first, %ld kB at last, in use %ld and %ld kB", a.slabs, b.slabs, a.used, b.used);
	if (!ok)
		print_growth(&a, &b);
	result(ok, "fleet: names and memory are as they were");
	forget(&a);
	forget(&b);
}
