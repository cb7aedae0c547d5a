// SPDX-License-Identifier: GPL-2.0
/* Action "disorder": everything at once, and what is left afterwards. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../lib/ktap.h"
#include "../lib/wait.h"
#include "stress.h"

_Atomic unsigned long rounds;
_Atomic bool stopping;

static _Atomic unsigned long refused;

/* Two of one name are a case of their own: the kernel warns of them. */
static pthread_mutex_t same_name_lock = PTHREAD_MUTEX_INITIALIZER;
static bool same_name_too;
/* In the second half, so that the first can be judged by stricter rules. */
static _Atomic bool faults_on;

/* === Rounds ================================================================ */

static void run_on(unsigned int first, unsigned int n)
{
	cpu_set_t set;

	/* A CPU that is offline is refused: then this thread stays where it is. */
	CPU_ZERO(&set);
	while (n--)
		CPU_SET(first + n, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

/* Load @o, some times with faults. */
static void load_round(struct owner *o, uint64_t r)
{
	bool faulty = (r >> 16 & 7) == 0 && faults_on;
	int err;

	if (faulty && r & 1 << 19)
		fail_nth(1 + (r >> 24) % 400);
	else if (faulty)
		fail_at_random(true);
	err = load(o, "seed=%lu workers=%u pause=%lu", (unsigned long)(r >> 32),
		   1 + (unsigned int)(r >> 20 & 1), pause_ms);
	if (faulty) {
		fail_nth(0);
		fail_at_random(false);
	}
	if (!err) {
		if (faulty)
			bore_fault = true;
		check_there(o);
		return;
	}
	atomic_fetch_add(&refused, 1);
	if (!faulty)
		problem("%s does not load: %s", o->name, strerror(-err));
	check_gone(o, false);
	if (o->shares_name && !same_name_too)
		pthread_mutex_unlock(&same_name_lock);
}

/* Unload @o if it is loaded, else load it. */
static void one_round(uint64_t *rnd, struct owner *o)
{
	uint64_t r = next(rnd);

	if (pthread_mutex_trylock(&o->lock))
		return;
	run_on(r % ncpus, 1);
	if (o->loaded) {
		if (!unload(o)) {
			check_gone(o, r >> 8 & 1);
			atomic_fetch_add(&rounds, 1);
		}
		if (o->shares_name && !same_name_too)
			pthread_mutex_unlock(&same_name_lock);
	} else if (o->shares_name && !same_name_too &&
		   pthread_mutex_trylock(&same_name_lock)) {
		/* The other is loaded. */
	} else {
		load_round(o, r);
	}
	run_on(0, ncpus);
	pthread_mutex_unlock(&o->lock);
}

void *loader(void *name)
{
	uint64_t rnd = generator(seed, name);

	/* Opens their files, before that can fail. */
	fail_nth(0);
	fail_at_random(false);
	while (!stopping)
		one_round(&rnd, owners + next(&rnd) % nowners);
	return NULL;
}

void unload_all(void)
{
	unsigned int i;

	for (i = 0; i < nowners; i++)
		if (owners[i].loaded && !unload(owners + i))
			atomic_fetch_add(&rounds, 1);
	pthread_mutex_trylock(&same_name_lock);
	pthread_mutex_unlock(&same_name_lock);
}

/* What ran beside the loaders, and never did what it is there for, shows nothing. */
static void took_part(const char *what, unsigned long times)
{
	if (!times)
		problem("%s: not once while modules came and went", what);
}

static void all_took_part(void)
{
	took_part("a load refused for a fault", refused);
	took_part("a file of sysfs or /proc/slabinfo read", reads);
	took_part("a cache shrunk", shrunk);
	took_part("slabinfo run", tools);
	if (ncpus > 1)
		took_part("a CPU taken away", cpus_off);
	if (nblocks) {
		took_part("memory given to node 1", memory_on);
		took_part("memory of node 1 taken away", memory_off);
	}
}

static void all_at_once(void)
{
	static const struct { void *(*run)(void *); char *name; } jobs[] = {
		{ sysfs_reader, "sysfs" }, { table_reader, "tables" },
		{ disturber, "disturber" }, { file_system_loader, "file systems" },
	};
	enum { N = sizeof(jobs) / sizeof(*jobs), MAX = 16 };
	unsigned long before = problems;
	time_t from = time(NULL);
	static char names[MAX][16];
	pthread_t t[N + MAX];
	unsigned int i, last = 0, threads = 0;

	load_us = loads = unload_us = unloads = 0;
	random_faults(1);
	expect_faults(true);
	for (i = 0; i < loaders && i < MAX; i++) {
		snprintf(names[i], sizeof(names[i]), "loader %u", i);
		if (pthread_create(t + threads++, NULL, loader, names[i]))
			fatal("no thread for %s", names[i]);
	}
	for (i = 0; i < N; i++)
		if (pthread_create(t + threads++, NULL, jobs[i].run, jobs[i].name))
			fatal("no thread for %s", jobs[i].name);
	while (rounds < want_rounds || count(OPS) < (long)want_ops) {
		nap(500);
		if (rounds >= want_rounds / 2)
			faults_on = true;
		if (time(NULL) - from >= last + 30) {
			last = time(NULL) - from;
			say("# %u s: %lu rounds, %ld operations", last, rounds, count(OPS));
		}
	}
	stopping = true;
	for (i = 0; i < threads; i++)
		pthread_join(t[i], NULL);
	unload_all();
	faults_on = bore_fault = stopping = false;
	expect_faults(false);
	all_took_part();
	say("# stress: %lu s; %lu rounds, %lu loads refused and %lu left without a link for a fault, %lu rounds of file systems",
	    (unsigned long)(time(NULL) - from), rounds, refused, unlinked, fs_rounds);
	say("# stress: %lu times a CPU was taken, %lu times the memory of node 1 was given and %lu times taken; %lu shrinks, %lu files read, %lu traces, %lu runs of slabinfo",
	    cpus_off, memory_on, memory_off, shrunk, reads, traces, tools);
	say("# stress: a load took %lu ms, an unload %lu ms", load_us / 1000 / (loads + 1),
	    unload_us / 1000 / (unloads + 1));
	result(problems == before, "%lu rounds of loading and unloading in disorder", rounds);
}

/* === One thing at a time =================================================== */

/* Two modules whose caches have one name, each loaded while the other may be. */
static void same_name(void)
{
	uint64_t rnd = generator(seed, "same");
	unsigned long before = problems, n = 0;
	unsigned int i;

	say("# splat expected: kmem_cache of name 'stress-same' already exists");
	same_name_too = true;
	while (n < 40) {
		for (i = 0; i < nowners; i++) {
			if (!owners[i].shares_name || next(&rnd) % 2)
				continue;
			one_round(&rnd, owners + i);
			n++;
		}
	}
	unload_all();
	same_name_too = false;
	say("# splat end");
	if (in_sysfs("stress-same")) {
		atomic_fetch_add(&stale_names, 1);
		if (!control)
			problem("both caches of one name are destroyed, the name is still there");
	}
	result(control || problems == before, "%lu steps of two caches of one name", n);
}

/* Every object is on its way through kfree_rcu() when the cache is destroyed. */
static void in_flight(void)
{
	unsigned long before = problems;
	unsigned int i, n = 0;

	for (i = 0; i < 3 * nowners; i++) {
		struct owner *o = owners + i % nowners;

		if (load(o, "exit_mode=in-flight seed=%lu workers=0", seed + i))
			problem("%s does not load", o->name);
		unload(o);
		check_gone(o, true);
		n++;
	}
	result(problems == before, "%u modules unloaded with kfree_rcu() in flight", n);
}

/* A file of the cache is open while it is destroyed, and is read afterwards. */
static void open_file(struct owner *o)
{
	char path[PATH_MAX], buf[256];
	unsigned long before = problems;
	ssize_t n;
	int fd, err;

	err = load(o, "seed=%lu", seed);
	snprintf(path, sizeof(path), SLAB "/%s/objects", o->cache);
	fd = open(path, O_RDONLY);
	if (err || fd < 0 || read(fd, buf, sizeof(buf)) <= 0)
		problem("%s cannot be read", path);
	unload(o);
	check_gone(o, true);
	n = pread(fd, buf, sizeof(buf), 0);
	if (n >= 0 && !control)
		problem("%s can be read after the cache is destroyed", path);
	/* The same name again, with the old file still open. */
	if (load(o, "seed=%lu", seed))
		problem("%s does not load again", o->name);
	else
		check_there(o);
	unload(o);
	close(fd);
	check_gone(o, true);
	result(control || problems == before, "%s: unloaded while a file of its cache is open",
	       o->name);
}

/* === What is left ========================================================== */

/* The structs of storages and aliases. With slab_debug there are no sheaves, and counts are exact. */
#define STRUCTS	"kmem_cache"

static void judge(const struct snapshot *a, const struct snapshot *b)
{
	long structs, c[COUNTS];
	bool ok = true;

	dangling_links += b->dangling;
	if (control)
		stale_names += new_names(a, b);
	else
		ok = same_names(a, b) && !b->dangling;
	if (run_slabinfo("-v") | run_slabinfo("-a") | run_slabinfo("-T")) {
		say("# found: slabinfo -a, -T or -v fails");
		ok = false;
	}
	result(ok || control, "no name and no link is left, slabinfo does not complain");

	/*
	 * What each round loses shows in the counts of structs. As a whole, 1 MiB
	 * of objects is allowed for what is not ours: inodes, sheaves of those that
	 * ran beside; and half as many slabs again for those that are left partly
	 * full.
	 */
	structs = active(STRUCTS) - active_in(a->table, STRUCTS);
	print_growth(a, b);
	result(b->used - a->used < 1024 && b->slabs < a->slabs * 3 / 2 &&
	       !structs,
	       "slab memory is back: objects of %ld kB before, %ld kB after, at most 1024 kB more, in slabs of %ld kB and %ld kB, at most half as much more; %ld more storages and aliases",
	       a->used, b->used, a->slabs, b->slabs, structs);
	counts(c);
	say("# %lu rounds, %ld operations, %ld handles created, %u storages seen, slab memory %ld kB before and %ld kB after",
	    rounds, c[OPS], c[HANDLES], storages_seen(), a->slabs, b->slabs);
}

unsigned int disorder_plan(void)
{
	return 7;
}

void disorder(void)
{
	struct snapshot a, b;
	unsigned int i;

	/* With the memory of node 1 each storage gets an array for it that it keeps. */
	all_memory("online_movable");
	take_memory(true);
	a = snapshot();

	all_at_once();
	same_name();
	in_flight();
	open_file(owner_named("stress19"));
	open_file(owner_named("stress20"));

	take_memory(true);
	/* DEBUG_KOBJECT_RELEASE keeps them for some seconds. */
	for (i = 0; i < 20 && active(STRUCTS) != active_in(a.table, STRUCTS); i++)
		nap(1000);
	b = snapshot();
	judge(&a, &b);
	forget(&a);
	forget(&b);
}
