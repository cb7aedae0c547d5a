// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for caches with static storage, mm/slab_static.c.
 *
 * Built as a module, the suite has static caches in real module memory. Built
 * in, it calls some caches of its own module memory through a stub.
 */

#include <kunit/static_stub.h>
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/slab-static.h>
#include <linux/string.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>
#include <asm/sections.h>

#include "../../mm/slab.h"	/* primary_cache, and what mm/slab_*.c show */
#include "slab_static_image.h"

#define MODULE_CACHES	8
static struct kmem_cache_opaque module_caches[MODULE_CACHES];

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;
/* Whether caches of one class share storage on this kernel. */
static bool sharing;

static unsigned int orders;
module_param(orders, uint, 0444);
MODULE_PARM_DESC(orders, "destroy orders (of 120) for each creation order; 0: all on one CPU, one on more");

/* === Kinds of caches ====================================================== */

enum kind { DYNAMIC, IMAGE, IN_MODULE, KINDS };

static const char * const kind_names[KINDS] = { "dynamic", "image", "module" };

static bool in_module_caches(const struct kmem_cache *s)
{
	return (void *)s >= (void *)module_caches &&
	       (void *)s < (void *)(module_caches + MODULE_CACHES);
}

static struct kmem_cache *module_cache(unsigned int i)
{
	return to_kmem_cache(&module_caches[i]);
}

/* The struct that a cache is to be set up in; NULL for a dynamic one. */
static struct kmem_cache *storage_of(enum kind kind, unsigned int i)
{
	switch (kind) {
	case IMAGE:
		return slab_static_image(i);
	case IN_MODULE:
		return module_cache(i);
	default:
		return NULL;
	}
}

/* Create or set up. Returns the cache, asserts that there is one. */
static struct kmem_cache *make(struct kunit *test, enum kind kind, unsigned int i,
			       const char *name, unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *s = storage_of(kind, i);

	if (s)
		KUNIT_ASSERT_EQ(test, kmem_cache_setup(s, name, size, 0, flags, NULL), 0);
	else
		s = kmem_cache_create(name, size, 0, flags, NULL);
	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), size);
	return s;
}

static bool is_zero(struct kmem_cache *s)
{
	return !memchr_inv(s, 0, sizeof(struct kmem_cache_opaque));
}

/* Storage that a module leaves behind at once; others may wait for a kobject. */
static void expect_unused(struct kunit *test, struct kmem_cache *s)
{
	if (in_module_caches(s) || !IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE))
		KUNIT_EXPECT_TRUE(test, is_zero(s));
}

static void expect_works(struct kunit *test, struct kmem_cache *s)
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

static void need_sharing(struct kunit *test)
{
	if (!sharing)
		kunit_skip(test, "no sharing here: merging is off, or KASAN or slab_debug is on");
}

/*
 * What the console prints between these two is provoked by the test. Whoever
 * looks for reports in the log wants to find @what in between, and nothing else.
 */
static void expect_report(struct kunit *test, const char *what)
{
	kunit_info(test, "splat expected: %s\n", what);
}

static void expect_report_end(struct kunit *test)
{
	kunit_info(test, "splat end\n");
}

static void expect_named(struct kunit *test, const char *name, struct kmem_cache *s)
{
	if (__is_defined(SLAB_SUPPORTS_SYSFS))
		KUNIT_EXPECT_PTR_EQ(test, slab_alias_lookup(name), slab_primary(s));
}

static void expect_unnamed(struct kunit *test, const char *name)
{
	KUNIT_EXPECT_NULL_MSG(test, slab_alias_lookup(name), "%s is still there", name);
}

/* === The order of creation and of destruction ============================= */

#define CACHES		5
#define ORDERS		120		/* permutations of CACHES */
#define ASSIGNMENTS	243		/* KINDS to the power of CACHES */

static const char * const names[CACHES] = {
	"slab-static-0", "slab-static-1", "slab-static-2", "slab-static-3",
	"slab-static-4",
};

static unsigned int ran;

static enum kind kind_at(unsigned int assignment, unsigned int i)
{
	while (i++ < CACHES - 1)
		assignment /= KINDS;
	return assignment % KINDS;
}

/* The @rank-th permutation of 0 .. CACHES - 1. */
static void permutation(u8 *at, unsigned int rank)
{
	u8 left[CACHES] = { 0, 1, 2, 3, 4 };
	unsigned int block = ORDERS, i, k;

	for (i = 0; i < CACHES; i++) {
		block /= CACHES - i;
		k = rank / block;
		rank %= block;
		at[i] = left[k];
		memmove(left + k, left + k + 1, CACHES - 1 - k);
	}
}

static u8 assignments[ASSIGNMENTS];

/*
 * Caches differ by their kind only, so all orders of creating five of some kinds
 * are all sequences of five kinds.
 */
static const void *assignment_gen_params(struct kunit *test, const void *prev, char *desc)
{
	const u8 *p = prev ? (const u8 *)prev + 1 : assignments;
	unsigned int i, len = 0;

	if (p == assignments + ASSIGNMENTS)
		return NULL;
	for (i = 0; i < CACHES; i++)
		len += scnprintf(desc + len, KUNIT_PARAM_DESC_SIZE - len, "%s%s",
				 i ? " " : "create ",
				 kind_names[kind_at(p - assignments, i)]);
	return p;
}

struct five {
	enum kind kind[CACHES];
	struct kmem_cache *c[CACHES];
	unsigned char *obj[CACHES][2];
};

static void create_five(struct kunit *test, struct five *f)
{
	struct kmem_cache *p;
	unsigned int i, k;

	for (i = 0; i < CACHES; i++) {
		f->c[i] = make(test, f->kind[i], i, names[i], class_size - i, 0);
		p = slab_primary(f->c[i]);
		if (sharing)
			KUNIT_EXPECT_PTR_EQ(test, p, slab_primary(f->c[0]));
		/* Who owns it: the first that may, or a hidden one made for it. */
		if (!i || !sharing) {
			KUNIT_EXPECT_EQ(test, p == f->c[i], f->kind[i] != IN_MODULE);
			KUNIT_EXPECT_EQ(test, p->hidden, f->kind[i] == IN_MODULE);
		}
		KUNIT_EXPECT_FALSE(test, in_module_caches(p));
		KUNIT_EXPECT_FALSE(test, slab_in_module(p));
		expect_named(test, names[i], f->c[i]);
		for (k = 0; k < 2; k++) {
			f->obj[i][k] = kmem_cache_alloc(f->c[i], GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, f->obj[i][k]);
			KUNIT_EXPECT_PTR_EQ(test, p, virt_to_slab(f->obj[i][k])->slab_cache);
			memset(f->obj[i][k], 'a' + i, class_size - i);
		}
	}
}

/* An object of each handle lives until the next one goes, if storage is shared. */
static void destroy_five(struct kunit *test, struct five *f, const u8 *order)
{
	struct kmem_cache *p = slab_primary(f->c[0]);
	unsigned char *crossing = NULL;
	unsigned int i, n, at;

	for (n = 0; n < CACHES; n++) {
		at = order[n];
		if (crossing) {
			i = order[n - 1];
			KUNIT_EXPECT_NULL(test, memchr_inv(crossing, 'a' + i, class_size - i));
			kfree(crossing);
		}
		kmem_cache_free(f->c[at], f->obj[at][0]);
		crossing = f->obj[at][1];
		if (!sharing || n == CACHES - 1) {
			kmem_cache_free(f->c[at], crossing);
			crossing = NULL;
		}

		kmem_cache_destroy(f->c[at]);

		expect_unnamed(test, names[at]);
		if (f->kind[at] == IN_MODULE)
			expect_unused(test, f->c[at]);
		for (i = n + 1; i < CACHES; i++) {
			const unsigned int live = order[i];

			KUNIT_EXPECT_NULL(test, memchr_inv(f->obj[live][1], 'a' + live,
							   class_size - live));
			KUNIT_EXPECT_EQ(test, kmem_cache_size(f->c[live]), class_size - live);
			expect_named(test, names[live], f->c[live]);
		}
		if (sharing)
			KUNIT_EXPECT_EQ(test, slab_alias_handles(p),
					n < CACHES - 1 ? CACHES - 1 - n : -ENOENT);
		if (!n)
			KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	}
	for (i = 0; i < CACHES; i++) {
		if (f->kind[i] != DYNAMIC)
			expect_unused(test, f->c[i]);
	}
}

static unsigned int orders_to_run(void)
{
	if (orders)
		return min(orders, ORDERS);
	/* To set up what was just destroyed takes seconds there. */
	if (IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE))
		return 1;
	return num_online_cpus() == 1 ? ORDERS : 1;
}

static void merge_order(struct kunit *test)
{
	const unsigned int assignment = (const u8 *)test->param_value - assignments;
	const unsigned int some = orders_to_run();
	struct five f = { };
	u8 order[CACHES];
	unsigned int i;

	for (i = 0; i < CACHES; i++)
		f.kind[i] = kind_at(assignment, i);
	for (i = 0; i < some; i++, ran++) {
		/* Spread evenly, and from another start for each assignment. */
		permutation(order, (i * ORDERS / some + assignment * 53) % ORDERS);
		create_five(test, &f);
		destroy_five(test, &f, order);
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void merge_order_summary(struct kunit *test)
{
	kunit_info(test, "%u creation orders of 5 caches x %u of 120 destroy orders: %u ran\n",
		   ASSIGNMENTS, ran / ASSIGNMENTS, ran);
	KUNIT_EXPECT_GE(test, ran, ASSIGNMENTS);
	ran = 0;
}

/* === Set-up and destroy =================================================== */

static const void *static_kind_gen_params(struct kunit *test, const void *prev, char *desc)
{
	static const enum kind kinds[] = { IMAGE, IN_MODULE };
	const enum kind *k = prev ? (const enum kind *)prev + 1 : kinds;

	if (k == kinds + ARRAY_SIZE(kinds))
		return NULL;
	strscpy(desc, kind_names[*k], KUNIT_PARAM_DESC_SIZE);
	return k;
}

static enum kind param_kind(struct kunit *test)
{
	return *(const enum kind *)test->param_value;
}

static void forms_of_setup(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 0);
	struct kmem_cache_args args = { .align = 64 };
	struct order_five { u64 a[5]; char b[8]; };

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-form", 40, 8, 0, NULL));
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), 40);
	expect_works(test, s);
	kmem_cache_destroy(s);

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-form", 200, &args, 0));
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), 200);
	KUNIT_EXPECT_EQ(test, s->size % 64, 0);
	expect_works(test, s);
	kmem_cache_destroy(s);

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-form", 200, NULL, SLAB_ACCOUNT));
	KUNIT_EXPECT_TRUE(test, !IS_ENABLED(CONFIG_MEMCG) || s->flags & SLAB_ACCOUNT);
	kmem_cache_destroy(s);

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup_usercopy(s, "slab-static-form", 96, 0, 0,
							   16, 32, NULL));
#ifdef CONFIG_HARDENED_USERCOPY
	KUNIT_EXPECT_EQ(test, slab_primary(s)->useroffset, 16);
	KUNIT_EXPECT_EQ(test, slab_primary(s)->usersize, 32);
#endif
	expect_works(test, s);
	kmem_cache_destroy(s);

	KUNIT_ASSERT_EQ(test, 0, KMEM_CACHE_SETUP(s, order_five, 0));
	KUNIT_EXPECT_STREQ(test, s->name, "order_five");
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), sizeof(struct order_five));
	kmem_cache_destroy(s);

	KUNIT_ASSERT_EQ(test, 0, KMEM_CACHE_SETUP_USERCOPY(s, order_five, 0, b));
#ifdef CONFIG_HARDENED_USERCOPY
	KUNIT_EXPECT_EQ(test, slab_primary(s)->useroffset, 40);
	KUNIT_EXPECT_EQ(test, slab_primary(s)->usersize, 8);
#endif
	kmem_cache_destroy(s);
	expect_unused(test, s);
}

/* Alone, as the owner of what others use, and as an alias. */
static void setup_twice(struct kunit *test)
{
	const enum kind kind = param_kind(test);
	struct kmem_cache *s = storage_of(kind, 0), *before, *other = NULL;
	struct kmem_cache_opaque copy;
	int round;

	for (round = 0; round < 3; round++) {
		if (round == 2)
			other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
		s = make(test, kind, 0, "slab-static-live", class_size, 0);
		if (round == 1)
			other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
		before = slab_primary(s);

		memcpy(&copy, s, sizeof(copy));
		expect_report(test, "cache slab-static-live is set up already");
		KUNIT_EXPECT_EQ(test, -EBUSY,
				kmem_cache_setup(s, "slab-static-more", class_size, 0, 0, NULL));
		expect_report_end(test);
		KUNIT_EXPECT_EQ(test, memcmp(&copy, s, sizeof(copy)), 0);
		KUNIT_EXPECT_PTR_EQ(test, slab_primary(s), before);
		expect_named(test, "slab-static-live", s);
		expect_unnamed(test, "slab-static-more");
		expect_works(test, s);

		kmem_cache_destroy(s);
		if (round)
			kmem_cache_destroy(other);
		expect_unused(test, s);
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void destroy_not_set_up(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 7);

	KUNIT_ASSERT_TRUE(test, is_zero(s));
	kmem_cache_destroy(s);
	KUNIT_EXPECT_TRUE(test, is_zero(s));

	make(test, param_kind(test), 7, "slab-static-once", class_size, 0);
	kmem_cache_destroy(s);
	kmem_cache_destroy(s);
	expect_unused(test, s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void setup_after_destroy(struct kunit *test)
{
	const enum kind kind = param_kind(test);
	struct kmem_cache *s;
	int i;

	for (i = 0; i < 8; i++) {
		s = make(test, kind, 1, i % 2 ? "slab-static-odd" : "slab-static-even",
			 class_size + i % 3 * 64, i % 4 ? 0 : SLAB_NO_MERGE);
		expect_works(test, s);
		expect_named(test, s->name, s);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		kmem_cache_destroy(s);
	}
	expect_unnamed(test, "slab-static-odd");
	expect_unnamed(test, "slab-static-even");
}

static void allocate_before_setup(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 2);
	void *p[2];

	if (!IS_ENABLED(CONFIG_DEBUG_VM))
		kunit_skip(test, "CONFIG_DEBUG_VM is off, nobody looks");

	KUNIT_ASSERT_TRUE(test, is_zero(s));
	expect_report(test, "allocation from .*, which is not set up");
	KUNIT_EXPECT_NULL(test, kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kmem_cache_zalloc(s, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kmem_cache_alloc_node(s, GFP_KERNEL, 0));
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, 2, p), 0);
#ifndef MODULE
	KUNIT_EXPECT_NULL(test, kmem_cache_prefill_sheaf(s, GFP_KERNEL, 2));
#endif
	expect_report_end(test);
	KUNIT_EXPECT_TRUE(test, is_zero(s));

	/* And after it is gone. */
	make(test, param_kind(test), 2, "slab-static-gone", class_size, 0);
	expect_works(test, s);
	kmem_cache_destroy(s);
	if (is_zero(s)) {
		expect_report(test, "allocation from .*, which is not set up");
		KUNIT_EXPECT_NULL(test, kmem_cache_alloc(s, GFP_KERNEL));
		expect_report_end(test);
	}
}

static void no_static_storage(struct kunit *test)
{
	struct kmem_cache_opaque *o = kunit_kzalloc(test, sizeof(*o), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, o);
	expect_report(test, "is no static storage of a cache");
	KUNIT_EXPECT_EQ(test, -EINVAL, kmem_cache_setup(to_kmem_cache(o), "slab-static-heap",
							class_size, 0, 0, NULL));
#ifndef MODULE
	/* Goes when the kernel is up. Only its address is looked at. */
	KUNIT_EXPECT_EQ(test, -EINVAL, kmem_cache_setup((void *)__init_begin, "slab-static-init",
							class_size, 0, 0, NULL));
#endif
	expect_report_end(test);
	KUNIT_EXPECT_TRUE(test, is_zero(to_kmem_cache(o)));
	expect_unnamed(test, "slab-static-heap");

	expect_report(test, "kmem_cache_setup");
	KUNIT_EXPECT_EQ(test, -EINVAL,
			kmem_cache_setup(NULL, "slab-static-null", class_size, 0, 0, NULL));
	expect_report_end(test);
}

static void bad_arguments(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 3);
	struct kmem_cache_args args = {
		.use_freeptr_offset = true,
		.freeptr_offset = 4 * class_size,
	};

	/* A free pointer behind the end of an object. */
	expect_report(test, "slab-static-bad\\) failed with error -22");
	KUNIT_EXPECT_EQ(test, -EINVAL, kmem_cache_setup(s, "slab-static-bad", class_size,
							&args, SLAB_NO_MERGE));
	expect_report_end(test);
	KUNIT_EXPECT_TRUE(test, is_zero(s));
	expect_unnamed(test, "slab-static-bad");
	make(test, param_kind(test), 3, "slab-static-bad", class_size, 0);
	expect_works(test, s);
	kmem_cache_destroy(s);
}

static void exported_cache_has_users(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(exported_cache, "slab-static-exported",
						  class_size - 7, 0, 0, NULL));
	KUNIT_EXPECT_TRUE(test, slab_static_use(200, class_size - 7));
	kmem_cache_destroy(exported_cache);
	expect_unused(test, exported_cache);
}

/* What a static cache costs, in the configuration that is optimized for. */
static void footprint(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_64BIT) || IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE) ||
	    IS_ENABLED(CONFIG_LOCKDEP) || IS_ENABLED(CONFIG_KASAN) ||
	    L1_CACHE_BYTES > 256)
		kunit_skip(test, "debugging makes struct kmem_cache larger here");

	KUNIT_EXPECT_LE(test, KMEM_CACHE_SIZE, 256);
	KUNIT_EXPECT_LE(test, sizeof(struct kmem_cache_opaque), 256);
	KUNIT_EXPECT_EQ(test, KMEM_CACHE_SIZE, sizeof(struct kmem_cache));
}

/* === Storage in the image that its user destroyed first =================== */

static void given_back_to_its_user(struct kunit *test)
{
	struct kmem_cache *s, *alias, *other;

	need_sharing(test);
	s = make(test, IMAGE, 0, "slab-static-first", class_size, 0);
	alias = make(test, DYNAMIC, 0, "slab-static-alias", class_size - 1, 0);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(alias), s);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_TRUE(test, s->hidden);
	KUNIT_EXPECT_STREQ(test, s->name, "slab-static-alias");

	/* Not for another class, be there one, nor for a cache that must be alone. */
	other = make(test, DYNAMIC, 1, "slab-static-other", class_size + 64, 0);
	expect_report(test, "slab-static-back\\) failed with error -16");
	KUNIT_EXPECT_EQ(test, -EBUSY, kmem_cache_setup(s, "slab-static-back",
						       class_size + 64, 0, 0, NULL));
	KUNIT_EXPECT_EQ(test, -EBUSY, kmem_cache_setup(s, "slab-static-back",
						       class_size, 0, SLAB_NO_MERGE, NULL));
	/* It is 0 without memcg. */
	if (SLAB_ACCOUNT)
		KUNIT_EXPECT_EQ(test, -EBUSY, kmem_cache_setup(s, "slab-static-back", class_size,
							       0, SLAB_ACCOUNT, NULL));
	expect_report_end(test);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(s), 1);
	expect_unnamed(test, "slab-static-back");
	expect_works(test, alias);
	kmem_cache_destroy(other);

	/* With another name and size of its class. */
	make(test, IMAGE, 0, "slab-static-back", class_size - 2, 0);
	KUNIT_EXPECT_FALSE(test, s->hidden);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(s), 2);
	expect_named(test, "slab-static-back", s);
	expect_unnamed(test, "slab-static-first");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	expect_works(test, s);
	kmem_cache_destroy(alias);
	expect_named(test, "slab-static-back", s);
	expect_works(test, s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(s);
	expect_unused(test, s);
}

/* Once the last alias took the storage with it, it is anything's again. */
static void free_after_last_alias(struct kunit *test)
{
	struct kmem_cache *s, *alias;

	need_sharing(test);
	s = make(test, IMAGE, 0, "slab-static-first", class_size, 0);
	alias = make(test, IN_MODULE, 0, "slab-static-alias", class_size, 0);
	kmem_cache_destroy(s);
	kmem_cache_destroy(alias);
	expect_unused(test, alias);
	make(test, IMAGE, 0, "slab-static-next", class_size + 64, SLAB_ACCOUNT);
	expect_works(test, s);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

struct destroyer {
	struct kmem_cache *cache;
	struct completion done;
};

static int destroy_it(void *arg)
{
	struct destroyer *d = arg;

	kmem_cache_destroy(d->cache);
	complete(&d->done);
	return 0;
}

/*
 * Storage at @s that only @d's cache uses, whose destroy begins. Pins, which
 * iterators have otherwise, keep it from getting far.
 */
static void destroy_in_background(struct kunit *test, struct kmem_cache *s,
				  struct destroyer *d, unsigned int pins)
{
	struct task_struct *task;

	make(test, IMAGE, 0, "slab-static-first", class_size, 0);
	d->cache = make(test, DYNAMIC, 0, "slab-static-alias", class_size, 0);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(d->cache), s);
	kmem_cache_destroy(s);
	s->pins = pins;
	init_completion(&d->done);
	task = kthread_run(destroy_it, d, "slab-static-destroy");
	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
}

struct unpinner {
	struct kmem_cache *cache;
	struct delayed_work work;
	bool done;
};

static void unpin(struct work_struct *work)
{
	struct unpinner *u = container_of(work, struct unpinner, work.work);

	u->done = true;
	WRITE_ONCE(u->cache->pins, 0);
	wake_up_var(&u->cache->pins);
}

/* Its user may come back while another's destroy takes the storage down. */
static void setup_waits_for_destruction(struct kunit *test)
{
	struct kmem_cache *s = slab_static_image(0);
	struct unpinner u = { .cache = s };
	struct destroyer d;

	need_sharing(test);
	destroy_in_background(test, s, &d, 1);
	while (READ_ONCE(s->refcount) > 0)
		schedule_timeout_uninterruptible(1);
	INIT_DELAYED_WORK_ONSTACK(&u.work, unpin);
	schedule_delayed_work(&u.work, HZ / 10);

	make(test, IMAGE, 0, "slab-static-back", class_size + 64, 0);
	KUNIT_EXPECT_TRUE(test, u.done);
	expect_works(test, s);
	wait_for_completion(&d.done);
	flush_delayed_work(&u.work);
	destroy_delayed_work_on_stack(&u.work);
	expect_unnamed(test, "slab-static-alias");
	expect_named(test, "slab-static-back", s);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* The same with two CPUs at it: before, while and after it is taken down. */
static void setup_races_with_destruction(struct kunit *test)
{
	struct kmem_cache *s = slab_static_image(0);
	struct destroyer d;
	int i;

	need_sharing(test);
	for (i = 0; i < 20; i++) {
		destroy_in_background(test, s, &d, 0);
		while (i % 2 && READ_ONCE(s->refcount) > 0)
			cond_resched();
		make(test, IMAGE, 0, "slab-static-back", class_size, 0);
		expect_works(test, s);
		wait_for_completion(&d.done);
		expect_unnamed(test, "slab-static-alias");
		expect_named(test, "slab-static-back", s);
		kmem_cache_destroy(s);
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === Caches of modules ==================================================== */

static void some_ctor(void *object)
{
	memset(object, 'c', 16);
}

struct alone {
	const char *what;
	slab_flags_t flags;
	void (*ctor)(void *object);
	unsigned int usersize;
	unsigned int sheaf_capacity;
};

static const struct alone alone[] = {
	{ .what = "ctor", .ctor = some_ctor },
	{ .what = "usercopy", .usersize = 8 },
	{ .what = "SLAB_NO_MERGE", .flags = SLAB_NO_MERGE },
	{ .what = "SLAB_TYPESAFE_BY_RCU", .flags = SLAB_TYPESAFE_BY_RCU },
	{ .what = "SLAB_TYPESAFE_BY_RCU, ctor", .flags = SLAB_TYPESAFE_BY_RCU,
	  .ctor = some_ctor },
	{ .what = "sheaf_capacity", .sheaf_capacity = 16 },
#ifdef CONFIG_SLUB_DEBUG
	{ .what = "SLAB_POISON", .flags = SLAB_POISON },
	{ .what = "SLAB_RED_ZONE", .flags = SLAB_RED_ZONE },
	{ .what = "SLAB_STORE_USER", .flags = SLAB_STORE_USER },
	{ .what = "SLAB_CONSISTENCY_CHECKS", .flags = SLAB_CONSISTENCY_CHECKS },
#endif
};

KUNIT_ARRAY_PARAM_DESC(alone, alone, what);

/* Those that may not merge get a hidden primary, too. */
static void alone_in_a_module(struct kunit *test)
{
	const struct alone *a = test->param_value;
	struct kmem_cache_args args = {
		.ctor = a->ctor,
		.usersize = a->usersize,
		.sheaf_capacity = a->sheaf_capacity,
	};
	const unsigned int n = 100;
	unsigned char **obj = kunit_kcalloc(test, n, sizeof(*obj), GFP_KERNEL);
	struct kmem_cache *s = module_cache(0), *p, *other;
	unsigned int i, round;

	if (IS_ENABLED(CONFIG_KASAN) &&
	    a->flags & (SLAB_POISON | SLAB_RED_ZONE | SLAB_STORE_USER))
		kunit_skip(test, "KASAN reports metadata of debugging under User-mode Linux");

	KUNIT_ASSERT_NOT_NULL(test, obj);
	for (round = 0; round < 2; round++) {
		KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-alone", class_size,
							  &args, a->flags));
		p = slab_primary(s);
		KUNIT_EXPECT_PTR_NE(test, p, s);
		KUNIT_EXPECT_TRUE(test, p->hidden);
		KUNIT_EXPECT_EQ(test, slab_alias_handles(p), 1);
		expect_named(test, "slab-static-alone", s);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);

		for (i = 0; i < n; i++) {
			obj[i] = kmem_cache_alloc(s, GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, obj[i]);
			KUNIT_EXPECT_PTR_EQ(test, virt_to_slab(obj[i])->slab_cache, p);
			if (a->ctor)
				KUNIT_EXPECT_NULL(test, memchr_inv(obj[i], 'c', 16));
			else
				memset(obj[i], 'o', class_size);
		}
		/* Nobody joins it, unless usercopy is not looked at here. */
		other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
		if (!a->usersize || IS_ENABLED(CONFIG_HARDENED_USERCOPY))
			KUNIT_EXPECT_PTR_NE(test, slab_primary(other), p);
		kmem_cache_destroy(other);

		for (i = 0; i < n / 2; i++)
			kmem_cache_free(s, obj[i]);
		kmem_cache_free_bulk(s, n - n / 2, (void **)obj + n / 2);
		if (a->ctor) {
			obj[0] = kmem_cache_alloc(s, GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, obj[0]);
			KUNIT_EXPECT_NULL(test, memchr_inv(obj[0], 'c', 16));
			kfree(obj[0]);
		} else {
			expect_works(test, s);
		}
		kmem_cache_destroy(s);
		expect_unused(test, s);
		expect_unnamed(test, "slab-static-alone");
		KUNIT_EXPECT_EQ(test, slab_alias_handles(p), -ENOENT);
	}
}

/* The module comes first and goes: who joined later keeps the storage. */
static void partner_comes_later(struct kunit *test)
{
	struct kmem_cache *s, *d, *p;
	unsigned char *obj;

	need_sharing(test);
	s = make(test, IN_MODULE, 0, "slab-static-module", class_size, 0);
	p = slab_primary(s);
	obj = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);
	memset(obj, 'm', class_size);
	d = make(test, DYNAMIC, 0, "slab-static-dynamic", class_size - 1, 0);
	KUNIT_EXPECT_PTR_EQ(test, slab_primary(d), p);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(p), 2);

	kmem_cache_destroy(s);
	expect_unused(test, s);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(p), 1);
	KUNIT_EXPECT_STREQ(test, p->name, "slab-static-dynamic");
	expect_works(test, d);
	KUNIT_EXPECT_NULL(test, memchr_inv(obj, 'm', class_size));
	kmem_cache_free(d, obj);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(d);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(p), -ENOENT);
}

static void partner_was_there(struct kunit *test)
{
	struct kmem_cache *s, *d;
	unsigned char *obj;

	need_sharing(test);
	d = make(test, DYNAMIC, 0, "slab-static-dynamic", class_size - 1, 0);
	s = make(test, IN_MODULE, 0, "slab-static-module", class_size, 0);
	KUNIT_EXPECT_PTR_EQ(test, slab_primary(s), d);
	obj = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);

	/* The dynamic one goes: hidden, with the module's name. */
	kmem_cache_destroy(d);
	KUNIT_EXPECT_STREQ(test, d->name, "slab-static-module");
	expect_works(test, s);
	kmem_cache_free(s, obj);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(s);
	expect_unused(test, s);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(d), -ENOENT);
}

#ifdef CONFIG_MODULES
/* The notifier gets to see a module that owns what this suite calls one. */
static void forgotten_by_its_module(struct kunit *test)
{
	struct module *mod = kunit_kzalloc(test, sizeof(*mod), GFP_KERNEL);
	struct kmem_cache *a, *b, *other;
	unsigned char *obj;

	KUNIT_ASSERT_NOT_NULL(test, mod);
	strscpy(mod->name, "forgetful");
	mod->mem[MOD_DATA].base = module_caches;
	mod->mem[MOD_DATA].size = sizeof(module_caches);

	a = make(test, IN_MODULE, 0, "slab-static-lost", class_size, 0);
	b = make(test, IN_MODULE, 1, "slab-static-lost-too", class_size, SLAB_NO_MERGE);
	other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
	obj = kmem_cache_alloc(a, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);
	if (!sharing)
		kmem_cache_free(a, obj);

	slab_module_notify(NULL, MODULE_STATE_COMING, mod);
	KUNIT_EXPECT_FALSE(test, is_zero(a));
	expect_report(test, "module forgetful goes without destroying its cache slab-static-lost");
	slab_module_notify(NULL, MODULE_STATE_GOING, mod);
	expect_report_end(test);
	expect_unused(test, a);
	expect_unused(test, b);
	expect_unnamed(test, "slab-static-lost");
	expect_unnamed(test, "slab-static-lost-too");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	if (sharing)
		kfree(obj);
	expect_works(test, other);
	kmem_cache_destroy(other);
}
#else
static void forgotten_by_its_module(struct kunit *test)
{
	kunit_skip(test, "CONFIG_MODULES is off");
}
#endif

/* === Objects that are never freed ========================================= */

#define LEFT_OVER	".*: (Slab cache still has objects|Objects remaining)"

/* The report names the handle; its memory is free of everything all the same. */
static void leak_in_module(struct kunit *test)
{
	struct kmem_cache *s, *first;
	void *obj;

	first = make(test, IN_MODULE, 0, "slab-static-early", class_size, SLAB_RECLAIM_ACCOUNT);
	s = make(test, IN_MODULE, 6, "slab-static-leaks", class_size, SLAB_RECLAIM_ACCOUNT);
	obj = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);
	slab_static_leaks(obj);
	slab_static_leaks(slab_primary(s));
	kmem_cache_destroy(first);

	expect_report(test, "slab-static-leaks" LEFT_OVER);
	kmem_cache_destroy(s);
	expect_report_end(test);
	expect_unused(test, s);
	expect_unnamed(test, "slab-static-leaks");
	make(test, IN_MODULE, 6, "slab-static-leaks", class_size, SLAB_RECLAIM_ACCOUNT);
	expect_works(test, s);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* In the image the struct stays with the objects, for ever. */
static void leak_in_image(struct kunit *test)
{
	struct kmem_cache *s = slab_static_image(6);
	void *obj;

	if (!is_zero(s))
		kunit_skip(test, "this leaks once in the life of a kernel, and did");

	make(test, IMAGE, 6, "slab-static-leaks", class_size, SLAB_NO_MERGE);
	obj = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);
	slab_static_leaks(obj);
	expect_report(test, "slab-static-leaks" LEFT_OVER);
	kmem_cache_destroy(s);
	expect_report_end(test);
	expect_unnamed(test, "slab-static-leaks");

	expect_report(test, "slab-static-leaks\\) failed with error -16");
	KUNIT_EXPECT_EQ(test, -EBUSY, kmem_cache_setup(s, "slab-static-leaks", class_size,
						       0, SLAB_NO_MERGE, NULL));
	expect_report_end(test);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === Failure at each point of a set-up ==================================== */

static const char *no_name(const char *name)
{
	return NULL;
}

static struct kmem_cache *no_primary(struct kmem_cache *handle)
{
	return NULL;
}

static struct kmem_cache *no_cache(gfp_t gfp)
{
	return NULL;
}

static void expect_setup_fails(struct kunit *test, struct kmem_cache *s)
{
	struct kmem_cache_opaque copy;

	/* CONFIG_DEBUG_KOBJECT_RELEASE: the end of what was there before. */
	while (READ_ONCE(s->primary_cache) == s && !READ_ONCE(s->refcount))
		schedule_timeout_uninterruptible(1);

	memcpy(&copy, s, sizeof(copy));
	expect_report(test, "slab-static-failed\\) failed with error -12");
	KUNIT_EXPECT_EQ(test, -ENOMEM, kmem_cache_setup(s, "slab-static-failed",
							class_size, 0, 0, NULL));
	expect_report_end(test);
	KUNIT_EXPECT_EQ(test, memcmp(&copy, s, sizeof(copy)), 0);
	expect_unnamed(test, "slab-static-failed");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void expect_setup_works(struct kunit *test, enum kind kind)
{
	struct kmem_cache *s = make(test, kind, 4, "slab-static-failed", class_size, 0);

	expect_works(test, s);
	expect_named(test, "slab-static-failed", s);
	kmem_cache_destroy(s);
	expect_unused(test, s);
}

/* Of an alias, of storage, and of hidden storage that is given back. */
static void fail_name(struct kunit *test)
{
	const enum kind kind = param_kind(test);
	struct kmem_cache *s = storage_of(kind, 4), *other;

	kunit_activate_static_stub(test, slab_copy_name, no_name);
	expect_setup_fails(test, s);
	kunit_deactivate_static_stub(test, slab_copy_name);
	expect_setup_works(test, kind);

	other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
	kunit_activate_static_stub(test, slab_copy_name, no_name);
	expect_setup_fails(test, s);
	kunit_deactivate_static_stub(test, slab_copy_name);
	expect_setup_works(test, kind);
	kmem_cache_destroy(other);

	if (kind != IMAGE || !sharing)
		return;
	make(test, kind, 4, "slab-static-first", class_size, 0);
	other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
	kmem_cache_destroy(s);
	kunit_activate_static_stub(test, slab_copy_name, no_name);
	expect_setup_fails(test, s);
	kunit_deactivate_static_stub(test, slab_copy_name);
	make(test, kind, 4, "slab-static-back", class_size, 0);
	kmem_cache_destroy(other);
	kmem_cache_destroy(s);
	expect_unused(test, s);
}

/* The per-node array of one in the image, the hidden primary of a module's. */
static void fail_storage(struct kunit *test)
{
	const enum kind kind = param_kind(test);

	kunit_activate_static_stub(test, slab_alloc_primary, no_primary);
	expect_setup_fails(test, storage_of(kind, 4));
	kunit_deactivate_static_stub(test, slab_alloc_primary);
	expect_setup_works(test, kind);

	if (kind != IN_MODULE)
		return;
	kunit_activate_static_stub(test, alloc_kmem_cache, no_cache);
	expect_setup_fails(test, storage_of(kind, 4));
	kunit_deactivate_static_stub(test, alloc_kmem_cache);
	expect_setup_works(test, kind);
}

static int no_open(struct kmem_cache *s, const char *name, unsigned int size,
		   struct kmem_cache_args *args, slab_flags_t flags)
{
	/* What the real one leaves behind when it fails half-way. */
	s->primary_cache = s;
	s->name = name;
	s->size = size;
	return -ENOMEM;
}

static void fail_half_way(struct kunit *test)
{
	const enum kind kind = param_kind(test);

	kunit_activate_static_stub(test, do_kmem_cache_create, no_open);
	expect_setup_fails(test, storage_of(kind, 4));
	kunit_deactivate_static_stub(test, do_kmem_cache_create);
	expect_setup_works(test, kind);
}

static void invariants_of_live_caches(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === The suite ============================================================ */

static bool is_free_class(unsigned int size)
{
	static const slab_flags_t flags[] = { 0, SLAB_ACCOUNT, SLAB_RECLAIM_ACCOUNT };
	struct kmem_cache *s;
	bool alone = true;
	unsigned int i;

	for (i = 0; i < 3 * ARRAY_SIZE(flags); i++) {
		s = kmem_cache_create("slab-static-probe", size + i % 3 * 64, 0,
				      flags[i / 3], NULL);
		alone &= s && slab_primary(s) == s;
		kmem_cache_destroy(s);
	}
	return alone;
}

static int slab_static_suite_init(struct kunit_suite *suite)
{
	struct kmem_cache *a, *b;

	for (class_size = 1344; !is_free_class(class_size); class_size += 128) {
		if (class_size > 3000)
			return -EBUSY;
	}

	a = kmem_cache_create("slab-static-probe-a", class_size, 0, 0, NULL);
	b = kmem_cache_create("slab-static-probe-b", class_size, 0, 0, NULL);
	if (!a || !b)
		return -ENOMEM;
	sharing = slab_primary(a) == slab_primary(b);
	kmem_cache_destroy(a);
	kmem_cache_destroy(b);

	pr_info("slab_static: %u CPUs, object size %u, caches of one class %s storage\n",
		num_online_cpus(), class_size, sharing ? "share" : "do not share");
	return 0;
}

#ifndef MODULE
static bool pretended_module(const struct kmem_cache *s)
{
	return in_module_caches(s);
}
#endif

static int slab_static_init(struct kunit *test)
{
#ifndef MODULE
	kunit_activate_static_stub(test, slab_in_module, pretended_module);
#endif
	return 0;
}

static struct kunit_case slab_static_cases[] = {
	KUNIT_CASE_PARAM(merge_order, assignment_gen_params),
	KUNIT_CASE(merge_order_summary),
	KUNIT_CASE_PARAM(forms_of_setup, static_kind_gen_params),
	KUNIT_CASE_PARAM(setup_twice, static_kind_gen_params),
	KUNIT_CASE_PARAM(destroy_not_set_up, static_kind_gen_params),
	KUNIT_CASE_PARAM(setup_after_destroy, static_kind_gen_params),
	KUNIT_CASE_PARAM(allocate_before_setup, static_kind_gen_params),
	KUNIT_CASE(no_static_storage),
	KUNIT_CASE_PARAM(bad_arguments, static_kind_gen_params),
	KUNIT_CASE(exported_cache_has_users),
	KUNIT_CASE(footprint),
	KUNIT_CASE(given_back_to_its_user),
	KUNIT_CASE(free_after_last_alias),
	KUNIT_CASE(setup_waits_for_destruction),
	KUNIT_CASE(setup_races_with_destruction),
	KUNIT_CASE_PARAM(alone_in_a_module, alone_gen_params),
	KUNIT_CASE(partner_comes_later),
	KUNIT_CASE(partner_was_there),
	KUNIT_CASE(forgotten_by_its_module),
	KUNIT_CASE(leak_in_module),
	KUNIT_CASE(leak_in_image),
	KUNIT_CASE_PARAM(fail_name, static_kind_gen_params),
	KUNIT_CASE_PARAM(fail_storage, static_kind_gen_params),
	KUNIT_CASE_PARAM(fail_half_way, static_kind_gen_params),
	KUNIT_CASE(invariants_of_live_caches),
	{}
};

static struct kunit_suite slab_static_suite = {
	.name = "slab_static",
	.suite_init = slab_static_suite_init,
	.init = slab_static_init,
	.test_cases = slab_static_cases,
};

kunit_test_suite(slab_static_suite);

MODULE_DESCRIPTION("KUnit test for slab caches with static storage");
MODULE_IMPORT_NS("EXPORTED_FOR_KUNIT_TESTING");
MODULE_LICENSE("GPL");
