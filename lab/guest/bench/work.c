// SPDX-License-Identifier: GPL-2.0
/* System calls that use slab caches. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/membarrier.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/options.h"
#include "../lib/wait.h"
#include "bench.h"

#define TREE	"/tmp/bench"

static char deep[512];

void prepare_deep(void)
{
	int i;

	mkdir(TREE, 0755);
	strcpy(deep, TREE);
	for (i = 0; i < 20; i++) {
		strcat(deep, "/directory");
		if (mkdir(deep, 0755))
			CHECK(errno == EEXIST);
	}
	strcat(deep, "/file");
	close(open(deep, O_CREAT | O_WRONLY, 0644));
}

static void child_and_wait(bool exec)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		if (exec)
			execl(self, self, "nothing", NULL);
		_exit(0);
	}
	CHECK(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0);
}

void do_fork(unsigned int n)
{
	while (n--)
		child_and_wait(false);
}

static void do_exec(unsigned int n)
{
	while (n--)
		child_and_wait(true);
}

static void do_open(unsigned int n)
{
	while (n--) {
		int fd = open(TREE "/directory", O_RDONLY);

		CHECK(fd >= 0);
		close(fd);
	}
}

static void do_stat(unsigned int n)
{
	struct stat st;

	while (n--)
		CHECK(!stat(deep, &st));
}

void do_pipe(unsigned int n)
{
	int to[2], from[2];
	char c = 0;
	pid_t pid;

	CHECK(!pipe(to) && !pipe(from));
	pid = fork();
	CHECK(pid >= 0);
	if (!pid) {
		close(to[1]);
		close(from[0]);
		while (read(to[0], &c, 1) == 1 && write(from[1], &c, 1) == 1)
			;
		_exit(0);
	}
	close(to[0]);
	close(from[1]);
	while (n--)
		CHECK(write(to[1], &c, 1) == 1 && read(from[0], &c, 1) == 1);
	close(to[1]);
	close(from[0]);
	CHECK(waitpid(pid, NULL, 0) == pid);
}

void do_create(unsigned int n)
{
	char path[64];
	unsigned int i;

	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), TREE "/f%u", i);
		close(open(path, O_CREAT | O_WRONLY, 0644));
	}
	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), TREE "/f%u", i);
		CHECK(!unlink(path));
	}
}

void do_mount(unsigned int n)
{
	mkdir("/tmp/mnt", 0755);
	while (n--) {
		CHECK(!mount("none", "/tmp/mnt", "tmpfs", 0, ""));
		CHECK(!umount("/tmp/mnt"));
	}
}

/* Messages between many: each of the senders writes to each of the receivers. */
#define GROUP	8
static void do_messages(unsigned int n)
{
	int pair[GROUP][2];
	char text[100] = "";
	unsigned int i, j, k;

	for (i = 0; i < GROUP; i++)
		CHECK(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair[i]));
	for (i = 0; i < GROUP; i++) {
		if (fork())
			continue;
		for (j = 0; j < GROUP; j++)
			close(pair[j][1]);
		for (j = 0; j < n * GROUP * sizeof(text);) {
			ssize_t got = read(pair[i][0], text, sizeof(text));

			if (got <= 0)
				_exit(1);
			j += got;
		}
		_exit(0);
	}
	for (i = 0; i < GROUP; i++) {
		if (fork())
			continue;
		for (k = 0; k < n; k++) {
			for (j = 0; j < GROUP; j++) {
				if (write(pair[j][1], text, sizeof(text)) != sizeof(text))
					_exit(1);
			}
		}
		_exit(0);
	}
	for (i = 0; i < GROUP; i++) {
		close(pair[i][0]);
		close(pair[i][1]);
	}
	for (i = 0; i < 2 * GROUP; i++) {
		int status;

		CHECK(wait(&status) > 0 && status == 0);
	}
}

static unsigned int walk(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	unsigned int n = 0;
	struct stat st;
	char name[512];

	CHECK(d);
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, e->d_name);
		CHECK(!lstat(name, &st));
		n++;
		if (S_ISDIR(st.st_mode)) {
			n += walk(name);
		} else {
			int fd = open(name, O_RDONLY);

			CHECK(fd >= 0 && read(fd, name, 16) >= 0);
			close(fd);
		}
	}
	closedir(d);
	return n;
}

/* As find, each time with nothing of the tree in the caches. */
void do_walk(unsigned int n)
{
	char path[64];
	unsigned int i, j;

	mkdir("/tmp/walk", 0755);
	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "/tmp/walk/d%u", i);
		CHECK(!mkdir(path, 0755));
		for (j = 0; j < 20; j++) {
			snprintf(path, sizeof(path), "/tmp/walk/d%u/f%u", i, j);
			close(open(path, O_CREAT | O_WRONLY, 0644));
		}
	}
	for (i = 0; i < 10; i++)
		CHECK(walk("/tmp/walk") == n * 21);
	for (i = 0; i < n; i++) {
		for (j = 0; j < 20; j++) {
			snprintf(path, sizeof(path), "/tmp/walk/d%u/f%u", i, j);
			CHECK(!unlink(path));
		}
		snprintf(path, sizeof(path), "/tmp/walk/d%u", i);
		CHECK(!rmdir(path));
	}
}

static const struct work {
	const char *name;
	unsigned int times;	/* counted: all of it between two ticks, of 10 million instructions */
	void (*run)(unsigned int times);
	bool native;		/* timed under UML; the others are counted */
} works[] = {
	{ "fork+exit", 10, do_fork, false },
	{ "execve", 4, do_exec, false },
	{ "open+close", 500, do_open, false },
	{ "stat-deep-path", 300, do_stat, false },
	{ "pipe-ping-pong", 200, do_pipe, false },
	{ "create+unlink", 50, do_create, false },
	{ "mount+umount", 40, do_mount, false },
	{ "messages", 200, do_messages, true },
	{ "tree-walk", 50, do_walk, true },
};

/*
 * What was freed is free, and a tick was just now. Else counts depend on how much
 * of it the kernel does meanwhile.
 */
static void settle(void)
{
	unsigned int i;

	for (i = 0; i < 3; i++) {
		CHECK(!syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0));
		nap(30);
	}
}

/*
 * Without new slabs, and with the page allocator giving back from its per-CPU lists
 * what it got: these cost thousands of instructions, once in many turns. 0 if a
 * slab was made or freed.
 */
static uint64_t counted(const struct work *w)
{
	unsigned long slabs;
	uint64_t since;

	settle();
	slabs = count_slabs();
	nap(30);
	do_job(RUN, "begin");
	since = now_ns();
	w->run(w->times);
	since = now_ns() - since;
	do_job(RUN, "end");
	return count_slabs() == slabs ? since : 0;
}

static uint64_t timed(const struct work *w)
{
	uint64_t since = now_ns();

	w->run(w->times);
	return now_ns() - since;
}

/*
 * Counts must not depend on what was done before: do something else before. It is
 * over then; memory that stays in use would change the way of the page allocator.
 */
static void shake(void)
{
	pid_t pid = fork();
	unsigned int i;

	if (!pid) {
		for (i = 0; i < 100; i++)
			CHECK(open(TREE "/directory", O_RDONLY) >= 0);
		memset(malloc(3 << 20), 1, 3 << 20);
		_exit(0);
	}
	CHECK(pid > 0 && waitpid(pid, NULL, 0) == pid);
	do_create(777);
	do_fork(33);
}

#define MAX_TRIES 200

void figure_work(bool native)
{
	unsigned int i, good, tries;
	uint64_t value[MAX_TRIES];
	const struct work *w;

	if (!native) {
		CHECK(!write_file("/proc/sys/vm/percpu_pagelist_high_fraction", "8"));
		if (option_number("shake", 0))
			shake();
	}
	for (w = works; w < works + sizeof(works) / sizeof(*works); w++) {
		if (w->native != native)
			continue;
		/* The first dozen differ: what was done before is still in lists and caches. */
		for (i = 0; i < (native ? 1 : 25); i++)
			w->run(w->times);
		printf("bench: %s %s %u :", native ? "native" : "work", w->name, w->times);
		for (good = 0, tries = 0; good < reps && tries < MAX_TRIES; tries++) {
			value[tries] = native ? timed(w) : counted(w);
			good += !!value[tries];
		}
		for (i = 0; i < tries; i++)
			printf(" %llu", (unsigned long long)value[i]);
		printf("\n");
		CHECK(good == reps);
	}
}
