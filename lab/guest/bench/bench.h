/* SPDX-License-Identifier: GPL-2.0 */
/* What the figures of bench share. Each result is a line "bench: FIGURE WHAT TIMES : VALUE...". */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>

#include "../lib/ktap.h"

/* What the kernel's loops (slab_bench.c, built in and as a module) have to do. */
#define RUN	"/sys/module/slab_bench/parameters/run"
#define RUN_MOD	"/sys/module/slab_bench_mod/parameters/run"
#define MODULE	"/data/slab_bench_mod.ko"
#define MAX_REPS 31

#define CHECK(cond) do { if (!(cond)) fatal("%s: %m", #cond); } while (0)

extern unsigned int reps;	/* how often each is measured */
extern const char *self;	/* this program, for execve() */

/* Write a job to one of these files. */
void do_job(const char *path, const char *job);
void insmod(void);
void rmmod(void);

/* Work, to be measured or to fill caches. */
void prepare_deep(void);
void do_fork(unsigned int n);
void do_create(unsigned int n);
void do_pipe(unsigned int n);
void do_mount(unsigned int n);
void do_walk(unsigned int n);
void figure_work(bool native);

/* Slabs of all caches. */
unsigned long count_slabs(void);

void figure_memory(void);
void figure_scale(unsigned int most);

#endif
