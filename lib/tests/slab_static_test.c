// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for caches with static storage, mm/slab_static.c.
 *
 * Built as a module, the suite has static caches in real module memory. Built
 * in, it calls some caches of its own module memory through a stub.
 */

#include <linux/completion.h>
#include <linux/kmemleak.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/string.h>

#include "slab_static_test.h"
#include "slab_static_user.h"

struct kmem_cache_opaque slab_static_module_caches[MODULE_CACHES] = {
	[0 ... MODULE_CACHES - 1] = __KMEM_CACHE_UNSET,
};

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

static unsigned int orders;
module_param(orders, uint, 0444);
MODULE_PARM_DESC(orders, "destroy orders (of 120) for each creation order; 0: all on one CPU, one on more");

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

/* Caches of one class, not all of one size. */
static unsigned int size_of(unsigned int i)
{
	return class_size - i % word_size();
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
		f->c[i] = make(test, f->kind[i], i, names[i], size_of(i), 0);
		p = slab_primary(f->c[i]);
		if (slab_test_sharing)
			KUNIT_EXPECT_PTR_EQ(test, p, slab_primary(f->c[0]));
		/* Who owns it: the first that may, or a hidden one made for it. */
		if (!i || !slab_test_sharing) {
			KUNIT_EXPECT_EQ(test, p == f->c[i], f->kind[i] != IN_MODULE);
			KUNIT_EXPECT_EQ(test, p->state == CACHE_HIDDEN, f->kind[i] == IN_MODULE);
		}
		KUNIT_EXPECT_FALSE(test, in_module_caches(p));
		expect_named(test, names[i], f->c[i]);
		for (k = 0; k < 2; k++) {
			f->obj[i][k] = kmem_cache_alloc(f->c[i], GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, f->obj[i][k]);
			KUNIT_EXPECT_PTR_EQ(test, p, virt_to_slab(f->obj[i][k])->slab_cache);
			memset(f->obj[i][k], 'a' + i, size_of(i));
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
			KUNIT_EXPECT_NULL(test, memchr_inv(crossing, 'a' + i, size_of(i)));
			kfree(crossing);
		}
		kmem_cache_free(f->c[at], f->obj[at][0]);
		crossing = f->obj[at][1];
		if (!slab_test_sharing || n == CACHES - 1) {
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
							   size_of(live)));
			KUNIT_EXPECT_EQ(test, kmem_cache_size(f->c[live]), size_of(live));
			expect_named(test, names[live], f->c[live]);
		}
		if (slab_test_sharing)
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
	if (!ran)
		kunit_skip(test, "no order ran");
	kunit_info(test, "%u creation orders of 5 caches x %u of 120 destroy orders: %u ran\n",
		   ASSIGNMENTS, ran / ASSIGNMENTS, ran);
	KUNIT_EXPECT_GE(test, ran, ASSIGNMENTS);
	ran = 0;
}

/* === Set-up and destroy =================================================== */

static void forms_of_setup(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 0);
	struct kmem_cache_args args = { .align = 64 };
	struct order_five { u64 a[5]; char b[8]; };
	const slab_flags_t account = SLAB_ACCOUNT;

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-form", 40, 8, 0, NULL));
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), 40);
	expect_works(test, s);
	kmem_cache_destroy(s);

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-form", 200, &args, 0));
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), 200);
	KUNIT_EXPECT_EQ(test, s->size % 64, 0);
	expect_works(test, s);
	kmem_cache_destroy(s);

	/* A constant that the compiler knows, and that is no constant expression. */
	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-form", 200, NULL, account));
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
	int round, err = 0;

	for (round = 0; round < 3; round++) {
		if (round == 2)
			other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
		make(test, kind, 0, "slab-static-live", class_size, 0);
		if (round == 1)
			other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
		before = slab_primary(s);

		memcpy(&copy, s, sizeof(copy));
		expect_report(test, "slab-static-more\\) failed with error -16");
		count_warnings(test, 1, err = kmem_cache_setup(s, "slab-static-more", class_size,
							       0, 0, NULL));
		KUNIT_EXPECT_EQ(test, err, -EBUSY);
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

	KUNIT_ASSERT_TRUE(test, slab_is_unset(s));
	kmem_cache_destroy(s);
	KUNIT_EXPECT_TRUE(test, slab_is_unset(s));

	make(test, param_kind(test), 7, "slab-static-once", class_size, 0);
	kmem_cache_destroy(s);
	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
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

static void exported_cache_has_users(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(slab_static_exported, "slab-static-exported",
						  class_size - 7, 0, 0, NULL));
	KUNIT_EXPECT_TRUE(test, slab_static_use(200, class_size - 7));
	kmem_cache_destroy(slab_static_exported);
	expect_unused(test, slab_static_exported);
}

/* === Storage in the image that its user destroyed first =================== */

static void given_back_to_its_user(struct kunit *test)
{
	struct kmem_cache_args args = { .align = 64 };
	struct kmem_cache *s, *alias, *other;

	need_sharing(test);
	s = make(test, IMAGE, 0, "slab-static-first", class_size, 0);
	alias = make(test, DYNAMIC, 0, "slab-static-alias", class_size - 1, 0);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(alias), s);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, s->state, CACHE_HIDDEN);
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

	/* With another name, size of its class, and alignment. */
	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-back", class_size - 2, &args, 0));
	KUNIT_EXPECT_EQ(test, s->state, CACHE_OWNER);
	KUNIT_EXPECT_EQ(test, s->align, 64);
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

/*
 * Set up @cache, or destroy it if there is no @name, on another task, which outlives
 * the case if it hangs.
 */
struct actor {
	struct kunit *test;
	struct kmem_cache *cache;
	const char *name;
	struct completion done;
	struct task_struct *task;
	int err;
};

static struct actor actors[2];

static int act(void *arg)
{
	struct actor *a = arg;

	if (a->name) {
		/* That the cache is set up already is no fault of these two. */
		ignore_warnings(a->test, a->err = kmem_cache_setup(a->cache, a->name, class_size,
								   0, 0, NULL));
	} else {
		kmem_cache_destroy(a->cache);
	}
	complete(&a->done);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static void start(struct kunit *test, struct actor *a, struct kmem_cache *s, const char *name)
{
	/* Of an earlier case, and it hangs. */
	KUNIT_ASSERT_NULL(test, a->task);
	*a = (struct actor){ .test = test, .cache = s, .name = name, .err = 1 };
	init_completion(&a->done);
	a->task = kthread_run(act, a, "slab-static-act");
	KUNIT_ASSERT_FALSE(test, IS_ERR(a->task));
}

/* Returns whether it ended, and not for want of waiting. */
static bool finish(struct actor *a)
{
	bool ended = wait_for_completion_timeout(&a->done, 20 * HZ);

	if (ended) {
		kthread_stop(a->task);
		a->task = NULL;
	}
	return ended;
}

#ifdef SLAB_SUPPORTS_SYSFS
/* Storage of the image that is destroyed, and held by a reader of sysfs. */
static struct kmem_cache *hold_dying(struct kunit *test)
{
	struct kmem_cache *s = slab_static_image(0), *last = s;

	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	make(test, IMAGE, 0, "slab-static-first", class_size, 0);
	if (slab_test_sharing) {
		last = make(test, DYNAMIC, 0, "slab-static-alias", class_size, 0);
		KUNIT_ASSERT_PTR_EQ(test, slab_primary(last), s);
		kmem_cache_destroy(s);
	}
	kobject_get(&s->kobj);
	kmem_cache_destroy(last);
	KUNIT_EXPECT_EQ(test, slab_alias_state(s), CACHE_DYING);
	expect_unnamed(test, "slab-static-alias");
	expect_warnings(test, 1, " is destroyed twice", kmem_cache_destroy(s));
	return s;
}
#endif

/* Without a handle it is of no use any more, however long it is held. */
static void dying_is_not_set_up(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	struct kmem_cache *s;
	void *p = NULL;

	if (!CAN_SUPPRESS)
		kunit_skip(test, "warnings cannot be suppressed, and are limited in number");
	s = hold_dying(test);
	ignore_warnings(test, p = kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, p);
	ignore_warnings(test, p = kmem_cache_alloc_node(s, GFP_KERNEL, numa_mem_id()));
	KUNIT_EXPECT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(s), 0);
	KUNIT_EXPECT_EQ(test, slab_alias_state(s), CACHE_DYING);
	kobject_put(&s->kobj);
	KUNIT_EXPECT_TRUE(test, slab_test_wait_unused(s));
#else
	kunit_skip(test, "nothing can hold storage that is destroyed without sysfs");
#endif
}

/* A set-up waits for destruction to end, which another's destroy began. */
static void setup_waits_for_destruction(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	struct kmem_cache *s = hold_dying(test);
	struct actor *a = actors;

	start(test, a, s, "slab-static-back");
	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&a->done, HZ / 10), 0);
	KUNIT_EXPECT_EQ(test, slab_alias_state(s), CACHE_DYING);
	expect_unnamed(test, "slab-static-back");
	kobject_put(&s->kobj);

	KUNIT_ASSERT_TRUE(test, finish(a));
	KUNIT_ASSERT_EQ(test, a->err, 0);
	expect_works(test, s);
	expect_named(test, "slab-static-back", s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(s);
#else
	kunit_skip(test, "nothing can hold storage that is destroyed without sysfs");
#endif
}

/* Two that wait for one storage: one gets it, none waits for ever. */
static void two_wait_for_one_storage(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	static const char * const mine[] = { "slab-static-left", "slab-static-right" };
	struct kmem_cache *s;
	struct actor *a = actors;
	int i, round;

	/* The one that comes second is told, which suppression here cannot hide. */
	if (!CAN_SUPPRESS)
		kunit_skip(test, "warnings cannot be suppressed on this kernel");

	for (round = 0; round < 10; round++) {
		s = hold_dying(test);
		expect_report(test, "slab-static-.*\\) failed with error -16");
		for (i = 0; i < 2; i++)
			start(test, &a[i], s, mine[i]);
		schedule_timeout_uninterruptible(2);
		kobject_put(&s->kobj);
		for (i = 0; i < 2; i++)
			KUNIT_ASSERT_TRUE(test, finish(&a[i]));
		expect_report_end(test);

		i = !!a[0].err;
		KUNIT_EXPECT_EQ(test, a[i].err, 0);
		KUNIT_EXPECT_EQ(test, a[!i].err, -EBUSY);
		expect_named(test, mine[i], s);
		expect_unnamed(test, mine[!i]);
		expect_works(test, s);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		kmem_cache_destroy(s);
	}
#else
	kunit_skip(test, "nothing can hold storage that is destroyed without sysfs");
#endif
}

/* A set-up at any moment of another's destroy: before, while and after. */
static void setup_races_with_destruction(struct kunit *test)
{
	struct kmem_cache *s = slab_static_image(0), *alias;
	struct actor *a = actors;
	unsigned int i, tries;

	need_sharing(test);
	for (i = 0; i < 40; i++) {
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
		make(test, IMAGE, 0, "slab-static-first", class_size, 0);
		alias = make(test, DYNAMIC, 0, "slab-static-alias", class_size, 0);
		KUNIT_ASSERT_PTR_EQ(test, slab_primary(alias), s);
		kmem_cache_destroy(s);
		start(test, a, alias, NULL);
		for (tries = 0; i % 2 && tries < 10000 && slab_alias_handles(s) == 1; tries++)
			cond_resched();
		make(test, IMAGE, 0, "slab-static-back", class_size, 0);
		expect_works(test, s);
		KUNIT_ASSERT_TRUE(test, finish(a));
		expect_unnamed(test, "slab-static-alias");
		expect_named(test, "slab-static-back", s);
		kmem_cache_destroy(s);
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/*
 * What met a cache through a slab may read it until the RCU section ends, whatever
 * its user does meanwhile.
 */
static void reader_of_a_slab(struct kunit *test)
{
	const enum kind kind = param_kind(test);
	unsigned int round, met = 0, zero = 0;
	struct kmem_cache *s, *p;
	struct actor *a = actors;
	struct slab *slab;
	void *obj;
	u64 end;

	if (num_online_cpus() == 1)
		kunit_skip(test, "one CPU: nothing happens while a reader runs");

	for (round = 0; round < 5; round++) {
		s = make(test, kind, 5, "slab-static-met", class_size, SLAB_NO_MERGE);
		p = slab_primary(s);
		obj = kmem_cache_alloc(s, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, obj);
		kmem_cache_free(s, obj);
		start(test, a, s, NULL);
		while (!completion_done(&a->done)) {
			scoped_guard(rcu) {
				slab = virt_to_slab(obj);
				if (!slab || READ_ONCE(slab->slab_cache) != p)
					continue;
				met++;
				end = ktime_get_ns() + NSEC_PER_MSEC;
				while (ktime_get_ns() < end)
					zero += !READ_ONCE(p->size);
			}
			cond_resched();
		}
		KUNIT_ASSERT_TRUE(test, finish(a));
	}
	KUNIT_EXPECT_GT(test, met, 0);
	KUNIT_EXPECT_EQ(test, zero, 0);
}

/* A second life inside the first, over and over: refused, no harm done. */
static void nested_life_times(struct kunit *test)
{
	const enum kind kind = param_kind(test);
	/* The release of a kobject may wait for some seconds. */
	const unsigned int rounds =
		IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE) ? 10 : 200 / stride(20);
	struct kmem_cache *s = storage_of(kind, 5), *other;
	unsigned int i;
	int err = 0;

	other = make(test, DYNAMIC, 0, "slab-static-other", class_size, 0);
	expect_report(test, "slab-static-inner\\) failed with error -16");
	for (i = 0; i < rounds; i++) {
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
		make(test, kind, 5, "slab-static-outer", class_size, 0);
		count_warnings(test, 1, err = kmem_cache_setup(s, "slab-static-inner", class_size,
							       0, 0, NULL));
		KUNIT_EXPECT_EQ(test, err, -EBUSY);
		expect_named(test, "slab-static-outer", s);
		kmem_cache_destroy(s);
	}
	expect_report_end(test);
	expect_unnamed(test, "slab-static-inner");
	kmem_cache_destroy(other);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* The entry of a name with a '/' is found as that of any cache is. */
static void slash_in_a_name(struct kunit *test)
{
	static const slab_flags_t flags[] = { 0, SLAB_NO_MERGE };
	const enum kind kind = param_kind(test);
	struct kmem_cache *s = storage_of(kind, 5);
	unsigned int i;

	need_sysfs(test);
	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
		make(test, kind, 5, "slab-static/half", class_size, flags[i]);
		expect_named(test, "slab-static!half", s);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		kmem_cache_destroy(s);
		expect_unnamed(test, "slab-static!half");
	}
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
		KUNIT_EXPECT_EQ(test, p->state, CACHE_HIDDEN);
		KUNIT_EXPECT_EQ(test, slab_alias_handles(p), 1);
		expect_named(test, "slab-static-alone", s);
		if (__is_defined(SLAB_SUPPORTS_SYSFS))
			KUNIT_EXPECT_EQ(test, slab_test_show("slab-static-alone/hidden"), 1);
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

/* The handle of a module goes before its storage, its only one too. */
static void callbacks_free_through_a_module(struct kunit *test)
{
	struct kmem_cache *s = make(test, IN_MODULE, 0, "slab-static-alone", class_size,
				    SLAB_NO_MERGE);

	KUNIT_EXPECT_EQ(test, 1, slab_test_destroy_in_flight(test, s));
	expect_unused(test, s);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
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

/* === Objects that are never freed ========================================= */

#define LEFT_OVER	".*: (Slab cache still has objects|Objects remaining)"

/* The report names the handle; its memory is free of everything all the same. */
static void leak_in_module(struct kunit *test)
{
	struct kmem_cache *s, *first;
	void *obj;

	first = make(test, IN_MODULE, 0, "slab-static-early", class_size, SLAB_RECLAIM_ACCOUNT);
	s = make(test, IN_MODULE, 6, "slab-static-leaks", class_size, SLAB_RECLAIM_ACCOUNT);
	no_kfence(s);
	obj = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);
	kmemleak_not_leak(obj);
	kmemleak_not_leak(slab_primary(s));
	kmem_cache_destroy(first);

	destroy_with_leak(test, "slab-static-leaks" LEFT_OVER, s);
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
	struct kmem_cache_args args = { .ctor = some_ctor };
	struct kmem_cache *s = slab_static_image(6);
	void *obj;

	if (!slab_is_unset(s))
		kunit_skip(test, "this leaks once in the life of a kernel, and did");

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-static-leaks", class_size, &args,
						  SLAB_NO_MERGE));
	no_kfence(s);
	obj = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, obj);
	kmemleak_not_leak(obj);
	destroy_with_leak(test, "slab-static-leaks" LEFT_OVER, s);
	expect_unnamed(test, "slab-static-leaks");

	expect_warnings(test, 1, " is destroyed twice", kmem_cache_destroy(s));
	expect_report(test, "slab-static-leaks\\) failed with error -16");
	KUNIT_EXPECT_EQ(test, -EBUSY, kmem_cache_setup(s, "slab-static-leaks", class_size,
						       0, SLAB_NO_MERGE, NULL));
	expect_report_end(test);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void invariants_of_live_caches(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === The suite ============================================================ */

static int slab_static_suite_init(struct kunit_suite *suite)
{
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_static_cases[] = {
	KUNIT_CASE_PARAM(merge_order, assignment_gen_params),
	KUNIT_CASE(merge_order_summary),
	KUNIT_CASE_PARAM(forms_of_setup, static_kind_gen_params),
	KUNIT_CASE_PARAM(setup_twice, static_kind_gen_params),
	KUNIT_CASE_PARAM(destroy_not_set_up, static_kind_gen_params),
	KUNIT_CASE_PARAM(setup_after_destroy, static_kind_gen_params),
	KUNIT_CASE(exported_cache_has_users),
	KUNIT_CASE(given_back_to_its_user),
	KUNIT_CASE(free_after_last_alias),
	KUNIT_CASE(dying_is_not_set_up),
	KUNIT_CASE(setup_waits_for_destruction),
	KUNIT_CASE(two_wait_for_one_storage),
	KUNIT_CASE(setup_races_with_destruction),
	KUNIT_CASE_PARAM(reader_of_a_slab, static_kind_gen_params),
	KUNIT_CASE_PARAM(nested_life_times, static_kind_gen_params),
	KUNIT_CASE_PARAM(slash_in_a_name, static_kind_gen_params),
	KUNIT_CASE_PARAM(alone_in_a_module, alone_gen_params),
	KUNIT_CASE(callbacks_free_through_a_module),
	KUNIT_CASE(partner_comes_later),
	KUNIT_CASE(partner_was_there),
	KUNIT_CASE(leak_in_module),
	KUNIT_CASE(leak_in_image),
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
