// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for bugs that sharing of slab caches had: nine of the kernel, by the
 * year, and some that users of caches reported.
 */

#include <linux/cache.h>
#include <linux/fs.h>
#include <linux/kasan.h>
#include <linux/kfence.h>
#include <linux/kmemleak.h>
#include <linux/kmsg_dump.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/slab-static.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/workqueue.h>
#include <trace/events/kmem.h>

#include "slab_test_util.h"

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

static const char * const names[] = { "slab-alias-0", "slab-alias-1" };

/* === Nine bugs of the kernel ============================================== */

/*
 * 84c1cf62465e: the name that the first user gave was shown and read after that
 * user, a module, was gone.
 */
static void bug_2010_name_of_gone_creator(struct kunit *test)
{
	char *name = kunit_kzalloc(test, 32, GFP_KERNEL);
	struct kmem_cache *a, *b, *p;

	KUNIT_ASSERT_NOT_NULL(test, name);
	strscpy(name, "slab-alias-creator", 32);
	a = create(test, name, class_size, 0);
	memset(name, 'x', 31);
	p = slab_primary(a);
	KUNIT_EXPECT_STREQ(test, p->name, "slab-alias-creator");

	b = create(test, "slab-alias-heir", class_size, 0);
	kmem_cache_destroy(a);
	if (slab_test_sharing)
		KUNIT_EXPECT_STREQ(test, p->name, "slab-alias-heir");
	expect_unnamed(test, "slab-alias-creator");
	kmem_cache_destroy(b);
}

/* 3e374919b314: a name could not be used again while its old storage lived. */
static void bug_2013_name_used_again(struct kunit *test)
{
	struct kmem_cache *a = create(test, "slab-alias-first", class_size, 0);
	struct kmem_cache *b = create(test, "slab-alias-second", class_size, 0);

	kmem_cache_destroy(a);
	a = create(test, "slab-alias-first", class_size + 64, 0);
	expect_named(test, "slab-alias-first", a);
	expect_named(test, "slab-alias-second", b);
	kmem_cache_destroy(b);
	kmem_cache_destroy(a);
}

/* A flag set at run time made a second storage ask for the id of the first. */
static void bug_2015_flag_at_run_time(struct kunit *test)
{
#if defined(CONFIG_FAILSLAB) && defined(SLAB_SUPPORTS_SYSFS)
	struct kmem_cache *a, *b;

	need_sharing(test);
	a = create(test, "slab-alias-first", class_size, 0);
	KUNIT_ASSERT_EQ(test, 1, slab_test_store("slab-alias-first/failslab", "1"));
	KUNIT_EXPECT_TRUE(test, a->flags & SLAB_FAILSLAB);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	b = create(test, "slab-alias-second", class_size, 0);
	KUNIT_EXPECT_FALSE(test, shared(a, b));
	expect_named(test, "slab-alias-first", a);
	expect_named(test, "slab-alias-second", b);
	KUNIT_EXPECT_EQ(test, 1, slab_test_store("slab-alias-first/failslab", "0"));
	kmem_cache_destroy(b);

	/* Without the flag it is found again. Then an error would hit both: refused. */
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	b = create(test, "slab-alias-second", class_size, 0);
	KUNIT_EXPECT_TRUE(test, shared(a, b));
	KUNIT_EXPECT_EQ(test, -EINVAL, slab_test_store("slab-alias-second/failslab", "1"));
	KUNIT_EXPECT_FALSE(test, b->flags & SLAB_FAILSLAB);
	kmem_cache_destroy(a);
	expect_named(test, "slab-alias-second", b);
	kmem_cache_destroy(b);
#else
	kunit_skip(test, "no failslab, or no files of caches in sysfs, on this kernel");
#endif
}

/* d50d82faa0c9: creating right after destroying ran into the old directory. */
static void bug_2018_destroy_then_create(struct kunit *test)
{
	struct kmem_cache *s;
	int i;

	for (i = 0; i < 50; i++) {
		s = create(test, "slab-alias-again", class_size, i % 2 ? SLAB_NO_MERGE : 0);
		expect_named(test, "slab-alias-again", s);
		kmem_cache_destroy(s);
		expect_unnamed(test, "slab-alias-again");
	}
}

struct racer {
	struct task_struct *task;
	struct kunit *test;
	unsigned int seed;
	unsigned int rounds;
};

/* Create, use and destroy caches of few names and two classes, over and over. */
static void race_rounds(struct racer *r)
{
	unsigned int i;

	for (i = 0; i < r->rounds; i++) {
		const unsigned int x = r->seed = r->seed * 1103515245 + 12345;
		const slab_flags_t flags = (x >> 16) % 4 ? 0 : SLAB_NO_MERGE;
		struct kmem_cache *s;
		void *p;

		s = kmem_cache_create(names[(x >> 20) % 2],
				      class_size + ((x >> 24) % 2 ? 64 : 0), 0,
				      flags, NULL);
		KUNIT_EXPECT_NOT_NULL(r->test, s);
		if (!s)
			break;
		p = kmem_cache_alloc(s, GFP_KERNEL);
		KUNIT_EXPECT_NOT_NULL(r->test, p);
		if (x & 0x10000000)
			kfree(p);
		else if (p)
			kmem_cache_free(s, p);
		cond_resched();
		kmem_cache_destroy(s);
	}
}

static int race(void *arg)
{
	struct racer *r = arg;

	/* DEBUG_VM warns of two of one name: how often is a matter of luck. */
	ignore_warnings(r->test, race_rounds(r));
	/* kthread_stop() wants it to be there. */
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

/*
 * Create and destroy the same names at once, which loading and unloading modules
 * does: -EEXIST, and "cannot create duplicate filename" in the log.
 */
static void bug_2021_create_and_destroy_at_once(struct kunit *test)
{
	static struct racer racers[3];
	struct kmem_cache *a;
	unsigned int i;

	/* The racers may provoke that report; these two are sure to. */
	if (!CAN_SUPPRESS && IS_ENABLED(CONFIG_DEBUG_VM)) {
		expect_report(test, "kmem_cache of name 'slab-alias-[01]' already exists");
		a = create(test, names[0], class_size, 0);
		kmem_cache_destroy(create(test, names[0], class_size, 0));
		kmem_cache_destroy(a);
	}
	for (i = 0; i < ARRAY_SIZE(racers); i++) {
		racers[i].test = test;
		racers[i].seed = 20210000 + i;
		racers[i].rounds = 60;
		racers[i].task = start_task(test, race, &racers[i], "slab-alias-race");
	}
	for (i = 0; i < ARRAY_SIZE(racers); i++)
		stop_task(test, racers[i].task);
	if (!CAN_SUPPRESS && IS_ENABLED(CONFIG_DEBUG_VM))
		expect_report_end(test);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	expect_unnamed(test, names[0]);
	expect_unnamed(test, names[1]);
}

/* Alignment made two storages that could not share have one id. */
static void bug_2023_alignment_in_the_id(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	static const unsigned int aligns[] = { 0, 16, 32, 64, 128, 256 };
	struct kmem_cache *a, *b;
	unsigned int i, k;

	need_sharing(test);
	for (i = 0; i < ARRAY_SIZE(aligns); i++) {
		for (k = 0; k < ARRAY_SIZE(aligns); k += stride(2)) {
			a = kmem_cache_create("slab-alias-first", class_size + 1,
					      aligns[i], 0, NULL);
			b = kmem_cache_create("slab-alias-second", class_size + 1,
					      aligns[k], SLAB_HWCACHE_ALIGN, NULL);
			KUNIT_ASSERT_NOT_NULL(test, a);
			KUNIT_ASSERT_NOT_NULL(test, b);
			expect_named(test, "slab-alias-first", a);
			expect_named(test, "slab-alias-second", b);
			if (!shared(a, b))
				KUNIT_EXPECT_STRNEQ(test, kobject_name(&slab_primary(a)->kobj),
						    kobject_name(&slab_primary(b)->kobj));
			kmem_cache_destroy(b);
			kmem_cache_destroy(a);
		}
	}
#else
	need_sysfs(test);
#endif
}

/*
 * CVE-2024-25740, 2420baa8e046: when sysfs refused the directory, the cache was
 * leaked, then freed twice. The name is taken here.
 */
static void cve_2024_25740_sysfs_refuses(struct kunit *test)
{
	struct kmem_cache *a, *b;
	void *p;

	need_sysfs(test);
	a = create(test, "slab-alias-first", class_size, SLAB_NO_MERGE);
	expect_name_warning(test, "slab-alias-first",
			    b = create(test, "slab-alias-first", class_size, SLAB_NO_MERGE));
	p = kmem_cache_alloc(b, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	kmem_cache_free(b, p);
	kmem_cache_destroy(b);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(b), -ENOENT);
	expect_named(test, "slab-alias-first", a);
	kmem_cache_destroy(a);
	expect_unnamed(test, "slab-alias-first");
}

/* A second ':a-0000176' when the first was not gone yet made a mount fail. */
static void bug_2024_duplicate_id(struct kunit *test)
{
	struct kmem_cache *a, *b, *c;

	a = create(test, "slab-alias-first", 176, SLAB_RECLAIM_ACCOUNT);
	b = create(test, "slab-alias-second", 176, SLAB_RECLAIM_ACCOUNT);
	kmem_cache_destroy(a);
	c = create(test, "slab-alias-third", 176, SLAB_RECLAIM_ACCOUNT);
	expect_named(test, "slab-alias-third", c);
	KUNIT_EXPECT_EQ(test, shared(b, c), slab_test_sharing);
	kmem_cache_destroy(b);
	a = create(test, "slab-alias-first", 176, SLAB_RECLAIM_ACCOUNT);
	expect_named(test, "slab-alias-first", a);
	KUNIT_EXPECT_EQ(test, shared(a, c), slab_test_sharing);
	kmem_cache_destroy(c);
	kmem_cache_destroy(a);
}

/* b26e52c523ea: a cache with debug flags was merged with one without. */
static void bug_2026_debug_cache_merged(struct kunit *test)
{
#ifdef CONFIG_SLUB_DEBUG
	struct kmem_cache *plain = create(test, "slab-alias-plain", class_size, 0);
	struct kmem_cache *debug = create(test, "slab-alias-debug", class_size, SLAB_POISON);
	struct kmem_cache *last = create(test, "slab-alias-last", class_size, 0);

	KUNIT_EXPECT_FALSE(test, shared(plain, debug));
	KUNIT_EXPECT_EQ(test, shared(plain, last), slab_test_sharing);
	KUNIT_EXPECT_FALSE(test, plain->flags & SLAB_POISON && slab_test_sharing);
	KUNIT_EXPECT_TRUE(test, debug->flags & SLAB_POISON);
	kmem_cache_destroy(plain);
	kmem_cache_destroy(debug);
	kmem_cache_destroy(last);
#else
	kunit_skip(test, "CONFIG_SLUB_DEBUG is off, there are no debug flags");
#endif
}

/* === Reports ============================================================== */

/* A name that kasprintf() had no memory for: there is no cache. */
static void no_name(struct kunit *test)
{
	const char *none = NULL;

	expect_report(test, "\\(null\\)\\) failed with error -(12|22)");
	KUNIT_EXPECT_NULL(test, kmem_cache_create(none, class_size, 0, 0, NULL));
	KUNIT_EXPECT_NULL(test, kmem_cache_create(none, class_size, 0, SLAB_NO_MERGE, NULL));
	expect_report_end(test);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* A size that no cache can have is refused before its alignment is asked for. */
static void impossible_sizes(struct kunit *test)
{
	const unsigned int sizes[] = {
		0, KMALLOC_MAX_SIZE + 1, INT_MAX, 1U << 31, UINT_MAX - 7, UINT_MAX,
	};
	struct kmem_cache *s = slab_static_image(2);
	const slab_flags_t flags[] = { 0, SLAB_HWCACHE_ALIGN, SLAB_NO_MERGE };
	unsigned int i, k;

	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	expect_report(test, "slab-alias-size\\) failed with error -22");
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		for (k = 0; k < ARRAY_SIZE(flags); k++) {
			KUNIT_EXPECT_NULL(test, kmem_cache_create("slab-alias-size", sizes[i],
								  0, flags[k], NULL));
			KUNIT_EXPECT_EQ(test, -EINVAL,
					kmem_cache_setup(s, "slab-alias-size", sizes[i], 0,
							 flags[k], NULL));
			KUNIT_EXPECT_TRUE(test, slab_is_unset(s));
		}
	}
	expect_report_end(test);
	expect_unnamed(test, "slab-alias-size");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

#define LEFT_OVER	".*: (Slab cache still has objects|Objects remaining)"
#define LEAKS		25

/* Whether the directory of a storage that can be shared is like ":a-0001408-1". */
static bool has_numbered_id(struct kmem_cache *s)
{
#ifdef SLAB_SUPPORTS_SYSFS
	const char *id = kobject_name(&s->kobj), *dash = strrchr(id, '-');

	/* The size has seven digits. */
	return dash && strlen(dash + 1) < 7;
#else
	return false;
#endif
}

/*
 * Leak, destroy and create again: nobody joins what has leaked, and names and ids
 * are free.
 */
static void leak_and_create_again(struct kunit *test)
{
	struct kmem_cache *s, *before = NULL;
	void **p = kunit_kcalloc(test, LEAKS, sizeof(*p), GFP_KERNEL);
	unsigned int round, i;

	KUNIT_ASSERT_NOT_NULL(test, p);
	for (round = 0; round < 3; round++) {
		s = create(test, "slab-alias-leaks", class_size + 64, SLAB_RECLAIM_ACCOUNT);
		KUNIT_EXPECT_PTR_NE(test, s, before);
		KUNIT_EXPECT_EQ(test, slab_alias_handles(s), 1);
		expect_named(test, "slab-alias-leaks", s);
		/* So is the id of what has leaked: this has no number at its end. */
		if (slab_test_sharing)
			KUNIT_EXPECT_FALSE(test, has_numbered_id(s));
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		KUNIT_ASSERT_TRUE(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, LEAKS, p));
		/* This is on purpose. */
		for (i = 0; i < LEAKS; i++)
			kmemleak_not_leak(p[i]);
		kmemleak_not_leak(s);
		destroy_with_leak(test, "slab-alias-leaks" LEFT_OVER, s);
		expect_unnamed(test, "slab-alias-leaks");
		KUNIT_EXPECT_EQ(test, slab_alias_handles(s), -ENOENT);
		before = s;
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/*
 * What an alias leaves behind is reported when the last handle goes, under the
 * name of that one: objects do not know who allocated them.
 */
static void leak_of_an_alias(struct kunit *test)
{
	struct kmem_cache *first, *alias;
	void **p;

	need_sharing(test);
	first = create(test, "slab-alias-stays", class_size, SLAB_RECLAIM_ACCOUNT);
	alias = create(test, "slab-alias-leaves", class_size, SLAB_RECLAIM_ACCOUNT);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(alias), first);
	no_kfence(alias);
	p = kmem_cache_alloc(alias, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	kmemleak_not_leak(p);
	kmemleak_not_leak(first);

	count_warnings(test, 0, kmem_cache_destroy(alias));
	expect_unnamed(test, "slab-alias-leaves");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	destroy_with_leak(test, "slab-alias-stays" LEFT_OVER, first);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/*
 * Destroy and create at once what has the same id, while a file of the old
 * directory is open, or its release has to wait for others: the new cache always
 * has its entry, and the old file reads no other cache.
 */
static void quick_destroy_and_create(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	const unsigned int rounds = 1000 / stride(10);
	struct kobject *held;
	struct kmem_cache *s;
	struct file *file;
	unsigned int i;
	char text[8];
	loff_t pos;

	for (i = 0; i < rounds; i++) {
		const slab_flags_t flags = i % 2 ? SLAB_NO_MERGE : 0;

		s = create(test, "slab-alias-quick", class_size, flags);
		expect_named(test, "slab-alias-quick", s);
		file = slab_test_open("slab-alias-quick/slab_size", O_RDONLY);
		KUNIT_ASSERT_FALSE(test, IS_ERR(file));
		held = i % 4 < 2 ? kobject_get(&s->kobj) : NULL;
		kmem_cache_destroy(s);
		expect_unnamed(test, "slab-alias-quick");

		s = create(test, "slab-alias-quick", class_size, flags);
		expect_named(test, "slab-alias-quick", s);
		if (slab_test_sharing && !flags)
			KUNIT_EXPECT_FALSE(test, has_numbered_id(s));
		pos = 0;
		KUNIT_EXPECT_EQ(test, -ENODEV, kernel_read(file, text, sizeof(text), &pos));
		filp_close(file, NULL);
		kobject_put(held);
		kmem_cache_destroy(s);
	}
	expect_unnamed(test, "slab-alias-quick");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
#else
	need_sysfs(test);
#endif
}

/*
 * Some zero an object themselves, by kmem_cache_size(). That of the smallest
 * handle of a class must not reach what is behind.
 */
static void zeroing_by_the_size_of_a_handle(struct kunit *test)
{
	struct kmem_cache *c[3];
	unsigned char *p[3][8];
	unsigned int i, k, whole;

	for (i = 0; i < 3; i++) {
		c[i] = create(test, i ? i == 1 ? "slab-alias-1" : "slab-alias-2" : "slab-alias-0",
			      class_size - i, 0);
		no_kfence(c[i]);
		/* Behind the objects of a handle there may be room of its storage. */
		whole = slab_primary(c[i]) == c[0] && !IS_ENABLED(CONFIG_KASAN) ?
			class_size : class_size - i;
		for (k = 0; k < 8; k++) {
			p[i][k] = kmem_cache_alloc(c[i], GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, p[i][k]);
			memset(p[i][k], 0xff, whole);
		}
	}
	for (i = 0; i < 3; i++)
		for (k = 0; k < 8; k += 2)
			memset(p[i][k], 0, kmem_cache_size(c[i]));
	for (i = 0; i < 3; i++) {
		for (k = 0; k < 8; k++) {
			KUNIT_EXPECT_NULL(test, memchr_inv(p[i][k], k % 2 ? 0xff : 0,
							   class_size - i));
			if (slab_primary(c[i]) == c[0] && !IS_ENABLED(CONFIG_KASAN))
				KUNIT_EXPECT_NULL(test, memchr_inv(p[i][k] + class_size - i,
								   0xff, i));
			kmem_cache_free(c[i], p[i][k]);
		}
	}
	for (i = 0; i < 3; i++)
		kmem_cache_destroy(c[i]);
}

/* How often @text was logged after @mark. */
static unsigned int logged_since(const char *mark, const char *text)
{
	struct kmsg_dump_iter iter;
	unsigned int found = 0;
	char line[256];
	size_t len;

	kmsg_dump_rewind(&iter);
	while (kmsg_dump_get_line(&iter, false, line, sizeof(line) - 1, &len)) {
		line[len] = '\0';
		if (strstr(line, mark))
			found = 0;
		else if (strstr(line, text))
			found++;
	}
	return found;
}

struct second_free {
	struct work_struct work;
	struct kmem_cache *cache;
	void *object;
};

static void free_again(struct work_struct *work)
{
	struct second_free *f = container_of(work, struct second_free, work);

	kmem_cache_free(f->cache, f->object);
}

/*
 * Where memory has tags, KASAN looks for the stacks of an object by a size that it
 * has noted. Objects of an alias, and those from before a larger cache joined, have
 * theirs all the same. Each handle frees one of its objects twice, the second time
 * on another task: KASAN takes its report for a failure of the case that a task runs.
 */
static void tags_lead_to_the_stacks(struct kunit *test)
{
	static const char * const tagged[] = { "slab-alias-0", "slab-alias-1", "slab-alias-2" };
	struct kmem_cache_args args = { .align = 64 };
	struct second_free again;
	struct kmem_cache *c[3];
	void *p[3];
	unsigned int i;

	if (!(kasan_hw_tags_enabled() || IS_ENABLED(CONFIG_KASAN_SW_TAGS)) ||
	    !IS_ENABLED(CONFIG_PRINTK))
		kunit_skip(test, "no stacks to look for: memory has no tags, or PRINTK is off");
	need_sharing(test);

	for (i = 0; i < 3; i++) {
		c[i] = kmem_cache_create(tagged[i], class_size - 40 + 20 * i, &args, 0);
		KUNIT_ASSERT_NOT_NULL(test, c[i]);
		KUNIT_EXPECT_TRUE(test, shared(c[i], c[0]));
		p[i] = kmem_cache_alloc(c[i], GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p[i]);
	}
	INIT_WORK_ONSTACK(&again.work, free_again);
	for (i = 0; i < 3; i++) {
		kmem_cache_free(c[i], p[i]);
		/* It has a report of its own. */
		if (is_kfence_address(p[i]))
			continue;
		again.cache = c[i];
		again.object = p[i];
		expect_report(test, "BUG: KASAN: double-free in");
		schedule_work(&again.work);
		flush_work(&again.work);
		expect_report_end(test);
		KUNIT_EXPECT_EQ(test, logged_since("splat expected", "Allocated by task"), 1);
		KUNIT_EXPECT_EQ(test, logged_since("splat expected", "Freed by task"), 1);
	}
	destroy_work_on_stack(&again.work);
	for (i = 0; i < 3; i++)
		kmem_cache_destroy(c[i]);
}

#ifdef CONFIG_TRACEPOINTS
struct traced {
	struct task_struct *task;
	const struct kmem_cache *cache;
	unsigned int seen;
};

static void probe_alloc(void *data, unsigned long call_site, const void *ptr,
			struct kmem_cache *s, gfp_t flags, int node)
{
	struct traced *t = data;

	t->seen += current == t->task && s == t->cache;
}
#endif

/* Events are given the handle. What they print of it only tracefs shows. */
static void traced_handle(struct kunit *test)
{
#ifdef CONFIG_TRACEPOINTS
	struct kmem_cache *small = create(test, "slab-alias-small", class_size - 6, 0);
	struct kmem_cache *large = create(test, "slab-alias-large", class_size, 0);
	struct kmem_cache *caches[] = { small, large };
	struct traced t = { .task = current };
	unsigned int i;
	void *p;

	KUNIT_ASSERT_EQ(test, 0, register_trace_kmem_cache_alloc(probe_alloc, &t));
	for (i = 0; i < ARRAY_SIZE(caches); i++) {
		t.cache = caches[i];
		t.seen = 0;
		p = kmem_cache_alloc(caches[i], GFP_KERNEL);
		KUNIT_EXPECT_NOT_NULL(test, p);
		KUNIT_EXPECT_EQ(test, t.seen, 1);
		kmem_cache_free(caches[i], p);
	}
	unregister_trace_kmem_cache_alloc(probe_alloc, &t);
	tracepoint_synchronize_unregister();
	kmem_cache_destroy(large);
	kmem_cache_destroy(small);
#else
	kunit_skip(test, "no tracepoints on this kernel");
#endif
}

/* === The suite ============================================================ */

static int slab_bugs_suite_init(struct kunit_suite *suite)
{
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_bugs_cases[] = {
	KUNIT_CASE(bug_2010_name_of_gone_creator),
	KUNIT_CASE(bug_2013_name_used_again),
	KUNIT_CASE(bug_2015_flag_at_run_time),
	KUNIT_CASE(bug_2018_destroy_then_create),
	KUNIT_CASE(bug_2021_create_and_destroy_at_once),
	KUNIT_CASE(bug_2023_alignment_in_the_id),
	KUNIT_CASE(cve_2024_25740_sysfs_refuses),
	KUNIT_CASE(bug_2024_duplicate_id),
	KUNIT_CASE(bug_2026_debug_cache_merged),
	KUNIT_CASE(no_name),
	KUNIT_CASE(impossible_sizes),
	KUNIT_CASE(leak_and_create_again),
	KUNIT_CASE(leak_of_an_alias),
	KUNIT_CASE(quick_destroy_and_create),
	KUNIT_CASE(zeroing_by_the_size_of_a_handle),
	KUNIT_CASE(tags_lead_to_the_stacks),
	KUNIT_CASE(traced_handle),
	{}
};

static struct kunit_suite slab_bugs_suite = {
	.name = "slab_bugs",
	.suite_init = slab_bugs_suite_init,
	.test_cases = slab_bugs_cases,
};

kunit_test_suite(slab_bugs_suite);

MODULE_DESCRIPTION("KUnit test for bugs of slab caches that share storage");
MODULE_LICENSE("GPL");
