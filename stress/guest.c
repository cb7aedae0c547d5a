// SPDX-License-Identifier: GPL-2.0
/*
 * Loads and unloads the stress modules in the guest, and judges what is left
 * afterwards.  Also a tool on the host: "guest --make-tree DIR" writes files
 * with contents that are always the same, "guest --sum DIR" prints a checksum of
 * names and contents.
 *
 * What it takes from the kernel command line: seed= rounds= ops= bound=
 * sum=, parts= (a sum of 1: failures, 2: file systems, 4: disorder, 8: bad habits,
 * 16: failures in all of insmod and rmmod), pause= of the modules' threads in ms,
 * loaders= (threads that load and unload), every= (part 1 takes each n-th module
 * only: where the release of kobjects is delayed, unloading takes seconds) and
 * control=1 (expect today's faults, tell them, do not fail for them).
 *
 * Threads choose with a generator of their own that starts from the seed, so
 * what each does is the same from run to run; how they interleave is not.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <linux/loop.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SLAB	"/sys/kernel/slab"

/* === Small things ========================================================= */

static unsigned long seed = 1, want_rounds = 500, want_ops = 200000, bound = 600,
	want_sum, parts = 15, pause_ms = 100, every = 1, loaders = 3;
static bool control;
static time_t started;

/* One line, in one piece: stdout is /dev/kmsg, so the kernel does not cut in. */
static void vsay(const char *prefix, const char *fmt, va_list ap)
{
	char line[900];

	vsnprintf(line, sizeof(line), fmt, ap);
	printf("%s%s\n", prefix, line);
	fflush(stdout);
}

__attribute__((format(printf, 1, 2))) static void say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay("", fmt, ap);
	va_end(ap);
}

__attribute__((noreturn, format(printf, 1, 2))) static void fatal(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsay("init: stress failed: ", fmt, ap);
	va_end(ap);
	exit(1);
}

static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static uint64_t generator(const char *name)
{
	uint64_t state = seed;

	while (*name)
		state = next(&state) ^ (unsigned char)*name++;
	return state;
}

/* Read a file as far as it fits; -1 on error. */
static ssize_t slurp(const char *path, char *buf, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n, len = 0;

	if (fd < 0)
		return -1;
	while ((n = read(fd, buf + len, size - 1 - len)) > 0)
		len += n;
	close(fd);
	buf[len] = 0;
	return n < 0 ? -1 : len;
}

static int spew(const char *path, const char *fmt, ...)
{
	char buf[64];
	va_list ap;
	int fd, n, err;

	va_start(ap, fmt);
	n = vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = write(fd, buf, n) == n ? 0 : -errno;
	close(fd);
	return err;
}

static void nap(unsigned int ms)
{
	usleep(ms * 1000);
}

/* === KTAP ================================================================= */

static unsigned int cases, bad_cases;

__attribute__((format(printf, 2, 3))) static void result(bool ok, const char *fmt, ...)
{
	char prefix[32];
	va_list ap;

	cases++;
	bad_cases += !ok;
	snprintf(prefix, sizeof(prefix), "%sok %u ", ok ? "" : "not ", cases);
	va_start(ap, fmt);
	vsay(prefix, fmt, ap);
	va_end(ap);
}

/* Something is wrong: say what, so many times, and count it. */
static _Atomic unsigned long problems;

__attribute__((format(printf, 1, 2))) static void problem(const char *fmt, ...)
{
	va_list ap;

	if (atomic_fetch_add(&problems, 1) >= 30)
		return;
	va_start(ap, fmt);
	vsay("# found: ", fmt, ap);
	va_end(ap);
}

/* What today's scheme is known to leave: only on the control no problem. */
static _Atomic unsigned long stale_names, dangling_links, dead_in_slabinfo;

/* === The kernel's modules ================================================= */

struct module {
	char name[32];		/* of the module */
	char cache[32];		/* of its cache */
	bool is_static;
	bool loaded;
	bool shares_name;
	int image;		/* file descriptor of the .ko */
	pthread_mutex_t lock;	/* held while it is loaded or unloaded */
};

static struct module mods[64];
static unsigned int nmods;

/* Loads that began and unloads that ended: the watchdog wants to see some. */
static _Atomic unsigned long steps;

static int load_image(int fd, const char *args)
{
	steps++;
	return syscall(SYS_finit_module, fd, args, 0) ? -errno : 0;
}

/* How long loads and unloads took in all, in microseconds, and how many. */
static _Atomic unsigned long load_us, loads, unload_us, unloads;

static unsigned long now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000UL + t.tv_nsec / 1000;
}

static int load(struct module *m, const char *fmt, ...)
{
	unsigned long from = now_us();
	char args[128];
	va_list ap;
	int err;

	va_start(ap, fmt);
	vsnprintf(args, sizeof(args), fmt, ap);
	va_end(ap);
	err = load_image(m->image, args);
	m->loaded = !err;
	load_us += now_us() - from;
	loads++;
	return err;
}

/* A reader of one of its files may hold the module for a moment. */
static int unload_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < 5000; i++) {
		if (!syscall(SYS_delete_module, name, O_NONBLOCK)) {
			steps++;
			return 0;
		}
		if (errno != EAGAIN && errno != EBUSY)
			break;
		nap(1);
	}
	return -errno;
}

static int unload(struct module *m)
{
	unsigned long from = now_us();
	int err = unload_name(m->name);

	unload_us += now_us() - from;
	unloads++;
	if (err)
		problem("%s does not unload: %s", m->name, strerror(-err));
	else
		m->loaded = false;
	return err;
}

static bool is_loaded(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/module/%s/initstate", name);
	return !access(path, F_OK);
}

enum { OPS, HANDLES, FAILED, ERRORS, SIZES, FAIL_LEFT, COUNTS };

static void counts(long c[COUNTS])
{
	char buf[256];

	if (slurp("/sys/kernel/debug/slab_stress", buf, sizeof(buf)) < 0 ||
	    sscanf(buf, "%ld %ld %ld %ld %ld %ld", c, c + 1, c + 2, c + 3, c + 4,
		   c + 5) != COUNTS)
		fatal("cannot read the counters of stress_hub");
}

static long count(int which)
{
	long c[COUNTS];

	counts(c);
	return c[which];
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_modules(void)
{
	char path[PATH_MAX], buf[64];
	char *names[64];
	unsigned int i;
	struct dirent *e;
	DIR *d = opendir("/stress");

	while (d && (e = readdir(d))) {
		if (strncmp(e->d_name, "stress", 6) || !isdigit(e->d_name[6]) || nmods == 64)
			continue;
		names[nmods++] = strdup(e->d_name);
	}
	if (!nmods)
		fatal("no modules in /stress");
	closedir(d);
	qsort(names, nmods, sizeof(*names), compare);

	for (i = 0; i < nmods; i++) {
		struct module *m = mods + i;

		snprintf(path, sizeof(path), "/stress/%s", names[i]);
		snprintf(m->name, sizeof(m->name), "%.*s",
			 (int)strcspn(names[i], "."), names[i]);
		m->image = open(path, O_RDONLY | O_CLOEXEC);
		pthread_mutex_init(&m->lock, NULL);

		/* The first load also brings up what is made once and stays. */
		if (load(m, "seed=%lu", seed))
			fatal("%s does not load", m->name);
		snprintf(path, sizeof(path), "/sys/module/%s/parameters/cache", m->name);
		if (slurp(path, buf, sizeof(buf)) < 0)
			fatal("no %s", path);
		snprintf(m->cache, sizeof(m->cache), "%.*s", (int)strcspn(buf, "\n"), buf);
		snprintf(path, sizeof(path), "/sys/module/%s/parameters/is_static", m->name);
		m->is_static = slurp(path, buf, sizeof(buf)) > 0 && *buf == 'Y';
		m->shares_name = !strcmp(m->cache, "stress-same");
		unload(m);
	}
}

/* === What there is in sysfs and slabinfo ================================== */

static char slab_path[2][PATH_MAX];	/* only for the main thread */

static bool in_sysfs(const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), SLAB "/%s", name);
	return !lstat(path, &st);
}

/* Objects in use of a cache, as /proc/slabinfo has it. */
static long active(const char *name)
{
	size_t len = strlen(name), size = 1 << 18;
	char *buf = malloc(size), *line;
	long n = -1;

	if (slurp("/proc/slabinfo", buf, size) > 0) {
		for (line = buf; line && n < 0; line = strchr(line, '\n')) {
			line += *line == '\n';
			if (!strncmp(line, name, len) && isspace(line[len]))
				n = atol(line + len);
		}
	}
	free(buf);
	return n;
}

/* No name of @m is left that another live module does not have. */
static bool check_gone(struct module *m, bool slabinfo)
{
	char path[PATH_MAX];
	bool ok = true;

	if (is_loaded(m->name)) {
		problem("%s is gone but listed", m->name);
		ok = false;
	}
	if (m->shares_name)
		return ok;
	if (in_sysfs(m->cache)) {
		atomic_fetch_add(&stale_names, 1);
		if (!control) {
			problem("%s is gone, " SLAB "/%s is not", m->name, m->cache);
			ok = false;
		}
	}
	snprintf(path, sizeof(path), "/sys/kernel/debug/slab/%s", m->cache);
	if (!access(path, F_OK)) {
		problem("%s is gone, %s is not", m->name, path);
		ok = false;
	}
	if (slabinfo && active(m->cache) >= 0) {
		atomic_fetch_add(&dead_in_slabinfo, 1);
		if (!control) {
			problem("%s is gone, %s in /proc/slabinfo is not", m->name, m->cache);
			ok = false;
		}
	}
	return ok;
}

/* The storages that were seen: where a name leads. */
static char *storages[4096];
static unsigned int nstorages;
static pthread_mutex_t storages_lock = PTHREAD_MUTEX_INITIALIZER;

static void saw_storage(const char *name)
{
	unsigned int i;

	pthread_mutex_lock(&storages_lock);
	for (i = 0; i < nstorages && strcmp(storages[i], name); i++)
		;
	if (i == nstorages && i < 4096)
		storages[nstorages++] = strdup(name);
	pthread_mutex_unlock(&storages_lock);
}

/*
 * A set-up that bore a fault may have left its storage without a directory, and
 * then whoever joins that storage has no link.
 */
static _Atomic bool bore_fault;
static _Atomic unsigned long unlinked;

static void check_there(struct module *m)
{
	char path[PATH_MAX], target[PATH_MAX];
	struct stat st;
	ssize_t n;

	if (m->shares_name)
		return;
	snprintf(path, sizeof(path), SLAB "/%s", m->cache);
	if (stat(path, &st)) {
		if (bore_fault)
			unlinked++;
		else
			problem("%s is loaded, %s is not there: %m", m->name, path);
		return;
	}
	n = readlink(path, target, sizeof(target) - 1);
	if (n > 0) {
		target[n] = 0;
		saw_storage(target);
	} else {
		saw_storage(m->cache);
	}
}

/* All names in sysfs, sorted, one a line, and how many links lead nowhere. */
static char *sysfs_names(unsigned int *dangling)
{
	struct dirent **list;
	int i, n = scandir(SLAB, &list, NULL, alphasort);
	char *all = calloc(n + 1, 128), *to = all;

	*dangling = 0;
	for (i = 0; i < n; i++) {
		snprintf(slab_path[0], PATH_MAX, SLAB "/%s", list[i]->d_name);
		if (access(slab_path[0], F_OK)) {
			if (++*dangling <= 3 && !control)
				say("# found: %s leads nowhere", slab_path[0]);
		}
		to += sprintf(to, "%.126s\n", list[i]->d_name);
		free(list[i]);
	}
	free(list);
	return all;
}

static char *slabinfo_names(void)
{
	size_t size = 1 << 18;
	char *buf = malloc(size), *line, *all = calloc(1, size), *to = all;

	if (slurp("/proc/slabinfo", buf, size) < 0)
		fatal("cannot read /proc/slabinfo");
	for (line = strtok(buf, "\n"); line; line = strtok(NULL, "\n"))
		to += sprintf(to, "%.*s\n", (int)strcspn(line, " "), line);
	free(buf);
	return all;
}

static unsigned int lines(const char *s)
{
	unsigned int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

/* Give back what can be given back; the last word of RCU and of workqueues. */
static void settle(void)
{
	unsigned int round;
	struct dirent *e;
	DIR *d;

	for (round = 0; round < 3; round++) {
		sync();
		spew("/proc/sys/vm/drop_caches", "3");
		d = opendir(SLAB);
		while (d && (e = readdir(d))) {
			if (*e->d_name == '.')
				continue;
			snprintf(slab_path[1], PATH_MAX, SLAB "/%s/shrink", e->d_name);
			spew(slab_path[1], "1");
		}
		if (d)
			closedir(d);
		nap(300);
	}
}

/* Keep books of what was allocated or initialized: they grow with the work done. */
static const char * const detectors[] = {
	"kmemleak_object", "kmemleak_scan_area", "debug_objects_cache",
};

struct line {
	char name[64];
	long slabs, used;	/* kB of all pages, and of the objects in use */
};

/* Read a line of /proc/slabinfo. */
static bool parse(const char *at, struct line *l)
{
	unsigned long objects, size, pages, slabs;

	if (sscanf(at, "%63s %lu %*u %lu %*u %lu : tunables %*u %*u %*u : slabdata %*u %lu",
		   l->name, &objects, &size, &pages, &slabs) != 5)
		return false;
	l->slabs = pages * slabs * (sysconf(_SC_PAGESIZE) / 1024);
	l->used = objects * size / 1024;
	return true;
}

/* The line of @name in a copy of /proc/slabinfo; nothing if it is not there. */
static struct line line_of(const char *table, const char *name)
{
	struct line l;

	for (; table; table = strchr(table, '\n')) {
		table += *table == '\n';
		if (parse(table, &l) && !strcmp(l.name, name))
			return l;
	}
	return (struct line){ };
}

static bool of_a_detector(const char *name)
{
	unsigned int i;

	for (i = 0; i < sizeof(detectors) / sizeof(*detectors); i++)
		if (!strcmp(name, detectors[i]))
			return true;
	return false;
}

struct snapshot {
	char *names, *slabinfo, *table;
	unsigned int storages, dangling;
	struct line sum;	/* without the detectors' */
};

/* Which caches grew, if that is worth a line. */
static void growth(const struct snapshot *a, const struct snapshot *b)
{
	const char *at;
	struct line l, was;

	for (at = b->table; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (!parse(at, &l))
			continue;
		was = line_of(a->table, l.name);
		if (l.slabs >= was.slabs + 256 || l.used >= was.used + 128)
			say("# grew: %s from %ld to %ld kB, in use from %ld to %ld kB",
			    l.name, was.slabs, l.slabs, was.used, l.used);
	}
}

static struct snapshot snapshot(void)
{
	struct snapshot s = { };
	const char *at;
	struct line l;

	settle();
	s.table = calloc(1, 1 << 18);
	if (!s.table || slurp("/proc/slabinfo", s.table, 1 << 18) < 0)
		fatal("no copy of /proc/slabinfo: %m");
	for (at = s.table; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (parse(at, &l) && !of_a_detector(l.name)) {
			s.sum.slabs += l.slabs;
			s.sum.used += l.used;
		}
	}
	s.names = sysfs_names(&s.dangling);
	s.slabinfo = slabinfo_names();
	s.storages = lines(s.slabinfo) - 2;
	return s;
}

static void forget(struct snapshot *s)
{
	free(s->names);
	free(s->slabinfo);
	free(s->table);
}

/* Print the lines of @b that @a does not have. Both are sorted alike. */
static unsigned int news(const char *where, const char *a, const char *b)
{
	char *copy = strdup(b), *save = NULL, *line, find[160], *hay = NULL;
	unsigned int n = 0;

	if (asprintf(&hay, "\n%s", a) < 0)
		fatal("out of memory");
	for (line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		snprintf(find, sizeof(find), "\n%.120s\n", line);
		if (!strstr(hay, find) && ++n <= 10)
			say("# found: %s: %s", where, line);
	}
	free(copy);
	free(hay);
	return n;
}

static bool same_names(const struct snapshot *a, const struct snapshot *b)
{
	return !(news("new in " SLAB, a->names, b->names) +
		 news("gone from " SLAB, b->names, a->names) +
		 news("new in slabinfo", a->slabinfo, b->slabinfo) +
		 news("gone from slabinfo", b->slabinfo, a->slabinfo));
}

/* === Faults =============================================================== */

static void prepare_faults(void)
{
	static const char * const kinds[] = { "failslab", "fail_page_alloc" };
	char path[128];
	unsigned int i;

	for (i = 0; i < 2; i++) {
		const char *dir = "/sys/kernel/debug";

		snprintf(path, sizeof(path), "%s/%s/verbose", dir, kinds[i]);
		if (spew(path, "0"))
			fatal("no %s: FAULT_INJECTION is missing", path);
		snprintf(path, sizeof(path), "%s/%s/ignore-gfp-wait", dir, kinds[i]);
		spew(path, "N");
		snprintf(path, sizeof(path), "%s/%s/task-filter", dir, kinds[i]);
		spew(path, "Y");
		snprintf(path, sizeof(path), "%s/%s/times", dir, kinds[i]);
		spew(path, "-1");
	}
	spew("/sys/kernel/debug/fail_page_alloc/min-order", "0");
}

static void random_faults(unsigned int percent)
{
	spew("/sys/kernel/debug/failslab/probability", "%u", percent);
	spew("/sys/kernel/debug/fail_page_alloc/probability", "%u", percent);
}

/* For this thread: the n-th allocation that can fail does. */
static int fail_nth_fd(void)
{
	static __thread int fd = -1;

	/* Kept open, because opening it makes allocations that could fail. */
	if (fd < 0)
		fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		fatal("no fail-nth: FAULT_INJECTION is missing");
	return fd;
}

static void fail_nth(unsigned int n)
{
	char buf[16];
	int len = snprintf(buf, sizeof(buf), "%u", n);

	if (pwrite(fail_nth_fd(), buf, len, 0) != len)
		fatal("fail-nth takes no %u: %m", n);
}

static unsigned int fail_left(void)
{
	char buf[16] = "";

	if (pread(fail_nth_fd(), buf, sizeof(buf) - 1, 0) < 0)
		fatal("fail-nth cannot be read: %m");
	return atoi(buf);
}

/* For this thread: each allocation may fail. */
static void fail_at_random(bool on)
{
	static __thread int fd = -1;

	if (fd < 0)
		fd = open("/proc/thread-self/make-it-fail", O_RDWR | O_CLOEXEC);
	if (pwrite(fd, on ? "1" : "0", 1, 0) != 1)
		fatal("no make-it-fail: %m");
}

/* What the kernel says of an allocation that was made to fail. */
static void allow_faults(bool on)
{
	if (on)
		say("# splat allowed: kobject_add_internal failed for .*error: -12|failed with error -12$|page allocation failure|vmalloc error: ");
	else
		say("# splat end");
}

/* Every allocation in set-up fails once; and then every one in destroy. */
static void fail_each_point(struct module *m)
{
	unsigned int n, refused = 0, setup = 0, destroy = 0, before = atomic_load(&problems);
	struct snapshot a = snapshot(), b;
	bool ok = true, more = true;
	int err;

	/* Until all of set-up went by before the n-th allocation. */
	for (n = 1; n < 1000 && more; n++) {
		err = load(m, "fail_nth=%u workers=0 seed=%lu", n, seed);
		more = !count(FAIL_LEFT);
		setup += more;
		if (!err) {
			/* With a fault that is borne the link may be missing. */
			if (!more)
				check_there(m);
			unload(m);
		} else {
			refused++;
			if (err != -ENOMEM) {
				problem("%s, allocation %u fails: %s", m->name, n,
					strerror(-err));
				ok = false;
			}
		}
		ok &= check_gone(m, true);
	}
	ok &= !more;
	for (n = 1, more = true; n < 1000 && more; n++) {
		if (load(m, "fail_exit=%u workers=0 seed=%lu", n, seed + n) || unload(m))
			break;
		ok &= check_gone(m, true);
		more = !count(FAIL_LEFT);
		destroy += more;
	}
	ok &= !more;
	b = snapshot();
	if (control)
		news(SLAB, a.names, b.names);
	else
		ok &= same_names(&a, &b);
	forget(&a);
	forget(&b);
	result(ok && atomic_load(&problems) == before,
	       "%s: each of %u allocations of set-up fails (%u loads refused), each of %u of destroy",
	       m->name, setup, refused, destroy);
}

/* The same over all that the kernel does to load a module. */
static void fail_each_point_of_loading(struct module *m)
{
	unsigned int n, refused = 0, insmod = 0, rmmod = 0, before = atomic_load(&problems);
	struct snapshot a = snapshot(), b;
	bool ok = true, more = true;

	for (n = 1; n < 5000 && more; n++) {
		int err;

		fail_nth(n);
		err = load_image(m->image, "workers=0");
		more = !fail_left();
		fail_nth(0);
		m->loaded = !err;
		insmod += more;
		if (err)
			refused++;
		else
			unload(m);
		ok &= check_gone(m, n % 16 == 0);
	}
	ok &= !more;
	/* Unloading cannot fail. */
	for (n = 1, more = true; n < 5000 && more; n++) {
		if (load(m, "workers=0"))
			break;
		fail_nth(n);
		if (syscall(SYS_delete_module, m->name, O_NONBLOCK))
			problem("%s, allocation %u of unloading fails: %m", m->name, n);
		more = !fail_left();
		rmmod += more;
		fail_nth(0);
		if (is_loaded(m->name))
			unload(m);
		m->loaded = false;
		ok &= check_gone(m, n % 16 == 0);
	}
	ok &= !more;
	b = snapshot();
	if (control)
		news(SLAB, a.names, b.names);
	else
		ok &= same_names(&a, &b);
	forget(&a);
	forget(&b);
	result(ok && atomic_load(&problems) == before,
	       "%s: each of %u allocations of insmod fails (%u loads refused), each of %u of rmmod",
	       m->name, insmod, refused, rmmod);
}

/* === File systems on real data ============================================ */

struct fs {
	const char *type, *options;
	bool writable;		/* the tree is written by the guest */
	const char *chain[8];	/* modules, the one that owns the caches last */
};

static const struct fs fses[] = {
	{ "ufs", "ufstype=44bsd", false, { "ufs" } },
	{ "iso9660", "", false, { "isofs" } },
	{ "minix", "", true, { "minix" } },
	{ "ext2", "", false, { "mbcache", "ext2" } },
	{ "ext4", "", false, { "crc16", "mbcache", "jbd2", "ext4" } },
	{ "overlay", "lowerdir=/data/tree,upperdir=/tmp/upper,workdir=/tmp/work", true,
	  { "exportfs", "overlay" } },
};
#define NFS (sizeof(fses) / sizeof(*fses))

/* mbcache is in two of them. */
static pthread_mutex_t fs_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic unsigned long fs_rounds, fs_files;

static uint64_t tree_sum;
static unsigned int tree_files;
static size_t tree_base;

static int sum_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	static char buf[65536];
	uint64_t h = 14695981039346656037ULL;
	const char *p = path + tree_base;
	ssize_t n, i;
	int fd;

	(void)st;
	(void)ftw;
	/* ext2 and ext4 have a directory of their own. */
	if (type != FTW_F)
		return 0;
	for (; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211ULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while ((n = read(fd, buf, sizeof(buf))) > 0)
		for (i = 0; i < n; i++)
			h = (h ^ (unsigned char)buf[i]) * 1099511628211ULL;
	close(fd);
	if (n < 0)
		return -1;
	tree_sum += h;	/* in whatever order they come */
	tree_files++;
	return 0;
}

static int sum_tree(const char *dir, uint64_t *sum)
{
	tree_sum = 0;
	tree_files = 0;
	tree_base = strlen(dir);
	if (nftw(dir, sum_file, 32, FTW_PHYS))
		return -1;
	*sum = tree_sum;
	return tree_files;
}

static void make_tree(const char *dir)
{
	static char buf[300000];
	uint64_t state = 42;
	char path[PATH_MAX];
	unsigned int i, k;
	FILE *f;

	for (i = 0; i < 60; i++) {
		/* Names that each of the file systems takes as they are. */
		size_t size = next(&state) % (i % 10 ? 9000 : sizeof(buf));

		snprintf(path, sizeof(path), "%s/d%u", dir, i % 6);
		mkdir(path, 0755);
		if (i % 3 == 2) {
			snprintf(path, sizeof(path), "%s/d%u/sub", dir, i % 6);
			mkdir(path, 0755);
			snprintf(path, sizeof(path), "%s/d%u/sub/f%u", dir, i % 6, i);
		} else {
			snprintf(path, sizeof(path), "%s/d%u/f%u", dir, i % 6, i);
		}
		for (k = 0; k < size; k++)
			buf[k] = next(&state);
		f = fopen(path, "w");
		if (!f || fwrite(buf, 1, size, f) != size || fclose(f))
			exit(1);
	}
}

static char copy_to[PATH_MAX];
static int copy_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	static char buf[65536], to[2 * PATH_MAX];
	ssize_t n = 0;
	int in, out;

	(void)st;
	(void)ftw;
	snprintf(to, sizeof(to), "%s%s", copy_to, path + strlen("/data/tree"));
	if (type == FTW_D)
		return mkdir(to, 0755) && errno != EEXIST ? -1 : 0;
	in = open(path, O_RDONLY | O_CLOEXEC);
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	while (in >= 0 && out >= 0 && (n = read(in, buf, sizeof(buf))) > 0)
		if (write(out, buf, n) != n)
			n = -1;
	if (in < 0 || out < 0)
		n = -1;
	close(in);
	close(out);
	return n < 0 ? -1 : 0;
}

/* The loop device of a file system's image, in the order of the table. */
static int attach(unsigned int nr, const char *image, int *file)
{
	struct loop_config c = { .info.lo_flags = 0 };
	char dev[32];
	int fd, tries;

	snprintf(dev, sizeof(dev), "/dev/loop%u", nr);
	fd = open(dev, O_RDWR | O_CLOEXEC);
	*file = open(image, O_RDWR | O_CLOEXEC);
	c.fd = *file;
	if (fd < 0 || *file < 0)
		fatal("no loop device for %s: %m", image);
	for (tries = 0; ioctl(fd, LOOP_CONFIGURE, &c); tries++) {
		if (errno != EBUSY || tries == 1000)
			fatal("%s takes no %s: %m", dev, image);
		nap(5);
	}
	/* A device that somebody may write to is not mounted. */
	close(fd);
	fd = open(dev, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fatal("%s: %m", dev);
	return fd;
}

/* Somebody may still hold the device: the last writer, or what was there before. */
static bool mount_on(const char *mnt, const char *dev, const struct fs *fs, unsigned long flags)
{
	unsigned long until = now_us() + 60000000;

	while (mount(dev, mnt, fs->type, flags, fs->options)) {
		if (errno != EBUSY || now_us() > until) {
			problem("%s cannot be mounted%s: %m", fs->type,
				flags & MS_RDONLY ? "" : " to be written");
			return false;
		}
		nap(10);
	}
	return true;
}

/* Somebody may be dropping caches, and hold an inode of it: that can take long. */
static bool unmount(const char *type, const char *mnt)
{
	unsigned long until = now_us() + 60000000;

	while (umount(mnt)) {
		if (errno != EBUSY || now_us() > until) {
			problem("%s cannot be unmounted: %m", type);
			return false;
		}
		nap(10);
	}
	return true;
}

/* Load, mount, read all of it, unmount, unload: once. */
static bool fs_round(unsigned int nr)
{
	const struct fs *fs = fses + nr;
	char path[PATH_MAX], image[PATH_MAX], dev[32], args[1] = "";
	const char *mnt = "/tmp/mnt";
	bool loop = strcmp(fs->type, "overlay");
	int i, fd = -1, file = -1, err, files = -1;
	uint64_t sum = 0;
	bool ok = true;

	pthread_mutex_lock(&fs_lock);
	for (i = 0; fs->chain[i]; i++) {
		int ko;

		snprintf(path, sizeof(path), "/data/%s.ko", fs->chain[i]);
		ko = open(path, O_RDONLY | O_CLOEXEC);
		err = load_image(ko, args);
		close(ko);
		if (err) {
			problem("%s does not load: %s", path, strerror(-err));
			ok = false;
		}
	}
	snprintf(image, sizeof(image), "/data/%s.img", fs->type);
	snprintf(dev, sizeof(dev), "/dev/loop%u", nr);
	if (loop)
		fd = attach(nr, image, &file);
	mkdir(mnt, 0755);
	if (fs->writable) {
		mkdir("/tmp/upper", 0755);
		mkdir("/tmp/work", 0755);
		snprintf(copy_to, sizeof(copy_to), "%s", mnt);
		if (!mount_on(mnt, dev, fs, 0)) {
			ok = false;
		} else {
			if (nftw("/data/tree", copy_file, 32, FTW_PHYS)) {
				problem("%s cannot be written: %m", fs->type);
				ok = false;
			}
			ok &= unmount(fs->type, mnt);
		}
	}
	if (!mount_on(mnt, dev, fs, MS_RDONLY)) {
		ok = false;
	} else {
		files = sum_tree(mnt, &sum);
		if (files <= 0 || sum != want_sum) {
			problem("%s: %d files with the sum %llx, it should be %lx", fs->type,
				files, (unsigned long long)sum, want_sum);
			ok = false;
		}
		ok &= unmount(fs->type, mnt);
	}
	if (loop) {
		ioctl(fd, LOOP_CLR_FD, 0);
		close(fd);
		close(file);
	}
	for (i--; i >= 0; i--) {
		err = unload_name(fs->chain[i]);
		if (err) {
			problem("%s does not unload: %s", fs->chain[i], strerror(-err));
			ok = false;
		}
	}
	pthread_mutex_unlock(&fs_lock);
	if (ok) {
		atomic_fetch_add(&fs_rounds, 1);
		atomic_fetch_add(&fs_files, files);
	}
	return ok;
}

static void fs_alone(unsigned int nr, unsigned int times)
{
	struct snapshot a, b;
	bool ok = fs_round(nr);
	unsigned int i;

	a = snapshot();
	for (i = 1; i < times; i++)
		ok &= fs_round(nr);
	b = snapshot();
	if (control) {
		dangling_links += b.dangling;
	} else {
		ok &= same_names(&a, &b) && !b.dangling;
	}
	result(ok, "%s: mounted, %u files read, unmounted and unloaded %u times", fses[nr].type,
	       tree_files, times);
	forget(&a);
	forget(&b);
}

/* === The stress =========================================================== */

static _Atomic unsigned long rounds, refused, cpus_off, memory_on, memory_off, shrunk, reads,
	traces, tools;
static _Atomic bool stopping;
static unsigned int ncpus;

static bool enough(void)
{
	return atomic_load(&rounds) >= want_rounds;
}

/* Two of one name are a case of their own: the kernel warns of them. */
static pthread_mutex_t same_name_lock = PTHREAD_MUTEX_INITIALIZER;
static bool same_name_too;
/* In the second half, so that the first can be judged by stricter rules. */
static _Atomic bool faults_on;

static void one_round(uint64_t *rnd, struct module *m)
{
	uint64_t r = next(rnd);
	cpu_set_t set;

	if (pthread_mutex_trylock(&m->lock))
		return;

	/* An offline one is refused: then this thread stays where it is. */
	CPU_ZERO(&set);
	CPU_SET(r % ncpus, &set);
	sched_setaffinity(0, sizeof(set), &set);

	if (m->loaded) {
		if (!unload(m)) {
			check_gone(m, r >> 8 & 1);
			atomic_fetch_add(&rounds, 1);
		}
		if (m->shares_name && !same_name_too)
			pthread_mutex_unlock(&same_name_lock);
	} else if (m->shares_name && !same_name_too &&
		   pthread_mutex_trylock(&same_name_lock)) {
		/* The other is loaded. */
	} else {
		bool faulty = (r >> 16 & 7) == 0 && faults_on;
		int err;

		if (faulty && r & 1 << 19)
			fail_nth(1 + (r >> 24) % 400);
		else if (faulty)
			fail_at_random(true);
		err = load(m, "seed=%lu workers=%u pause=%lu", (unsigned long)(r >> 32),
			   1 + (unsigned int)(r >> 20 & 1), pause_ms);
		if (faulty) {
			fail_nth(0);
			fail_at_random(false);
		}
		if (err) {
			atomic_fetch_add(&refused, 1);
			if (!faulty)
				problem("%s does not load: %s", m->name, strerror(-err));
			check_gone(m, false);
			if (m->shares_name && !same_name_too)
				pthread_mutex_unlock(&same_name_lock);
		} else {
			if (faulty)
				bore_fault = true;
			check_there(m);
		}
	}
	CPU_ZERO(&set);
	for (unsigned int i = 0; i < ncpus; i++)
		CPU_SET(i, &set);
	sched_setaffinity(0, sizeof(set), &set);
	pthread_mutex_unlock(&m->lock);
}

static void *loader(void *name)
{
	uint64_t rnd = generator(name);

	/* Opens their files, before that can fail. */
	fail_nth(0);
	fail_at_random(false);
	while (!stopping)
		one_round(&rnd, mods + next(&rnd) % nmods);
	return NULL;
}

/* Open files are kept, so that some of them outlive their cache. */
static void *sysfs_reader(void *name)
{
	uint64_t rnd = generator(name);
	int held[32];
	unsigned int i = 0, k;
	char path[PATH_MAX], buf[4096];

	for (k = 0; k < 32; k++)
		held[k] = -1;
	while (!stopping) {
		static const char * const files[] = {
			"objects", "aliases", "slabs", "object_size", "total_objects", "order",
			"cpu_slabs", "partial", "slab_size", "objs_per_slab", "usersize",
			"min_partial", "ctor", "cache_dma", "align", "sanity_checks",
		};
		struct module *m = mods + next(&rnd) % nmods;
		int *fd = held + i++ % 32;

		if (*fd >= 0) {
			/* Of a cache that may be gone. */
			(void)!pread(*fd, buf, sizeof(buf), 0);
			close(*fd);
		}
		snprintf(path, sizeof(path), SLAB "/%s/%s", m->cache, files[next(&rnd) % 16]);
		*fd = open(path, O_RDONLY | O_CLOEXEC);
		if (*fd >= 0) {
			(void)!read(*fd, buf, sizeof(buf));
			reads++;
		}
		if (i % 256 == 0) {
			unsigned int none;
			struct dirent *e;
			DIR *d = opendir(SLAB);

			for (none = 0; d && (e = readdir(d)); none++) {
				snprintf(path, sizeof(path), SLAB "/%s/aliases", e->d_name);
				if (slurp(path, buf, sizeof(buf)) > 0)
					reads++;
			}
			if (d)
				closedir(d);
		}
		if (i % 16 == 0)
			nap(20);
	}
	for (k = 0; k < 32; k++)
		if (held[k] >= 0)
			close(held[k]);
	return NULL;
}

/* slabinfo gives up when a cache goes while it looks: only its end counts. */
static int run_slabinfo(const char *option)
{
	int status, fd;
	pid_t pid = fork();

	if (!pid) {
		fd = open("/dev/null", O_RDWR);
		dup2(fd, 1);
		dup2(fd, 2);
		execl("/bin/slabinfo", "slabinfo", option, NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void *table_reader(void *name)
{
	uint64_t rnd = generator(name);
	size_t size = 1 << 18;
	char *buf = malloc(size), path[PATH_MAX];

	while (!stopping) {
		struct dirent *e;
		DIR *d;

		if (slurp("/proc/slabinfo", buf, size) > 0)
			reads++;
		d = opendir("/sys/kernel/debug/slab");
		while (d && (e = readdir(d))) {
			if (*e->d_name == '.')
				continue;
			snprintf(path, sizeof(path), "/sys/kernel/debug/slab/%s/%s_traces",
				 e->d_name, next(&rnd) % 2 ? "alloc" : "free");
			if (slurp(path, buf, size) > 0)
				traces++;
		}
		if (d)
			closedir(d);
		if (next(&rnd) % 16 == 0) {
			run_slabinfo(next(&rnd) % 4 ? "-v" : "-T");
			tools++;
		}
		nap(100);
	}
	free(buf);
	return NULL;
}

static char blocks[64][NAME_MAX + 1];	/* of memory of node 1 */
static unsigned int nblocks;

static void find_memory(void)
{
	struct dirent *e;
	DIR *d = opendir("/sys/devices/system/node/node1");
	char path[PATH_MAX], buf[32];

	if (!d) {
		/* A node without CPUs and memory that is not online has no folder. */
		d = opendir("/sys/devices/system/memory");
	}
	while (d && (e = readdir(d))) {
		if (strncmp(e->d_name, "memory", 6) || !isdigit(e->d_name[6]) || nblocks == 64)
			continue;
		snprintf(path, sizeof(path), "/sys/devices/system/memory/%s/state", e->d_name);
		if (slurp(path, buf, sizeof(buf)) > 0 && !strncmp(buf, "offline", 7))
			strcpy(blocks[nblocks++], e->d_name);
	}
	if (d)
		closedir(d);
}

static int memory_state(unsigned int i, const char *state)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/devices/system/memory/%s/state", blocks[i]);
	return spew(path, "%s", state);
}

/* CPU 0 stays, the others are those of node 1. */
static bool cpu_away[8];

static int switch_cpu(unsigned int cpu, bool on)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u/online", cpu);
	return spew(path, "%d", on);
}

/*
 * Whether the memory of node 1 went. Refused while slabs are there that are not
 * given back. Movable memory goes when the CPUs of its node are away: their
 * zonelist gets shorter, and an allocation that has begun there may look for its
 * preferred zone behind the new end, in the kernel as it is.
 */
static bool take_memory(bool movable)
{
	bool gone = true;
	unsigned int i;

	for (i = 1; movable && i < ncpus; i++)
		gone &= cpu_away[i] || !switch_cpu(i, false);
	for (i = 0; gone && i < nblocks; i++) {
		int err = memory_state(i, "offline");

		/* -EINVAL: it is offline. */
		gone = !err || err == -EINVAL;
	}
	for (i = 1; movable && i < ncpus; i++)
		if (!cpu_away[i])
			switch_cpu(i, true);
	return gone;
}

static void *disturber(void *name)
{
	uint64_t rnd = generator(name);
	char path[PATH_MAX];
	bool movable = false, node = false;
	unsigned int i;

	while (!stopping) {
		uint64_t r = next(&rnd);

		if (r % 32 < 26) {
			snprintf(path, sizeof(path), SLAB "/%s/shrink",
				 mods[(r >> 8) % nmods].cache);
			if (!spew(path, "1"))
				shrunk++;
		} else if (r % 32 < 31) {
			i = 1 + (r >> 8) % (ncpus - 1);
			if (!switch_cpu(i, cpu_away[i])) {
				cpu_away[i] = !cpu_away[i];
				cpus_off += cpu_away[i];
			}
		} else if (nblocks && !node) {
			movable = r >> 8 & 31;
			for (i = 0; i < nblocks; i++)
				if (!memory_state(i, movable ? "online_movable" : "online_kernel"))
					node = true;
			memory_on += node;
		} else if (nblocks) {
			node = !take_memory(movable);
			memory_off += !node;
		}
		nap(50);
	}
	for (i = 1; i < ncpus; i++) {
		if (cpu_away[i])
			switch_cpu(i, true);
		cpu_away[i] = false;
	}
	return NULL;
}

static void *fs_loader(void *name)
{
	uint64_t rnd = generator(name);

	while (!stopping) {
		fs_round(next(&rnd) % NFS);
		nap(500);
	}
	return NULL;
}

/* Ends a guest that is stuck while it still can tell where. */
static void *watchdog(void *unused)
{
	unsigned long last = 0, now;
	time_t since = time(NULL);

	(void)unused;
	for (;;) {
		nap(1000);
		now = steps + cases;
		if (now != last) {
			last = now;
			since = time(NULL);
		}
		if (time(NULL) - since < 180 && time(NULL) - started < (time_t)bound)
			continue;
		say("init: stress failed: %s", time(NULL) - since < 180 ?
		       "not done in time" : "nothing moved for 180 seconds");
		spew("/proc/sys/kernel/printk", "8");
		spew("/proc/sysrq-trigger", "l");
		nap(3000);
		spew("/proc/sysrq-trigger", "w");
		nap(3000);
		spew("/proc/sysrq-trigger", "o");
		nap(20000);
	}
	return NULL;
}

static void unload_all(void)
{
	unsigned int i;

	for (i = 0; i < nmods; i++)
		if (mods[i].loaded && !unload(mods + i))
			atomic_fetch_add(&rounds, 1);
	pthread_mutex_trylock(&same_name_lock);
	pthread_mutex_unlock(&same_name_lock);
}

static void stress(void)
{
	static struct { void *(*run)(void *); char *name; } jobs[] = {
		{ sysfs_reader, "sysfs" }, { table_reader, "tables" },
		{ disturber, "disturber" }, { fs_loader, "file systems" },
	};
	enum { N = sizeof(jobs) / sizeof(*jobs), MAX = 16 };
	unsigned long before = atomic_load(&problems);
	time_t from = time(NULL);
	static char names[MAX][16];
	pthread_t t[N + MAX];
	unsigned int i, last = 0, threads = 0;

	load_us = loads = unload_us = unloads = 0;
	random_faults(1);
	allow_faults(true);
	for (i = 0; i < loaders && i < MAX; i++) {
		snprintf(names[i], sizeof(names[i]), "loader %u", i);
		if (pthread_create(t + threads++, NULL, loader, names[i]))
			fatal("no thread for %s", names[i]);
	}
	for (i = 0; i < N; i++)
		if (pthread_create(t + threads++, NULL, jobs[i].run, jobs[i].name))
			fatal("no thread for %s", jobs[i].name);
	while (!enough() || count(OPS) < (long)want_ops) {
		nap(500);
		if (atomic_load(&rounds) >= want_rounds / 2)
			faults_on = true;
		if (time(NULL) - from >= last + 30) {
			last = time(NULL) - from;
			say("# %u s: %lu rounds, %ld operations", last,
			       atomic_load(&rounds), count(OPS));
		}
	}
	stopping = true;
	for (i = 0; i < threads; i++)
		pthread_join(t[i], NULL);
	unload_all();
	faults_on = bore_fault = false;
	allow_faults(false);
	say("# stress: %lu s; %lu rounds, %lu loads refused and %lu left without a link for a fault, %lu rounds of file systems",
	       (unsigned long)(time(NULL) - from), atomic_load(&rounds), atomic_load(&refused),
	    atomic_load(&unlinked), atomic_load(&fs_rounds));
	say("# stress: %lu times a CPU went, %lu times the memory of node 1 came and %lu times it went; %lu shrinks, %lu files read, %lu traces, %lu runs of slabinfo",
	       atomic_load(&cpus_off), atomic_load(&memory_on), atomic_load(&memory_off),
	       atomic_load(&shrunk), atomic_load(&reads), atomic_load(&traces),
	       atomic_load(&tools));
	say("# stress: a load took %lu ms, an unload %lu ms", load_us / 1000 / (loads + 1),
	    unload_us / 1000 / (unloads + 1));
	result(atomic_load(&problems) == before, "%lu rounds of loading and unloading in disorder",
	       atomic_load(&rounds));
}

/* Two modules whose caches go by one name, each loaded while the other may be. */
static void same_name(void)
{
	uint64_t rnd = generator("same");
	unsigned long before = atomic_load(&problems), n = 0;
	unsigned int i;

	say("# splat expected: kmem_cache of name 'stress-same' already exists");
	same_name_too = true;
	while (n < 40) {
		for (i = 0; i < nmods; i++) {
			if (!mods[i].shares_name || next(&rnd) % 2)
				continue;
			one_round(&rnd, mods + i);
			n++;
		}
	}
	unload_all();
	same_name_too = false;
	say("# splat end");
	if (in_sysfs("stress-same")) {
		atomic_fetch_add(&stale_names, 1);
		if (!control)
			problem("both of one name are gone, their name is not");
	}
	result(control || atomic_load(&problems) == before, "%lu steps of two caches of one name", n);
}

/* === Modules with bad habits ============================================== */

static struct module *module_named(const char *name)
{
	unsigned int i;

	for (i = 0; i < nmods; i++)
		if (!strcmp(mods[i].name, name))
			return mods + i;
	fatal("there is no %s", name);
	return NULL;
}

/* A file of the cache is open while it goes, and is read afterwards. */
static void open_file(struct module *m)
{
	char path[PATH_MAX], buf[256];
	unsigned long before = atomic_load(&problems);
	ssize_t n;
	int fd, err;

	err = load(m, "seed=%lu", seed);
	snprintf(path, sizeof(path), SLAB "/%s/objects", m->cache);
	fd = open(path, O_RDONLY);
	if (err || fd < 0 || read(fd, buf, sizeof(buf)) <= 0)
		problem("%s cannot be read", path);
	unload(m);
	check_gone(m, true);
	n = pread(fd, buf, sizeof(buf), 0);
	if (n >= 0 && !control)
		problem("%s can be read when the cache is gone", path);
	/* The same name again, with the old file still open. */
	if (load(m, "seed=%lu", seed))
		problem("%s does not load again", m->name);
	else
		check_there(m);
	unload(m);
	close(fd);
	check_gone(m, true);
	result(control || atomic_load(&problems) == before, "%s: unloaded while a file of its cache is open",
	       m->name);
}

/* Every object is on its way through kfree_rcu() when the cache is destroyed. */
static void in_flight(void)
{
	unsigned long before = atomic_load(&problems);
	unsigned int i, n = 0;

	for (i = 0; i < 3 * nmods; i++) {
		struct module *m = mods + i % nmods;

		if (load(m, "habit=3 seed=%lu workers=0", seed + i))
			problem("%s does not load", m->name);
		unload(m);
		check_gone(m, true);
		n++;
	}
	result(atomic_load(&problems) == before, "%u modules unloaded with kfree_rcu() in flight", n);
}

/* A static cache that its module forgot is detached, with a warning. */
static void forgets(struct module *m)
{
	unsigned long before = atomic_load(&problems);

	say("# splat expected: module %s goes without destroying its cache %s$", m->name, m->cache);
	if (load(m, "habit=1 seed=%lu", seed))
		problem("%s does not load", m->name);
	unload(m);
	check_gone(m, true);
	/* And once more: the name and the storage are free. */
	if (load(m, "seed=%lu", seed))
		problem("%s does not load again", m->name);
	else
		check_there(m);
	unload(m);
	check_gone(m, true);
	nap(500);
	say("# splat end");
	result(atomic_load(&problems) == before, "%s: unloaded without destroying its cache", m->name);
}

/* Objects that are leaked: told with the name, and the module goes. */
static void leaks(struct module *m)
{
	unsigned long before = atomic_load(&problems);

	say("# splat expected: %s: Slab cache still has objects|BUG %s .*Objects remaining",
	       m->cache, m->cache);
	if (load(m, "habit=2 seed=%lu workers=0", seed))
		problem("%s does not load", m->name);
	unload(m);
	check_gone(m, true);
	nap(500);
	say("# splat end");
	result(control || atomic_load(&problems) == before, "%s: unloaded with objects leaked", m->name);
}

/* === All of it ============================================================ */

static unsigned long option(const char *cmdline, const char *name, unsigned long def)
{
	const char *at = cmdline;
	size_t len = strlen(name);

	while ((at = strstr(at, name))) {
		if ((at == cmdline || at[-1] == ' ') && at[len] == '=')
			return strtoul(at + len + 1, NULL, 0);
		at++;
	}
	return def;
}

static void set_up_guest(void)
{
	char cmdline[4096];
	pthread_t dog;
	int fd;

	if (slurp("/proc/cmdline", cmdline, sizeof(cmdline)) < 0)
		fatal("no command line");
	seed = option(cmdline, "seed", seed);
	want_rounds = option(cmdline, "rounds", want_rounds);
	want_ops = option(cmdline, "ops", want_ops);
	bound = option(cmdline, "bound", bound);
	parts = option(cmdline, "parts", parts);
	pause_ms = option(cmdline, "pause", pause_ms);
	loaders = option(cmdline, "loaders", loaders);
	every = option(cmdline, "every", every) ?: 1;
	want_sum = option(cmdline, "sum", 0);
	control = option(cmdline, "control", 0);
	ncpus = sysconf(_SC_NPROCESSORS_ONLN);
	started = time(NULL);

	spew("/proc/sys/kernel/hung_task_timeout_secs", "90");
	spew("/proc/sys/kernel/watchdog_thresh", "60");
	spew("/proc/sys/kernel/sysrq", "1");

	/* So that SLAB_ACCOUNT objects have somebody to be charged to. */
	mkdir("/tmp/cg", 0755);
	if (!mount("none", "/tmp/cg", "cgroup2", 0, NULL)) {
		mkdir("/tmp/cg/stress", 0755);
		spew("/tmp/cg/stress/cgroup.procs", "0");
	}
	fd = open("/stress/stress_hub.ko", O_RDONLY | O_CLOEXEC);
	if (load_image(fd, ""))
		fatal("stress_hub.ko does not load: %m");
	close(fd);
	prepare_faults();
	find_memory();
	if (pthread_create(&dog, NULL, watchdog, NULL))
		fatal("no watchdog");
}

static bool one_of_every(unsigned int i)
{
	return (i + seed) % every == 0;
}

/* Failures, one at a time, nothing beside them. */
static void failures(void)
{
	unsigned int i;

	allow_faults(true);
	for (i = 0; i < nmods; i++)
		if (one_of_every(i))
			fail_each_point(mods + i);
	allow_faults(false);
}

static void failures_of_loading(void)
{
	allow_faults(true);
	fail_each_point_of_loading(module_named("stress04"));
	fail_each_point_of_loading(module_named("stress20"));
	allow_faults(false);
}

static void file_systems(void)
{
	unsigned int i;

	for (i = 0; i < NFS; i++)
		fs_alone(i, 5);
}

static void disorder(void)
{
	struct snapshot a, b;
	long c[COUNTS], structs, handles;
	bool ok = true;
	unsigned int i;

	/* With the memory of node 1 each storage gets an array for it, for good. */
	for (i = 0; i < nblocks; i++)
		memory_state(i, "online_movable");
	take_memory(true);
	a = snapshot();
	structs = active("kmem_cache");
	handles = active("kmalloc-256");

	stress();
	same_name();
	in_flight();
	open_file(module_named("stress19"));
	open_file(module_named("stress20"));

	take_memory(true);
	/* DEBUG_KOBJECT_RELEASE keeps them for some seconds. */
	for (i = 0; i < 20 && active("kmem_cache") != structs; i++)
		nap(1000);
	b = snapshot();
	dangling_links += b.dangling;
	if (control)
		stale_names += news(SLAB, a.names, b.names);
	else
		ok = same_names(&a, &b) && !b.dangling;
	if (run_slabinfo("-v") | run_slabinfo("-a") | run_slabinfo("-T")) {
		say("# found: slabinfo -a, -T or -v fails");
		ok = false;
	}
	result(ok || control, "no name and no link is left, slabinfo does not complain");

	/*
	 * What is lost with each round shows in the counts: the struct of a
	 * storage comes from one cache, that of an alias from the other, which
	 * others use too. As a whole, 1 MiB of objects is there for what is not
	 * ours: inodes, sheaves of those that ran beside; and half as many
	 * slabs again for those that are left partly full.
	 */
	structs = active("kmem_cache") - structs;
	handles = active("kmalloc-256") - handles;
	growth(&a, &b);
	result(b.sum.used - a.sum.used < 1024 && b.sum.slabs < a.sum.slabs * 3 / 2 &&
	       !structs && handles < 100,
	       "slab memory is back: objects of %ld kB before, %ld kB after, at most 1024 kB more, in slabs of %ld kB and %ld kB, at most half as much more; %ld more storages, %ld more objects of 256 bytes, at most 99",
	       a.sum.used, b.sum.used, a.sum.slabs, b.sum.slabs, structs, handles);
	counts(c);
	result(!c[ERRORS], "%ld operations, no object was harmed", c[OPS]);
	say("# %lu rounds, %ld operations, %ld handles created, %u storages seen, slab memory %ld kB before and %ld kB after",
	    atomic_load(&rounds), c[OPS], c[HANDLES], nstorages, a.sum.slabs, b.sum.slabs);
	forget(&a);
	forget(&b);
}

/* What leaves something behind comes last. */
static void habits(unsigned int statics)
{
	leaks(module_named("stress13"));
	if (statics) {
		forgets(module_named("stress03"));
		forgets(module_named("stress14"));
	}
}

enum { FAILURES = 1, FILE_SYSTEMS = 2, DISORDER = 4, HABITS = 8, LOADING = 16 };

int main(int argc, char **argv)
{
	unsigned int i, statics = 0, failing = 0, plan;
	uint64_t sum;

	if (argc == 3 && !strcmp(argv[1], "--make-tree")) {
		make_tree(argv[2]);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "--sum")) {
		if (sum_tree(argv[2], &sum) < 0)
			return 1;
		printf("0x%llx\n", (unsigned long long)sum);
		return 0;
	}

	if (!freopen("/dev/kmsg", "w", stdout))
		return 1;
	set_up_guest();
	find_modules();
	for (i = 0; i < nmods; i++) {
		statics += mods[i].is_static;
		failing += one_of_every(i);
	}

	plan = (parts & FAILURES ? failing : 0) + (parts & LOADING ? 2 : 0) + (parts & FILE_SYSTEMS ? NFS : 0) +
	       (parts & DISORDER ? 8 : 0) + (parts & HABITS ? 1 + 2 * !!statics : 0);
	say("KTAP version 1");
	say("1..%u", plan);
	say("# seed %lu, %lu rounds and %lu operations wanted; %u modules, %u with a static cache; %u CPUs, node 1 has %u blocks of memory offline",
	    seed, want_rounds, want_ops, nmods, statics, ncpus, nblocks);

	if (parts & FAILURES)
		failures();
	if (parts & LOADING)
		failures_of_loading();
	if (parts & FILE_SYSTEMS)
		file_systems();
	if (parts & DISORDER)
		disorder();
	if (parts & HABITS)
		habits(statics);

	say("# control: %lu stale names, %lu dangling links, %lu dead names in slabinfo, %ld wrong sizes",
	    atomic_load(&stale_names), atomic_load(&dangling_links),
	    atomic_load(&dead_in_slabinfo), count(SIZES));
	unload_name("stress_hub");
	return bad_cases != 0;
}
