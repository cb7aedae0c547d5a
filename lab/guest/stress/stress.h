/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of the stress share. */
#ifndef STRESS_H
#define STRESS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "../lib/slabinfo.h"

/* === Options, see main.c ================================================== */

extern unsigned long seed, want_rounds, want_ops, want_sum, pause_ms, loaders;
extern bool control;		/* the pinned kernel: count its known faults, do not fail */
extern unsigned int ncpus;

/* === Owners: modules with a cache each (owners.c) ========================= */

struct owner {
	char name[32];		/* of the module */
	char cache[32];		/* of its cache */
	bool is_static;
	bool loaded;
	bool shares_name;
	int image;		/* file descriptor of the .ko */
	pthread_mutex_t lock;	/* held while it is loaded or unloaded */
};

extern struct owner owners[64];
extern unsigned int nowners;

void find_owners(void);
struct owner *owner_named(const char *name);
__attribute__((format(printf, 2, 3)))
int load(struct owner *o, const char *fmt, ...);
int unload(struct owner *o);
void unload_all(void);

/* How long loads and unloads took in all, in microseconds, and how many. */
extern _Atomic unsigned long load_us, loads, unload_us, unloads;

/* What stress_hub counts. */
enum { OPS, HANDLES, FAILED, ERRORS, SIZES, FAIL_LEFT, COUNTS };
void counts(long c[COUNTS]);
long count(int which);

/* === Observation (observe.c) ============================================== */

/* What today's scheme is known to leave: on the control no problem. */
extern _Atomic unsigned long stale_names, dangling_links, dead_in_slabinfo;

/* A set-up went on after a fault: its storage may have no directory, and no link leads there. */
extern _Atomic bool bore_fault;
extern _Atomic unsigned long unlinked;

/* No name of an unloaded @o is left that another module does not have. */
bool check_gone(struct owner *o, bool slabinfo);
/* The name of a loaded @o is there, and leads to a storage. */
void check_there(struct owner *o);
unsigned int storages_seen(void);

struct snapshot {
	char *names, *table;	/* sysfs, /proc/slabinfo */
	unsigned int dangling;
	long slabs, used;	/* kB of slabs and of objects, without the detectors' */
};

/* Free what can be freed, and look at what is left. */
struct snapshot snapshot(void);
void forget(struct snapshot *s);
/* Print the names in sysfs that @b has and @a has not, or that are in one only. */
unsigned int new_names(const struct snapshot *a, const struct snapshot *b);
bool same_names(const struct snapshot *a, const struct snapshot *b);
void print_growth(const struct snapshot *a, const struct snapshot *b);

/* Run /bin/slabinfo; its exit status. */
int run_slabinfo(const char *option);

/* === Faults (faults.c) ==================================================== */

void prepare_faults(void);
void random_faults(unsigned int percent);
void fail_nth(unsigned int n);		/* of this thread; 0: none */
void fail_at_random(bool on);		/* in this thread */
void expect_faults(bool on);		/* the console may report them */

/* === Suites =============================================================== */

unsigned int faults_plan(void);
void faults(void);
unsigned int loading_plan(void);
void loading(void);

extern _Atomic unsigned long fs_rounds;
unsigned int file_systems_plan(void);
void file_systems(void);
void *file_system_loader(void *name);	/* a thread */
int file_system_tool(int argc, char **argv);	/* on the host; -1: nothing for it */

int attach_image(unsigned int nr, const char *image, int *file);
int sum_tree(const char *dir, uint64_t *sum);	/* how many files; -1 */
bool unmount(const char *type, const char *mnt);

unsigned int fleet_plan(void);
void fleet(void);

extern _Atomic unsigned long rounds;
extern _Atomic bool stopping;
unsigned int disorder_plan(void);
void disorder(void);
void *loader(void *name);		/* a thread */

void find_memory(void);			/* hotplug.c */
bool take_memory(bool movable);
void all_memory(const char *state);
void *disturber(void *name);		/* a thread */
extern _Atomic unsigned long cpus_off, memory_on, memory_off, shrunk;
extern unsigned int nblocks;

void *sysfs_reader(void *name);		/* readers.c: threads */
void *table_reader(void *name);
extern _Atomic unsigned long reads, traces, tools;

unsigned int names_plan(void);
void names(void);

unsigned int misuse_plan(void);
void misuse(void);

unsigned int iterators_plan(void);
void iterators(void);

#endif
