// SPDX-License-Identifier: GPL-2.0
/*
 * What bench does in the guest, as job=bench of vm/init:
 *	figures=memory,work,native,micro,scale	which, in that order
 *	reps=N		how often each is measured
 *	most=N		how many caches scale goes up to
 *	end=reboot	reboot in the end
 *
 * Each result is a line "bench: FIGURE WHAT TIMES : VALUE...". Under icount the
 * clock counts instructions.
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define SLAB	"/sys/kernel/slab"
#define RUN	"/sys/module/slab_bench/parameters/run"
#define RUN_MOD	"/sys/module/slab_bench_mod/parameters/run"
#define MODULE	"/data/slab_bench_mod.ko"
#define TREE	"/tmp/bench"
#define MAX_REPS 31

static unsigned int reps = 15;

static void die(const char *what)
{
	printf("bench: failed: %s: %s\n", what, strerror(errno));
	exit(1);
}

#define CHECK(cond) do { if (!(cond)) die(#cond); } while (0)

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static void write_to(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	CHECK(fd >= 0);
	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text)) {
		printf("bench: failed: %s into %s: %s\n", text, path, strerror(errno));
		exit(1);
	}
	close(fd);
}

static bool argument(const char *name, char *value, size_t size)
{
	static char line[4096];
	char *word, *rest;
	FILE *f = fopen("/proc/cmdline", "r");

	CHECK(f && fgets(line, sizeof(line), f));
	fclose(f);
	for (word = strtok_r(line, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
		size_t n = strlen(name);

		if (!strncmp(word, name, n) && word[n] == '=') {
			snprintf(value, size, "%s", word + n + 1);
			return true;
		}
	}
	return false;
}

static void on_cpu(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	CHECK(!sched_setaffinity(0, sizeof(set), &set));
}

/* === Work ================================================================= */

static char deep[512];
static const char *self;

static void prepare_deep(void)
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

static void do_fork(unsigned int n)
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

static void do_pipe(unsigned int n)
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

static void do_create(unsigned int n)
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

static void do_mount(unsigned int n)
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
static void do_walk(unsigned int n)
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
	unsigned int times;
	void (*run)(unsigned int times);
	bool native;		/* under UML too; the others only there */
} works[] = {
	{ "fork+exit", 50, do_fork, false },
	{ "execve", 20, do_exec, false },
	{ "open+close", 1000, do_open, false },
	{ "stat-deep-path", 1000, do_stat, false },
	{ "pipe-ping-pong", 500, do_pipe, false },
	{ "create+unlink", 10000, do_create, false },
	{ "mount+umount", 20, do_mount, false },
	{ "messages", 200, do_messages, true },
	{ "tree-walk", 50, do_walk, true },
};

static void figure_work(bool native)
{
	uint64_t value[MAX_REPS], since;
	const struct work *w;
	unsigned int i;

	for (w = works; w < works + sizeof(works) / sizeof(*works); w++) {
		if (w->native != native)
			continue;
		w->run(w->times);
		for (i = 0; i < reps; i++) {
			write_to(RUN, "begin");
			since = now();
			w->run(w->times);
			value[i] = now() - since;
			write_to(RUN, "end");
		}
		printf("bench: %s %s %u :", native ? "native" : "work", w->name, w->times);
		for (i = 0; i < reps; i++)
			printf(" %llu", (unsigned long long)value[i]);
		printf("\n");
	}
}

/* === Memory =============================================================== */

struct names {
	unsigned int names, storages;
	/* Names whose storage was seen before and has sheaves; how many objects one takes. */
	unsigned int shared_sheaves, shared_slots;
};

static unsigned int sheaf_capacity(const char *name)
{
	unsigned int n = 0;
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), SLAB "/%s/sheaf_capacity", name);
	f = fopen(path, "r");
	CHECK(f && fscanf(f, "%u", &n) == 1);
	fclose(f);
	return n;
}

/* Each link and each directory with a name of its own; what they lead to. */
static struct names count_names(void)
{
	static char seen[4096][64];
	struct names n = { };
	struct dirent *e;
	unsigned int i;
	DIR *d = opendir(SLAB);

	if (!d)
		return n;
	while ((e = readdir(d))) {
		char path[512], target[512], *last;
		ssize_t len;

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), SLAB "/%s", e->d_name);
		len = readlink(path, target, sizeof(target) - 1);
		if (len < 0 && e->d_name[0] == ':')
			continue;
		n.names++;
		if (len >= 0) {
			target[len] = 0;
			last = strrchr(target, '/');
			last = last ? last + 1 : target;
		} else {
			last = e->d_name;
		}
		for (i = 0; i < n.storages && strcmp(seen[i], last); i++)
			;
		if (i == n.storages) {
			CHECK(i < sizeof(seen) / sizeof(*seen));
			snprintf(seen[n.storages++], sizeof(*seen), "%s", last);
		} else {
			unsigned int capacity = sheaf_capacity(e->d_name);

			n.shared_sheaves += !!capacity;
			n.shared_slots += capacity;
		}
	}
	closedir(d);
	return n;
}

static void figure_memory(const char *when)
{
	struct names n = count_names();
	unsigned long kb, total = 0, slab = 0, recl = 0, unrecl = 0, slabs, v[12];
	char line[512], name[128];
	FILE *f = fopen("/proc/slabinfo", "r");

	CHECK(f);
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%127s %lu %lu %lu %lu %lu : tunables %lu %lu %lu : slabdata %lu %lu",
			   name, &v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7],
			   &v[8], &slabs) == 11)
			total += slabs;
	}
	fclose(f);
	f = fopen("/proc/meminfo", "r");
	CHECK(f);
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%127s %lu", name, &kb) != 2)
			continue;
		if (!strcmp(name, "Slab:"))
			slab = kb;
		else if (!strcmp(name, "SReclaimable:"))
			recl = kb;
		else if (!strcmp(name, "SUnreclaim:"))
			unrecl = kb;
	}
	fclose(f);
	printf("bench: memory %s-names 1 : %u\n", when, n.names);
	printf("bench: memory %s-storages 1 : %u\n", when, n.storages);
	printf("bench: memory %s-shared-sheaves 1 : %u\n", when, n.shared_sheaves);
	printf("bench: memory %s-shared-slots 1 : %u\n", when, n.shared_slots);
	printf("bench: memory %s-slabs 1 : %lu\n", when, total);
	printf("bench: memory %s-kB 1 : %lu\n", when, slab);
	printf("bench: memory %s-reclaimable-kB 1 : %lu\n", when, recl);
	printf("bench: memory %s-unreclaimable-kB 1 : %lu\n", when, unrecl);
}

static void show_sizes(void)
{
	static const char *const files[] = { "object_size", "slab_size" };
	unsigned int i;
	char path[128];
	FILE *f;
	int v;

	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), SLAB "/kmem_cache/%s", files[i]);
		f = fopen(path, "r");
		if (f && fscanf(f, "%d", &v) == 1)
			printf("bench: size kmem_cache-%s 1 : %d\n", files[i], v);
		if (f)
			fclose(f);
	}
}

/* === Loops ================================================================ */

/* The caches of the loops share what they are meant to share, and no more. */
static void show_partners(void)
{
	struct dirent *e;
	DIR *d = opendir(SLAB);

	if (!d)
		return;
	while ((e = readdir(d))) {
		char path[512], target[512];
		ssize_t len;

		snprintf(path, sizeof(path), SLAB "/%s", e->d_name);
		len = readlink(path, target, sizeof(target) - 1);
		if (len <= 0)
			continue;
		target[len] = 0;
		printf("bench: link %s %s\n", e->d_name, target);
	}
	closedir(d);
}

/* Accounting has no one to charge in the root of the cgroups. */
static void enter_cgroup(void)
{
	mkdir("/tmp/cg", 0755);
	CHECK(!mount("none", "/tmp/cg", "cgroup2", 0, ""));
	write_to("/tmp/cg/cgroup.subtree_control", "+memory");
	CHECK(!mkdir("/tmp/cg/bench", 0755));
	write_to("/tmp/cg/bench/cgroup.procs", "0");
}

static void insmod(void)
{
	int fd = open(MODULE, O_RDONLY);

	CHECK(fd >= 0);
	CHECK(!syscall(SYS_finit_module, fd, "", 0));
	close(fd);
}

static void rmmod(void)
{
	CHECK(!syscall(SYS_delete_module, "slab_bench_mod", 0));
}

/* === Scale ================================================================ */

static void read_slabinfo(void)
{
	static char buffer[1 << 16];
	int fd = open("/proc/slabinfo", O_RDONLY);

	CHECK(fd >= 0);
	while (read(fd, buffer, sizeof(buffer)) > 0)
		;
	close(fd);
}

static void list_sysfs(void)
{
	DIR *d = opendir(SLAB);

	CHECK(d);
	while (readdir(d))
		;
	closedir(d);
}

static const struct {
	const char *name;
	void (*run)(void);
	void (*undo)(void);
} looks[] = {
	{ "read-slabinfo", read_slabinfo, NULL },
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
			since = now();
			looks[i].run();
			value[j] = now() - since;
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

static void figure_scale(unsigned int most)
{
	static const unsigned int steps[] = { 10, 100, 1000, 2000, 5000, 10000, 20000 };
	static const char *const classes[] = { "join", "own" };
	char job[64];
	unsigned int c;
	int i, n = sizeof(steps) / sizeof(*steps);

	while (steps[n - 1] > most)
		n--;
	for (c = 0; c < 2; c++) {
		for (i = 0; i < n; i++) {
			snprintf(job, sizeof(job), "grow %s %u", classes[c], steps[i]);
			write_to(RUN, job);
			look(classes[c], steps[i]);
			if (c == 1) {
				snprintf(job, sizeof(job), "class %u", steps[i]);
				write_to(RUN, job);
			}
		}
		while (i--) {
			snprintf(job, sizeof(job), "shrink %s %u", classes[c],
				 i ? steps[i - 1] : 0);
			write_to(RUN, job);
		}
	}
}

/* === Main ================================================================= */

int main(int argc, char **argv)
{
	char figures[128] = "", job[64], text[32], *f, *rest;
	unsigned int most = 20000;

	if (argc > 1)
		return 0;
	self = argv[0];
	setvbuf(stdout, NULL, _IOLBF, 0);
	CHECK(argument("figures", figures, sizeof(figures)));
	if (argument("reps", text, sizeof(text)))
		reps = atoi(text);
	if (argument("most", text, sizeof(text)))
		most = atoi(text);
	CHECK(reps > 0 && reps <= MAX_REPS);

	on_cpu(0);
	prepare_deep();
	for (f = strtok_r(figures, ",", &rest); f; f = strtok_r(NULL, ",", &rest)) {
		if (!strcmp(f, "memory")) {
			figure_memory("boot");
			show_sizes();
			do_fork(200);
			do_create(10000);
			do_pipe(1000);
			do_mount(50);
			do_walk(100);
			figure_memory("work");
		} else if (!strcmp(f, "work")) {
			figure_work(false);
		} else if (!strcmp(f, "native")) {
			figure_work(true);
		} else if (!strcmp(f, "micro")) {
			insmod();
			show_partners();
			enter_cgroup();
			snprintf(job, sizeof(job), "micro %u", reps);
			write_to(RUN, job);
			write_to(RUN_MOD, job);
			rmmod();
		} else if (!strcmp(f, "scale")) {
			figure_scale(most);
		} else {
			errno = EINVAL;
			die(f);
		}
	}
	printf("bench: done\n");
	/*
	 * Without ACPI there is no power to switch off; QEMU takes that for the end.
	 * The console is slow where the clock counts instructions: wait for it.
	 */
	if (argument("end", text, sizeof(text))) {
		fflush(stdout);
		tcdrain(STDOUT_FILENO);
		reboot(RB_AUTOBOOT);
	}
	return 0;
}
