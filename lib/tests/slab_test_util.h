/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LIB_TESTS_SLAB_TEST_UTIL_H
#define _LIB_TESTS_SLAB_TEST_UTIL_H

/* What the tests of the alias layer of the slab allocator have in common. */

#include <kunit/resource.h>
#include <kunit/test.h>
#include <linux/kthread.h>
#include <linux/slab.h>

#include "../../mm/slab.h"	/* primary_cache, and what mm/slab_alias.c shows */

/* === Checks, in slab_test_util.c, which is part of the image ============== */

unsigned int slab_alias_check(void);
unsigned int slab_alias_check_locked(void);
unsigned int slab_alias_check_slabs(void);
int slab_alias_handles(const struct kmem_cache *p);
enum cache_state slab_alias_state(const struct kmem_cache *s);
int slab_test_destroy_in_flight(struct kunit *test, struct kmem_cache *s);
const struct kmem_cache *slab_alias_lookup(const char *name);
bool slab_test_wait_unused(const struct kmem_cache *s);

/* Attributes of caches, where there are any. The first two are not for modules. */
struct file *slab_test_open(const char *path, int flags);
ssize_t slab_test_store(const char *path, const char *text);
int slab_test_show(const char *path);

/* === What the kernel does on this machine ================================= */

/* Whether caches of one class share storage. */
extern bool slab_test_sharing;

/* Finds an object size, a multiple of 64, in whose classes no cache is. */
int slab_test_init(const char *suite, unsigned int *class_size);

/* Shared storage needs merging; say why a case about it does not run. */
static inline void need_sharing(struct kunit *test)
{
	if (!slab_test_sharing)
		kunit_skip(test, "no sharing here: merging is off, or KASAN or slab_debug is on");
}

static inline void need_sysfs(struct kunit *test)
{
	if (!__is_defined(SLAB_SUPPORTS_SYSFS))
		kunit_skip(test, "no slab directory in sysfs on this kernel");
}

/* Every @n-th of many orders, all of them on one CPU. */
static inline unsigned int stride(unsigned int n)
{
	return num_online_cpus() == 1 ? 1 : n;
}

/* Sizes of slots are multiples of this. */
static inline unsigned int word_size(void)
{
	return max_t(unsigned int, sizeof(void *), arch_slab_minalign());
}

static inline bool shared(struct kmem_cache *a, struct kmem_cache *b)
{
	return slab_primary(a) == slab_primary(b);
}

static inline struct kmem_cache *create(struct kunit *test, const char *name,
					unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *s = kmem_cache_create(name, size, 0, flags, NULL);

	KUNIT_ASSERT_NOT_NULL(test, s);
	return s;
}

struct pair {
	struct kmem_cache *first;	/* owns the storage */
	struct kmem_cache *alias;
};

static inline struct pair create_pair(struct kunit *test, unsigned int size)
{
	struct pair two;

	need_sharing(test);
	two.first = create(test, "slab-alias-first", size, 0);
	two.alias = create(test, "slab-alias-second", size, 0);
	KUNIT_ASSERT_PTR_NE(test, two.first, two.alias);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(two.alias), two.first);
	return two;
}

/* Only where the directory is there is a name to be seen in it. */
static inline void expect_named(struct kunit *test, const char *name, struct kmem_cache *s)
{
	if (__is_defined(SLAB_SUPPORTS_SYSFS))
		KUNIT_EXPECT_PTR_EQ_MSG(test, slab_alias_lookup(name), slab_primary(s),
					"entry %s", name);
}

static inline void expect_unnamed(struct kunit *test, const char *name)
{
	KUNIT_EXPECT_NULL_MSG(test, slab_alias_lookup(name), "%s is still there", name);
}

static inline void expect_works(struct kunit *test, struct kmem_cache *s)
{
	unsigned char *p = kmem_cache_alloc(s, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	memset(p, 'w', kmem_cache_size(s));
	kmem_cache_free(s, p);
	p = kmem_cache_zalloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, kmem_cache_size(s)));
	kfree(p);
}

static inline void stop_task_action(void *task)
{
	kthread_stop(task);
}

/*
 * Runs @fn on a task of its own until stop_task(), or until the case ends if one of
 * its checks fails before. @fn waits for kthread_should_stop(), @data is static: the
 * stack of a case that failed is gone when its actions run.
 */
static inline struct task_struct *start_task(struct kunit *test, int (*fn)(void *data),
					     void *data, const char *name)
{
	struct task_struct *task = kthread_run(fn, data, "%s", name);

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	KUNIT_ASSERT_EQ(test, 0, kunit_add_action_or_reset(test, stop_task_action, task));
	return task;
}

static inline void stop_task(struct kunit *test, struct task_struct *task)
{
	kunit_release_action(test, stop_task_action, task);
}

/* The rest of a case cannot be. kunit_skip() alone would hide what has failed in it. */
static inline void skip_rest(struct kunit *test, const char *why)
{
	if (READ_ONCE(test->status) != KUNIT_FAILURE)
		kunit_skip(test, "%s", why);
}

/* What looks at slabs, or writes behind an object, must not be given one of KFENCE. */
static inline void no_kfence(struct kmem_cache *s)
{
	s->flags |= SLAB_SKIP_KFENCE;
}

/* === Static caches of the image, whatever a suite is built as ============= */

#define IMAGE_CACHES	8
struct kmem_cache *slab_static_image(unsigned int i);
bool slab_is_unset(const struct kmem_cache *s);

/* === Reports that a test provokes ========================================= */

/*
 * What the console prints between these two is provoked by the test. A
 * reader of the log wants to find @what in between, and nothing else.
 */
static inline void expect_report(struct kunit *test, const char *what)
{
	kunit_info(test, "splat expected: %s\n", what);
}

static inline void expect_report_end(struct kunit *test)
{
	kunit_info(test, "splat end\n");
}

/*
 * Run statements that warn @count times on this task. Nothing is printed, except
 * by kernels that cannot suppress warnings: what expects one has brackets then.
 */
#ifdef kunit_warning_suppress
#define CAN_SUPPRESS	true
#define count_warnings(test, count, ...)				\
	kunit_warning_suppress(test) {					\
		__VA_ARGS__;						\
		KUNIT_EXPECT_SUPPRESSED_WARNING_COUNT(test,		\
				IS_ENABLED(CONFIG_BUG) ? (count) : 0);	\
	}
#define ignore_warnings(test, ...)					\
	kunit_warning_suppress(test) {					\
		__VA_ARGS__;						\
	}
#else
#define CAN_SUPPRESS	false
#define ignore_warnings(test, ...)					\
	do {								\
		__VA_ARGS__;						\
	} while (0)
#define count_warnings(test, count, ...) ignore_warnings(test, __VA_ARGS__)
#endif

/* The same where nothing else is reported: what is printed is to match @what. */
#define expect_warnings(test, count, what, ...)				\
	do {								\
		if (!CAN_SUPPRESS && (count))				\
			expect_report(test, what);			\
		count_warnings(test, count, __VA_ARGS__);		\
		if (!CAN_SUPPRESS && (count))				\
			expect_report_end(test);			\
	} while (0)

/*
 * Destroy @s, which has objects left. The report of them is to match @what; it is
 * a warning that is suppressed if there is no SLUB_DEBUG.
 */
static inline void destroy_with_leak(struct kunit *test, const char *what,
				     struct kmem_cache *s)
{
	if (!CAN_SUPPRESS || IS_ENABLED(CONFIG_SLUB_DEBUG))
		expect_report(test, what);
	ignore_warnings(test, kmem_cache_destroy(s));
	if (!CAN_SUPPRESS || IS_ENABLED(CONFIG_SLUB_DEBUG))
		expect_report_end(test);
}

/* CONFIG_DEBUG_VM warns of a second cache of one name. */
#define expect_name_warning(test, name, ...)				\
	expect_warnings(test, IS_ENABLED(CONFIG_DEBUG_VM) ? 1 : 0,	\
			"kmem_cache of name '" name "' already exists", __VA_ARGS__)

#endif
