// SPDX-License-Identifier: GPL-2.0
/* Action "misuse": modules that do wrong. It leaves something behind, so it comes last. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "../lib/ktap.h"
#include "../lib/wait.h"
#include "stress.h"

/* Load and unload once more: name and storage are free. */
static void once_more(struct owner *o)
{
	if (load(o, "seed=%lu", seed))
		problem("%s does not load again", o->name);
	else
		check_there(o);
	unload(o);
	check_gone(o, true);
	nap(500);
}

/* A static cache that its module forgot is detached, with a warning. */
static void forgets(struct owner *o)
{
	unsigned long before = problems;

	say("# splat expected: module %s (goes|is unloaded) without destroying its cache %s$", o->name, o->cache);
	if (load(o, "exit_mode=forget seed=%lu", seed))
		problem("%s does not load", o->name);
	unload(o);
	check_gone(o, true);
	once_more(o);
	say("# splat end");
	result(problems == before, "%s: unloaded without destroying its cache", o->name);
}

/*
 * Leaked objects: the report has the name, the module is unloaded although a file
 * of the cache is open, the name is free, and the file says no more.
 */
static void leaks(struct owner *o)
{
	char path[PATH_MAX], buf[32];
	unsigned long before = problems;
	unsigned int i;
	int fd;

	snprintf(path, sizeof(path), SLAB "/%s/object_size", o->cache);

	for (i = 0; i < 3; i++) {
		say("# splat expected: %s: Slab cache still has objects|BUG %s .*Objects remaining",
		    o->cache, o->cache);
		if (load(o, "exit_mode=leak seed=%lu workers=0", seed))
			problem("%s does not load", o->name);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0 || read(fd, buf, sizeof(buf)) <= 0)
			problem("%s cannot be read", path);
		unload(o);
		check_gone(o, true);
		if (pread(fd, buf, sizeof(buf), 0) >= 0 && !control)
			problem("%s can be read after the cache is destroyed", path);
		once_more(o);
		close(fd);
		say("# splat end");
	}
	result(control || problems == before, "%s: unloaded with objects leaked and a file open", o->name);
}

static bool has_statics(void)
{
	unsigned int i;

	for (i = 0; i < nowners; i++)
		if (owners[i].is_static)
			return true;
	return false;
}

unsigned int misuse_plan(void)
{
	return 1 + 3 * has_statics();
}

void misuse(void)
{
	leaks(owner_named("stress13"));
	if (has_statics()) {
		forgets(owner_named("stress03"));
		forgets(owner_named("stress14"));
		leaks(owner_named("stress14"));
	}
}
