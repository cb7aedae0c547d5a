// SPDX-License-Identifier: GPL-2.0
/* Suite "misuse": modules that do wrong. It leaves something behind, so it comes last. */
#include <stdio.h>

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

/* Leaked objects: the report has the name, the module is unloaded, the name is free. */
static void leaks(struct owner *o)
{
	unsigned long before = problems;
	unsigned int i;

	for (i = 0; i < 3; i++) {
		say("# splat expected: %s: Slab cache still has objects|BUG %s .*Objects remaining",
		    o->cache, o->cache);
		if (load(o, "exit_mode=leak seed=%lu workers=0", seed))
			problem("%s does not load", o->name);
		unload(o);
		check_gone(o, true);
		once_more(o);
		say("# splat end");
	}
	result(control || problems == before, "%s: unloaded with objects leaked", o->name);
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
	return 1 + 2 * has_statics();
}

void misuse(void)
{
	leaks(owner_named("stress13"));
	if (has_statics()) {
		forgets(owner_named("stress03"));
		forgets(owner_named("stress14"));
	}
}
