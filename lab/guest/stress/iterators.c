// SPDX-License-Identifier: GPL-2.0
/*
 * Action "iterators": the BPF iterators over slab caches beside caches that are
 * created and destroyed. Built where the kernel has BTF.
 */
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../lib/ktap.h"
#include "../lib/wait.h"
#include "slab_iterators.skel.h"
#include "stress.h"

static _Atomic unsigned long passes, entries, walks, lookups, judged, twice;

/* Loads that began and that ended: a pass beside a load may see a storage twice. */
static _Atomic unsigned long loads_begun, loads_ended;

static int print_libbpf(enum libbpf_print_level level, const char *fmt, va_list ap)
{
	char line[512];

	if (level > LIBBPF_WARN)
		return 0;
	vsnprintf(line, sizeof(line), fmt, ap);
	say("# libbpf: %.*s", (int)strcspn(line, "\n"), line);
	return 0;
}

static struct slab_iterators *load_programs(void)
{
	struct slab_iterators *skel = slab_iterators__open_and_load();

	if (!skel || slab_iterators__attach(skel))
		fatal("the BPF programs do not load: %m");
	return skel;
}

static int compare(const void *a, const void *b)
{
	unsigned long x = *(const unsigned long *)a, y = *(const unsigned long *)b;

	return x < y ? -1 : x > y;
}

/*
 * Read the iterator to its end, @size bytes at a time: each read starts again at
 * a position that it has to find. Returns how many storages it showed, -1 on error.
 */
static int one_pass(struct slab_iterators *skel, size_t size, unsigned int *doubles)
{
	static __thread char text[1 << 17];
	static __thread unsigned long seen[4096];
	int fd = bpf_iter_create(bpf_link__fd(skel->links.show_storages)), n = 0, i;
	size_t len = 0;
	ssize_t got = 1;
	char *line, *save;

	if (fd < 0)
		return -1;
	while (len + size < sizeof(text) && (got = read(fd, text + len, size)) > 0)
		len += got;
	close(fd);
	if (got)
		return -1;
	text[len] = 0;
	for (line = strtok_r(text, "\n", &save); line && n < 4096;
	     line = strtok_r(NULL, "\n", &save)) {
		char name[64] = "";

		if (sscanf(line, "%lx %63s", seen + n++, name) != 2 || !*name)
			problem("the iterator shows \"%s\"", line);
	}
	qsort(seen, n, sizeof(*seen), compare);
	*doubles = 0;
	for (i = 1; i < n; i++)
		*doubles += seen[i] == seen[i - 1];
	return n;
}

static void *reader(void *name)
{
	struct slab_iterators *skel = load_programs();
	uint64_t rnd = generator(seed, name);

	while (!stopping) {
		unsigned long ended = loads_ended;
		bool alone = ended == loads_begun;
		unsigned int doubles;
		int n = one_pass(skel, 32 << next(&rnd) % 8, &doubles);

		if (n <= 0)
			problem("the iterator cannot be read: %m");
		passes++;
		entries += n;
		/* Nothing was created meanwhile, so each storage has to be shown once. */
		if (alone && loads_begun == ended) {
			judged++;
			twice += doubles;
			if (doubles)
				problem("the iterator shows %u storages twice", doubles);
		}
	}
	slab_iterators__destroy(skel);
	return NULL;
}

static void *walker(void *unused)
{
	struct slab_iterators *skel = load_programs();

	(void)unused;
	while (!stopping) {
		LIBBPF_OPTS(bpf_test_run_opts, opts);

		if (bpf_prog_test_run_opts(bpf_program__fd(skel->progs.walk_storages), &opts) ||
		    opts.retval || skel->bss->open_coded_seen < 10)
			problem("the open-coded iterator saw %d storages: %m",
				skel->bss->open_coded_seen);
		walks++;
		opts = (struct bpf_test_run_opts){ .sz = sizeof(opts) };
		if (bpf_prog_test_run_opts(bpf_program__fd(skel->progs.look_up_task), &opts) ||
		    opts.retval || strcmp(skel->bss->task_cache, "task_struct"))
			problem("bpf_get_kmem_cache() of a task gives \"%s\"",
				skel->bss->task_cache);
		lookups++;
	}
	slab_iterators__destroy(skel);
	return NULL;
}

/* All modules are loaded; then, for a while, caches are only destroyed. */
static void *churner(void *name)
{
	uint64_t rnd = generator(seed, name);

	while (!stopping) {
		unsigned int i, from = next(&rnd) % nowners;

		loads_begun++;
		for (i = 0; i < nowners && !stopping; i++) {
			struct owner *o = owners + i;

			if (o->loaded || (o->shares_name && !strcmp(o->name, "stress18")))
				continue;
			if (load(o, "seed=%lu workers=1 pause=%lu", (unsigned long)next(&rnd),
				 pause_ms))
				problem("%s does not load", o->name);
			check_there(o);
		}
		loads_ended++;
		for (i = 0; i < nowners; i++) {
			struct owner *o = owners + (from + i) % nowners;

			if (o->loaded && !unload(o)) {
				check_gone(o, next(&rnd) % 2);
				rounds++;
			}
		}
	}
	return NULL;
}

/* === Action ================================================================ */

/* The kernel's selftest, whose sources are those of the kernel tree. */
static void run_selftest(const char *when)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		execl("/bin/kmem_cache_iter", "kmem_cache_iter", NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		status = -1;
	result(!status, "selftest kmem_cache_iter, %s", when);
}

static void beside_each_other(void)
{
	static const struct { void *(*run)(void *); char *name; } jobs[] = {
		{ reader, "reader 0" }, { reader, "reader 1" }, { walker, "walker" },
		{ churner, "churner" }, { table_reader, "tables" },
	};
	enum { N = sizeof(jobs) / sizeof(*jobs) };
	unsigned long before = problems, from = rounds;
	pthread_t t[N];
	unsigned int i;

	for (i = 0; i < N; i++)
		if (pthread_create(t + i, NULL, jobs[i].run, jobs[i].name))
			fatal("no thread for %s", jobs[i].name);
	while (rounds - from < want_rounds) {
		nap(500);
		if (++i % 60 == 0)
			say("# %lu rounds, %lu passes", rounds - from, passes);
	}
	stopping = true;
	for (i = 0; i < N; i++)
		pthread_join(t[i], NULL);
	stopping = false;
	unload_all();
	if (!judged || !walks || !lookups)
		problem("an iterator, or a lookup, was never judged");
	result(problems == before,
	       "%lu rounds beside %lu passes of the iterator (%lu entries; in %lu passes caches were only destroyed, and %lu entries came twice), %lu of the open-coded one, %lu lookups",
	       rounds - from, passes, entries, judged, twice, walks, lookups);
}

static struct slab_iterators *slow;
static unsigned int slow_doubles;

static void *slow_pass(void *unused)
{
	(void)unused;
	one_pass(slow, 4096, &slow_doubles);
	return NULL;
}

static _Atomic uint64_t destroyed_ns;

static void *unload_slow(void *o)
{
	uint64_t from = now_ns();

	unload(o);
	destroyed_ns = now_ns() - from;
	return NULL;
}

/*
 * A program stays at a cache while that is destroyed: others must see each
 * storage once, and destroy must not wait for the program.
 */
static void dying(struct owner *o)
{
	unsigned long before = problems;
	struct slab_iterators *skel = load_programs();
	unsigned int doubles = 0;
	pthread_t t[2];
	int n, size;

	destroyed_ns = 0;
	slow = load_programs();
	snprintf(slow->bss->slow_name, sizeof(slow->bss->slow_name), "%s", o->cache);
	slow->bss->slow_ns = 4000000000ULL;
	if (load(o, "seed=%lu workers=0", seed))
		problem("%s does not load", o->name);
	if (pthread_create(t, NULL, slow_pass, NULL))
		fatal("no thread for a slow program");
	for (n = 0; n < 5000 && !*(volatile int *)&slow->bss->at_slow; n++)
		nap(1);
	if (n == 5000)
		problem("the iterator does not show %s", o->cache);
	if (pthread_create(t + 1, NULL, unload_slow, o))
		fatal("no thread for unloading");
	nap(300);
	for (size = 32; size <= 4096; size *= 2) {
		unsigned int d;

		n = one_pass(skel, size, &d);
		if (n <= 0)
			problem("the iterator cannot be read: %m");
		doubles += d;
	}
	pthread_join(t[1], NULL);
	pthread_join(t[0], NULL);
	check_gone(o, true);
	slab_iterators__destroy(slow);
	slab_iterators__destroy(skel);
	result(problems == before && !doubles,
	       "%s is destroyed while a program stays there: %u entries twice in 8 passes",
	       o->name, doubles);
	result(destroyed_ns < 1000000000ULL,
	       "%s is destroyed in %lu ms while a program stays there for 4 seconds, at most 1000 ms",
	       o->name, (unsigned long)(destroyed_ns / 1000000));
}

unsigned int iterators_plan(void)
{
	return 7;
}

void iterators(void)
{
	libbpf_set_print(print_libbpf);
	run_selftest("before");
	beside_each_other();
	dying(owner_named("stress19"));
	dying(owner_named("stress20"));
	run_selftest("after");
}
