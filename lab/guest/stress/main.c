// SPDX-License-Identifier: GPL-2.0
/*
 * Loads and unloads modules that own slab caches, in the booted kernel, and
 * judges what is left. Options come from the kernel command line:
 *	only=ACTION,...	of the table below
 *	seed=N		of all choices
 *	rounds= ops=	how much disorder: at least so many rounds and operations
 *	loaders=N	threads that load and unload
 *	pause=MS	of the modules' threads
 *	every=N		faults: each N-th module only
 *	bound=SECONDS	of the whole run
 *	sum=N		checksum of the files on the images
 *	control=1	count today's faults, do not fail for them
 *
 * Threads choose with a generator of their own that starts from the seed, so
 * what each does is the same from run to run; how they interleave is not.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../lib/cgroup.h"
#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "../lib/options.h"
#include "../lib/wait.h"
#include "stress.h"

static const struct action {
	const char *name;
	unsigned int (*plan)(void);
	void (*run)(void);
} actions[] = {
	{ "faults", faults_plan, faults },
	{ "loading", loading_plan, loading },
	{ "fs", file_systems_plan, file_systems },
	{ "disorder", disorder_plan, disorder },
#ifdef WITH_BPF
	{ "iterators", iterators_plan, iterators },
#endif
	{ "names", names_plan, names },
	{ "misuse", misuse_plan, misuse },
	{ "fleet", fleet_plan, fleet },
	{ }
};

unsigned long seed, want_rounds, want_ops, want_sum, pause_ms, loaders;
bool control;
unsigned int ncpus;

static unsigned long bound;
static time_t started;
static char only[128];

/* Ends a guest that is stuck while it can still report where. */
static void *watchdog(void *unused)
{
	unsigned long last = 0, now;
	time_t since = time(NULL);

	(void)unused;
	for (;;) {
		nap(1000);
		now = module_calls + cases;
		if (now != last) {
			last = now;
			since = time(NULL);
		}
		if (time(NULL) - since < 180 && time(NULL) - started < (time_t)bound)
			continue;
		say("init: stress failed: %s", time(NULL) - since < 180 ?
		       "not done in time" : "nothing moved for 180 seconds");
		write_file("/proc/sys/kernel/printk", "8");
		write_file("/proc/sysrq-trigger", "l");
		nap(3000);
		write_file("/proc/sysrq-trigger", "w");
		nap(3000);
		write_file("/proc/sysrq-trigger", "o");
		nap(20000);
	}
	return NULL;
}

static void read_options(void)
{
	seed = option_number("seed", 1);
	want_rounds = option_number("rounds", 500);
	want_ops = option_number("ops", 200000);
	bound = option_number("bound", 600);
	pause_ms = option_number("pause", 100);
	loaders = option_number("loaders", 3);
	want_sum = option_number("sum", 0);
	control = option_number("control", 0);
	if (!option_text("only", only, sizeof(only)))
		fatal("only= is missing");
	ncpus = sysconf(_SC_NPROCESSORS_ONLN);
	started = time(NULL);
}

/* The fleet has the kernel's modules, and needs none of ours and no faults. */
static bool fleet_alone(void)
{
	return !strcmp(only, "fleet");
}

static void prepare(void)
{
	pthread_t dog;

	write_file("/proc/sys/kernel/hung_task_timeout_secs", "90");
	write_file("/proc/sys/kernel/watchdog_thresh", "60");
	write_file("/proc/sys/kernel/sysrq", "1");
	enter_cgroup("stress");
	if (!fleet_alone()) {
		if (load_path("/stress/stress_hub.ko", ""))
			fatal("stress_hub.ko does not load: %m");
		prepare_faults();
	}
	find_memory();
	if (pthread_create(&dog, NULL, watchdog, NULL))
		fatal("no watchdog");
	if (!fleet_alone())
		find_owners();
}

int main(int argc, char **argv)
{
	unsigned int i, statics = 0, results = 0;
	const struct action *s;
	int err = file_system_tool(argc, argv);

	if (err >= 0)
		return err;
	program = "stress";
	if (!freopen("/dev/kmsg", "w", stdout))
		return 1;
	read_options();
	prepare();
	for (i = 0; i < nowners; i++)
		statics += owners[i].is_static;

	for (s = actions; s->name; s++)
		if (in_list(only, s->name))
			results += s->plan();
	plan(results + !fleet_alone());
	say("# seed %lu, %lu rounds and %lu operations wanted; %s; %u modules, %u with a static cache; %u CPUs, node 1 has %u blocks of memory offline",
	    seed, want_rounds, want_ops, only, nowners, statics, ncpus, nblocks);
	for (s = actions; s->name; s++)
		if (in_list(only, s->name))
			s->run();

	/* Whatever ran: modules of ours look at what they allocated. */
	if (!fleet_alone())
		result(!count(ERRORS) && (control || !count(SIZES)),
		       "%ld operations, no object was harmed, no size is wrong", count(OPS));
	say("# control: %lu stale names, %lu dangling links, %lu dead names in slabinfo, %ld wrong sizes",
	    stale_names, dangling_links, dead_in_slabinfo, fleet_alone() ? 0 : count(SIZES));
	if (!fleet_alone())
		unload_name("stress_hub");
	return bad_cases != 0;
}
