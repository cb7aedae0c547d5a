// SPDX-License-Identifier: GPL-2.0
/* What it costs to look at many caches, and to have them. */
#include <fcntl.h>
#include <linux/random.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../lib/slabinfo.h"
#include "../lib/wait.h"
#include "bench.h"

static void read_table(void)
{
	static char buffer[1 << 16];
	int fd = open("/proc/slabinfo", O_RDONLY);

	CHECK(fd >= 0);
	while (read(fd, buffer, sizeof(buffer)) > 0)
		;
	close(fd);
}

static void pass_by(const char *name, void *unused)
{
	(void)name;
	(void)unused;
}

static void list_sysfs(void)
{
	each_name(pass_by, NULL);
}

static const struct {
	const char *name;
	void (*run)(void);
	void (*undo)(void);
} looks[] = {
	{ "read-slabinfo", read_table, NULL },
	{ "list-sysfs", list_sysfs, NULL },
	{ "insmod", insmod, rmmod },
	{ "rmmod", rmmod, insmod },
};

static void look(const char *class, unsigned int n)
{
	uint64_t value[5], since;
	unsigned int i, j;

	for (i = 0; i < sizeof(looks) / sizeof(*looks); i++) {
		if (looks[i].run == rmmod)
			insmod();
		for (j = 0; j < 5; j++) {
			since = now_ns();
			looks[i].run();
			value[j] = now_ns() - since;
			if (looks[i].undo)
				looks[i].undo();
		}
		if (looks[i].run == rmmod)
			rmmod();
		printf("bench: scale %s-%s %u :", looks[i].name, class, n);
		for (j = 0; j < 5; j++)
			printf(" %llu", (unsigned long long)value[j]);
		printf("\n");
	}
}

/*
 * Each new slab draws a number. Before the kernel has a seed, that takes 7,000
 * instructions, and a machine that counts them brings none.
 */
static void seed_random(void)
{
	struct {
		struct rand_pool_info info;
		uint32_t words[8];
	} pool = { { .entropy_count = 256, .buf_size = 32 }, { 1, 2, 3, 4, 5, 6, 7, 8 } };
	int fd = open("/dev/random", O_RDWR);

	CHECK(fd >= 0 && !ioctl(fd, RNDADDENTROPY, &pool));
	close(fd);
}

void figure_scale(unsigned int most)
{
	static const unsigned int steps[] = { 10, 100, 1000, 2000, 5000, 10000, 20000 };
	static const char *const classes[] = { "join", "own" };
	char job[64];
	unsigned int c;
	int i, n = sizeof(steps) / sizeof(*steps);

	seed_random();
	while (steps[n - 1] > most)
		n--;
	for (c = 0; c < 2; c++) {
		for (i = 0; i < n; i++) {
			snprintf(job, sizeof(job), "grow %s %u", classes[c], steps[i]);
			do_job(RUN, job);
			look(classes[c], steps[i]);
			if (c == 1) {
				snprintf(job, sizeof(job), "class %u", steps[i]);
				do_job(RUN, job);
			}
		}
		while (i--) {
			snprintf(job, sizeof(job), "shrink %s %u", classes[c],
				 i ? steps[i - 1] : 0);
			do_job(RUN, job);
		}
	}
}
