// SPDX-License-Identifier: GPL-2.0
/*
 * What bench does in the booted kernel, as job=bench of init. From the kernel
 * command line:
 *	figures=memory,work,native,micro,scale	which, in that order
 *	reps=N		how often each is measured
 *	most=N		the largest number of caches for scale
 *	end=reboot	reboot in the end
 *
 * Under icount the clock counts instructions.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/reboot.h>
#include <termios.h>
#include <unistd.h>

#include "../lib/cgroup.h"
#include "../lib/files.h"
#include "../lib/modules.h"
#include "../lib/options.h"
#include "../lib/slabinfo.h"
#include "bench.h"

unsigned int reps;
const char *self;

void do_job(const char *path, const char *job)
{
	int err = write_file(path, "%s", job);

	if (err)
		fatal("%s into %s: %s", job, path, strerror(-err));
}

void insmod(void)
{
	CHECK(!load_path(MODULE, ""));
}

void rmmod(void)
{
	CHECK(!unload_name("slab_bench_mod"));
}

/* Who shares: bench.py checks that the caches of the loops do so with whom they are meant to. */
static void show_partner(const char *name, void *unused)
{
	char storage[NAME_MAX + 1];
	bool is_link;

	(void)unused;
	storage_of(name, storage, &is_link);
	if (is_link)
		printf("bench: link %s %s\n", name, storage);
}

static void figure_micro(void)
{
	char job[64];

	insmod();
	each_name(show_partner, NULL);
	CHECK(!enter_cgroup("bench"));
	snprintf(job, sizeof(job), "micro %u", reps);
	do_job(RUN, job);
	do_job(RUN_MOD, job);
	rmmod();
}

static void on_cpu(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	CHECK(!sched_setaffinity(0, sizeof(set), &set));
}

int main(int argc, char **argv)
{
	char figures[128] = "", text[32], *f, *rest;

	if (argc > 1)
		return 0;
	self = argv[0];
	program = "bench";
	setvbuf(stdout, NULL, _IOLBF, 0);
	CHECK(option_text("figures", figures, sizeof(figures)));
	reps = option_number("reps", 15);
	CHECK(reps > 0 && reps <= MAX_REPS);

	on_cpu(0);
	prepare_deep();
	for (f = strtok_r(figures, ",", &rest); f; f = strtok_r(NULL, ",", &rest)) {
		if (!strcmp(f, "memory"))
			figure_memory();
		else if (!strcmp(f, "work"))
			figure_work(false);
		else if (!strcmp(f, "native"))
			figure_work(true);
		else if (!strcmp(f, "micro"))
			figure_micro();
		else if (!strcmp(f, "scale"))
			figure_scale(option_number("most", 20000));
		else
			fatal("there is no figure %s", f);
	}
	printf("bench: done\n");
	/*
	 * Without ACPI there is no power to switch off; QEMU takes that for the end.
	 * The console is slow where the clock counts instructions: wait for it.
	 */
	if (option_text("end", text, sizeof(text))) {
		fflush(stdout);
		tcdrain(STDOUT_FILENO);
		reboot(RB_AUTOBOOT);
	}
	return 0;
}
