// SPDX-License-Identifier: GPL-2.0
/* Suites "faults" and "loading": every allocation fails once, nothing runs beside. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../lib/files.h"
#include "../lib/ktap.h"
#include "../lib/modules.h"
#include "../lib/options.h"
#include "stress.h"

/* === Fault injection ====================================================== */

void prepare_faults(void)
{
	static const char * const kinds[] = { "failslab", "fail_page_alloc" };
	char path[128];
	unsigned int i;

	for (i = 0; i < 2; i++) {
		const char *dir = "/sys/kernel/debug";

		snprintf(path, sizeof(path), "%s/%s/verbose", dir, kinds[i]);
		/* User-mode Linux has no fail_page_alloc here. */
		if (write_file(path, "0") && !i)
			fatal("no %s: FAULT_INJECTION is missing", path);
		snprintf(path, sizeof(path), "%s/%s/ignore-gfp-wait", dir, kinds[i]);
		write_file(path, "N");
		snprintf(path, sizeof(path), "%s/%s/task-filter", dir, kinds[i]);
		write_file(path, "Y");
		snprintf(path, sizeof(path), "%s/%s/times", dir, kinds[i]);
		write_file(path, "-1");
	}
	write_file("/sys/kernel/debug/fail_page_alloc/min-order", "0");
}

void random_faults(unsigned int percent)
{
	write_file("/sys/kernel/debug/failslab/probability", "%u", percent);
	write_file("/sys/kernel/debug/fail_page_alloc/probability", "%u", percent);
}

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

void fail_nth(unsigned int n)
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

void fail_at_random(bool on)
{
	static __thread int fd = -1;

	if (fd < 0)
		fd = open("/proc/thread-self/make-it-fail", O_RDWR | O_CLOEXEC);
	if (pwrite(fd, on ? "1" : "0", 1, 0) != 1)
		fatal("no make-it-fail: %m");
}

void expect_faults(bool on)
{
	if (on)
		say("# splat allowed: kobject_add_internal failed for .*error: -12|failed with error -12$|page allocation failure|vmalloc error: ");
	else
		say("# splat end");
}

/* === Each point ============================================================ */

/*
 * Where the n-th allocation fails: in what the module itself does to set up and
 * destroy its cache (it does the injecting), or in all of insmod and rmmod.
 */
struct scope {
	const char *setup, *destroy;	/* what they are called */
	bool whole;
	unsigned int most;		/* points at most, or something is wrong */
	unsigned int look;		/* /proc/slabinfo is read each so many points */
};

/* Returns whether there was an n-th allocation to fail. */
static bool load_failing(struct owner *o, const struct scope *s, unsigned int n, int *err)
{
	bool hit;

	if (!s->whole) {
		*err = load(o, "fail_nth=%u workers=0 seed=%lu", n, seed);
		return !count(FAIL_LEFT);
	}
	fail_nth(n);
	*err = load_fd(o->image, "workers=0");
	hit = !fail_left();
	fail_nth(0);
	o->loaded = !*err;
	return hit;
}

/* The same for unloading, which cannot fail. */
static bool unload_failing(struct owner *o, const struct scope *s, unsigned int n, int *err)
{
	bool hit;

	if (!s->whole) {
		*err = load(o, "fail_exit=%u workers=0 seed=%lu", n, seed + n) ?: unload(o);
		return !count(FAIL_LEFT);
	}
	*err = load(o, "workers=0");
	if (*err)
		return true;
	fail_nth(n);
	if (syscall(SYS_delete_module, o->name, O_NONBLOCK))
		problem("%s, allocation %u of unloading fails: %m", o->name, n);
	hit = !fail_left();
	fail_nth(0);
	if (is_loaded(o->name))
		unload(o);
	o->loaded = false;
	return hit;
}

static void fail_each_point(struct owner *o, const struct scope *s)
{
	unsigned int n, refused = 0, setup = 0, destroy = 0;
	unsigned long before = problems;
	struct snapshot a = snapshot(), b;
	bool ok = true, more = true;
	int err = 0;

	/* Until all of it ended before the n-th allocation. */
	for (n = 1; n < s->most && more; n++) {
		more = load_failing(o, s, n, &err);
		setup += more;
		if (!err) {
			/* After a fault that set-up can bear, the link may be missing. */
			if (!more && !s->whole)
				check_there(o);
			unload(o);
		} else {
			refused++;
			if (err != -ENOMEM && !s->whole)
				problem("%s, allocation %u fails: %s", o->name, n, strerror(-err));
		}
		ok &= check_gone(o, n % s->look == 0);
	}
	ok &= !more;
	for (n = 1, more = true; n < s->most && more; n++) {
		more = unload_failing(o, s, n, &err);
		if (err)
			break;
		ok &= check_gone(o, n % s->look == 0);
		destroy += more;
	}
	ok &= !more && !err;
	b = snapshot();
	if (control)
		new_names(&a, &b);
	else
		ok &= same_names(&a, &b);
	forget(&a);
	forget(&b);
	if (!refused)
		problem("%s: no fault made a load fail", o->name);
	result(ok && problems == before,
	       "%s: each of %u allocations of %s fails (%u loads refused), each of %u of %s",
	       o->name, setup, s->setup, refused, destroy, s->destroy);
}

/* every=N: each N-th module only. Where kobjects are released late, unloading takes seconds. */
static bool chosen(unsigned int i)
{
	static unsigned long every;

	if (!every)
		every = option_number("every", 1) ?: 1;
	return (i + seed) % every == 0;
}

unsigned int faults_plan(void)
{
	unsigned int i, n = 0;

	for (i = 0; i < nowners; i++)
		n += chosen(i);
	return n;
}

void faults(void)
{
	static const struct scope own = { "set-up", "destroy", false, 1000, 1 };
	unsigned int i;

	expect_faults(true);
	for (i = 0; i < nowners; i++)
		if (chosen(i))
			fail_each_point(owners + i, &own);
	expect_faults(false);
}

unsigned int loading_plan(void)
{
	return 2;
}

void loading(void)
{
	static const struct scope all = { "insmod", "rmmod", true, 5000, 16 };

	expect_faults(true);
	fail_each_point(owner_named("stress04"), &all);
	fail_each_point(owner_named("stress20"), &all);
	expect_faults(false);
}
