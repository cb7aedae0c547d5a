// SPDX-License-Identifier: GPL-2.0
/*
 * Action "names": caches that have one name, as drivers with two devices have them,
 * and a class whose id is taken as fast as it is released.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "stress.h"

/* === The client =========================================================== */

__attribute__((format(printf, 2, 3)))
static void client(int want, const char *fmt, ...)
{
	char cmd[128];
	va_list ap;
	int err;

	va_start(ap, fmt);
	vsnprintf(cmd, sizeof(cmd), fmt, ap);
	va_end(ap);
	module_calls++;
	err = write_file("/sys/module/stress_client/parameters/cmd", "%s", cmd);
	if (err != want)
		problem("\"%s\": %s", cmd, strerror(-err));
}

/* A name is in sysfs and an attribute of it can be read, or it is not there at all. */
static void expect_name(const char *name, bool there)
{
	char path[PATH_MAX], buf[64];

	snprintf(path, sizeof(path), SLAB "/%s/objs_per_slab", name);
	if (there && read_file(path, buf, sizeof(buf)) <= 0)
		problem("%s cannot be read: %m", path);
	if (!there && in_sysfs(name))
		problem("%s/%s is there and no cache of that name", SLAB, name);
}

/*
 * A line of /proc/slabinfo as collectors read it: 16 fields, the first of them
 * unique. Returns how often @name came.
 */
static unsigned int collect(const char *name)
{
	char *table = read_slabinfo(), *line, *save = NULL, *seen[1024];
	unsigned int n = 0, i, times = 0;

	for (line = strtok_r(table, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		unsigned int fields = 0;

		if (!strncmp(line, "slabinfo", 8) || *line == '#' || n == 1024)
			continue;
		for (i = 0; line[i]; i++)
			fields += line[i] != ' ' && (!i || line[i - 1] == ' ');
		line[strcspn(line, " ")] = 0;
		if (fields != 16)
			problem("%s has %u fields in /proc/slabinfo", line, fields);
		times += !strcmp(line, name);
		seen[n++] = line;
	}
	for (i = 0; i < n; i++)
		for (unsigned int k = 0; k < i; k++)
			if (!strcmp(seen[i], seen[k]) && strcmp(seen[i], name))
				problem("%s is twice in /proc/slabinfo", seen[i]);
	free(table);
	return times;
}

/* === Cases ================================================================= */

/* The names that a hidden storage is shown under: never one that another shows, if it can. */
static void shown_once(void)
{
	client(0, "create 0 names-x 1848");
	client(0, "create 1 names-dup 1848");
	client(0, "create 2 names-y 1848");
	client(0, "create 3 names-dup 2488");
	if (collect("names-dup") > 1)
		problem("names-dup is twice in /proc/slabinfo");
	client(0, "destroy 0");
	if (collect("names-dup") != 1 || collect("names-y") != 1)
		problem("hidden storage is shown as names-dup, and not as names-y");
	client(0, "destroy 2");
	client(0, "destroy 1");
	client(0, "destroy 3");
	expect_name("names-dup", false);
}

/* Two of one name: the survivor can be found by it, whichever it is. */
static void handed_on(const char *size, const char *flag)
{
	unsigned int i;

	for (i = 0; i < 2; i++) {
		client(0, "create 0 names-two %s %s", size, flag);
		client(0, "create 1 names-two %s %s", size, flag);
		expect_name("names-two", true);
		client(0, "destroy %u", i);
		expect_name("names-two", true);
		client(0, "create 2 names-two %s %s", size, flag);
		client(0, "destroy %u", !i);
		expect_name("names-two", true);
		client(0, "destroy 2");
		expect_name("names-two", false);
		if (collect("names-two"))
			problem("names-two is in /proc/slabinfo, and no cache of that name");
	}
}

static void handed_on_shared(void)
{
	handed_on("2776", "");
}

static void handed_on_nomerge(void)
{
	handed_on("2776", "nomerge");
}

static void handed_on_usercopy(void)
{
	handed_on("2776", "usercopy");
}

/* Life times of one name inside each other. */
static void nested(void)
{
	unsigned int i;

	for (i = 0; i < 200; i++) {
		client(0, "create 0 names-nest 904");
		client(0, "create 1 names-nest 904");
		client(0, "destroy 1");
		client(0, "destroy 0");
	}
	expect_name("names-nest", false);
}

/* A static cache is set up once: the second time is refused, the first is unharmed. */
static void static_twice(void)
{
	client(0, "setup 0 names-static 904");
	client(-EBUSY, "setup 1 names-static 904");
	expect_name("names-static", true);
	client(0, "destroy 0");
	expect_name("names-static", false);
}

/* A file of the class is open while its id is released and taken again. */
static void fast(void)
{
	char path[PATH_MAX], storage[NAME_MAX + 1];
	unsigned int i;
	int fd;

	for (i = 0; i < 10; i++) {
		client(0, "create 0 names-fast 2904");
		storage_of("names-fast", storage, NULL);
		if (*storage != ':')
			problem("names-fast leads to \"%s\"", storage);
		snprintf(path, sizeof(path), SLAB "/%s/objects", storage);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			problem("%s: %m", path);
		client(0, "destroy 0");
		client(0, "churn 0 names-fast 2904 %lu", want_rounds / 10);
		close(fd);
	}
	expect_name("names-fast", false);
}

#define TAKEN(name) "kmem_cache of name '" name "' already exists"

static const struct {
	const char *what;
	void (*run)(void);
	const char *splat;	/* what the kernel has to report; NULL: nothing */
	bool only_static;
} tests[] = {
	{ "no name twice in /proc/slabinfo while another could be shown", shown_once,
	  NULL, false },
	{ "two of one name, and a third: shared", handed_on_shared, TAKEN("names-two"), false },
	{ "two of one name, and a third: not shared", handed_on_nomerge, TAKEN("names-two"), false },
	{ "two of one name, and a third: usercopy", handed_on_usercopy, TAKEN("names-two"), false },
	{ "200 times a name in the life time of its twin", nested, TAKEN("names-nest"), false },
	{ "a static cache is set up twice", static_twice, "cache names-static is set up already", true },
	{ "an id is released and taken again and again while a file of it is open", fast, NULL, false },
};

#define NTESTS (sizeof(tests) / sizeof(*tests))

unsigned int names_plan(void)
{
	return NTESTS;
}

void names(void)
{
	unsigned int i;

	if (load_path("/stress/stress_client.ko", ""))
		fatal("stress_client.ko does not load");
	for (i = 0; i < NTESTS; i++) {
		unsigned long before = problems;

		if (tests[i].only_static && !owner_named("stress03")->is_static) {
			result(true, "%s # SKIP there are no static caches", tests[i].what);
			continue;
		}
		if (tests[i].splat)
			say("# splat expected: %s", tests[i].splat);
		tests[i].run();
		if (tests[i].splat)
			say("# splat end");
		result(control || problems == before, "%s", tests[i].what);
	}
	unload_name("stress_client");
}
