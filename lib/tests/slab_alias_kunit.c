// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for the alias layer of the slab allocator, mm/slab_alias.c.
 *
 * A destroy that takes storage with it costs 0.05 ms on one CPU and 20 to 30 ms
 * on several, where it waits for RCU. So orders are run exhaustively on one CPU
 * and sampled with a fixed stride on more; the number that ran is printed.
 */

#include <kunit/test.h>
#include <kunit/static_stub.h>
#include <linux/cache.h>
#include <linux/cpu.h>
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/kfence.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/node.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "../../mm/slab.h"	/* primary_cache, and what mm/slab_alias.c shows */

/* Sizes of slots are multiples of this. */
#define WORD	((unsigned int)(sizeof(void *) > ARCH_SLAB_MINALIGN ? \
				sizeof(void *) : ARCH_SLAB_MINALIGN))

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;
/* Whether caches of one class share storage on this kernel. */
static bool sharing;

static bool shared(struct kmem_cache *a, struct kmem_cache *b)
{
	return slab_primary(a) == slab_primary(b);
}

/* Shared storage needs merging; say why a case about it does not run. */
static void need_sharing(struct kunit *test)
{
	if (!sharing)
		kunit_skip(test, "no sharing here: merging is off, or KASAN or slab_debug is on");
}

static void need_sysfs(struct kunit *test)
{
	if (!__is_defined(SLAB_SUPPORTS_SYSFS))
		kunit_skip(test, "no slab directory in sysfs on this kernel");
}

static struct kmem_cache *create(struct kunit *test, const char *name,
				 unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *s = kmem_cache_create(name, size, 0, flags, NULL);

	KUNIT_ASSERT_NOT_NULL(test, s);
	return s;
}

/* Only where the directory is there is a name to be seen in it. */
static void expect_named(struct kunit *test, const char *name, struct kmem_cache *s)
{
	if (__is_defined(SLAB_SUPPORTS_SYSFS))
		KUNIT_EXPECT_PTR_EQ(test, slab_alias_lookup(name), slab_primary(s));
}

static void expect_unnamed(struct kunit *test, const char *name)
{
	KUNIT_EXPECT_NULL_MSG(test, slab_alias_lookup(name), "%s is still there", name);
}

/* Every @n-th of many orders, all of them on one CPU. */
static unsigned int stride(unsigned int n)
{
	return num_online_cpus() == 1 ? 1 : n;
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

/* CONFIG_DEBUG_VM warns of a second cache of one name. */
static void expect_name_report(struct kunit *test, const char *name)
{
	if (IS_ENABLED(CONFIG_DEBUG_VM))
		kunit_info(test, "splat expected: kmem_cache of name '%s' already exists\n",
			   name);
}

static void expect_name_report_end(struct kunit *test)
{
	if (IS_ENABLED(CONFIG_DEBUG_VM))
		expect_report_end(test);
}

/* === Destroying five caches in every order ================================ */

#define HANDLES		5
#define ORDERS		120
#define OBJECTS		12

struct test_object {
	struct rcu_head rcu;
	u8 pattern;
};

struct order {
	u8 at[HANDLES];
};

static struct order orders[ORDERS];

/* Fill in the permutations of 0 .. HANDLES - 1 in lexical order. */
static void make_orders(void)
{
	unsigned int i, k, n, rank;

	for (n = 0; n < ORDERS; n++) {
		u8 left[HANDLES] = { 0, 1, 2, 3, 4 };
		unsigned int block = ORDERS;

		for (i = 0, rank = n; i < HANDLES; i++) {
			block /= HANDLES - i;
			k = rank / block;
			rank %= block;
			orders[n].at[i] = left[k];
			memmove(left + k, left + k + 1, HANDLES - 1 - k);
		}
	}
}

static const void *order_gen_params(struct kunit *test, const void *prev, char *desc)
{
	const struct order *o = prev ? (const struct order *)prev + 1 : orders;

	if (o == orders + ORDERS)
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "destroy %u %u %u %u %u",
		 o->at[0], o->at[1], o->at[2], o->at[3], o->at[4]);
	return o;
}

static const char * const names[HANDLES] = {
	"slab-alias-0", "slab-alias-1", "slab-alias-2", "slab-alias-3",
	"slab-alias-4",
};

/*
 * Five handles of one class go in the given order. Some objects of each are
 * freed through it in the three ways there are, and some stay over its end and
 * are freed by kfree() when the next one goes. Those of the others must not
 * change meanwhile.
 */
static void destroy_order(struct kunit *test)
{
	const struct order *o = test->param_value;
	struct test_object *obj[HANDLES][OBJECTS];
	const unsigned int crossing = sharing ? 4 : 0;
	struct test_object *left[4] = { };
	struct kmem_cache *c[HANDLES], *p;
	unsigned int i, k, n;

	for (i = 0; i < HANDLES; i++) {
		c[i] = create(test, names[i], class_size - i % WORD, 0);
		KUNIT_EXPECT_EQ(test, kmem_cache_size(c[i]), class_size - i % WORD);
		KUNIT_EXPECT_EQ(test, shared(c[i], c[0]), !i || sharing);
		for (k = 0; k < OBJECTS; k++) {
			obj[i][k] = kmem_cache_alloc(c[i], GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, obj[i][k]);
			memset(obj[i][k], 'a' + i, kmem_cache_size(c[i]));
		}
	}
	p = slab_primary(c[0]);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(p), sharing ? HANDLES : 1);

	for (n = 0; n < HANDLES; n++) {
		const unsigned int gone = o->at[n];

		for (k = 0; k < crossing; k++)
			kfree(left[k]);
		for (k = 0; k < 3; k++)
			kmem_cache_free(c[gone], obj[gone][k]);
		for (k = 3; k < 6; k++)
			kfree_rcu(obj[gone][k], rcu);
		for (k = 0; k < crossing; k++)
			left[k] = obj[gone][6 + k];
		kmem_cache_free_bulk(c[gone], 6 - crossing,
				     (void **)&obj[gone][6 + crossing]);
		if (n == HANDLES - 1) {
			for (k = 0; k < crossing; k++)
				kfree(left[k]);
		}

		kmem_cache_destroy(c[gone]);

		expect_unnamed(test, names[gone]);
		for (i = n + 1; i < HANDLES; i++) {
			const unsigned int live = o->at[i];

			for (k = 0; k < OBJECTS; k++)
				KUNIT_EXPECT_NULL(test, memchr_inv(obj[live][k], 'a' + live,
								   kmem_cache_size(c[live])));
			KUNIT_EXPECT_STREQ(test, c[live]->name, names[live]);
			expect_named(test, names[live], c[live]);
		}
		if (sharing && n < HANDLES - 1)
			KUNIT_EXPECT_EQ(test, slab_alias_handles(p), HANDLES - 1 - n);
	}
	KUNIT_EXPECT_EQ(test, slab_alias_handles(p), -ENOENT);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === Sequences of creating, destroying and creating again ================= */

#define CACHES		3
#define STEPS		8
#define FIRST		3		/* steps that the name of a case tells */

static unsigned int power(unsigned int base, unsigned int exp)
{
	return exp ? base * power(base, exp - 1) : 1;
}

static u8 prefixes[27];

/* A case runs all sequences that begin alike: "+a +b -a ..." */
static const void *prefix_gen_params(struct kunit *test, const void *prev, char *desc)
{
	const u8 *p = prev ? (const u8 *)prev + 1 : prefixes;
	unsigned int n = p - prefixes, i, at;
	bool live[CACHES] = { };
	unsigned int len = 0;

	if (n == ARRAY_SIZE(prefixes))
		return NULL;
	for (i = 0; i < FIRST; i++) {
		at = n / power(CACHES, FIRST - 1 - i) % CACHES;
		live[at] = !live[at];
		len += scnprintf(desc + len, KUNIT_PARAM_DESC_SIZE - len, "%c%c ",
				 live[at] ? '+' : '-', 'a' + at);
	}
	strscpy(desc + len, "...", KUNIT_PARAM_DESC_SIZE - len);
	return p;
}

static void expect_three(struct kunit *test, struct kmem_cache **c)
{
	struct kmem_cache *p = NULL;
	unsigned int i, live = 0;

	for (i = 0; i < CACHES; i++) {
		if (!c[i]) {
			expect_unnamed(test, names[i]);
			continue;
		}
		live++;
		expect_named(test, names[i], c[i]);
		KUNIT_EXPECT_EQ(test, kmem_cache_size(c[i]), class_size - i);
		if (!p)
			p = slab_primary(c[i]);
		if (sharing)
			KUNIT_EXPECT_PTR_EQ(test, slab_primary(c[i]), p);
	}
	if (p && sharing)
		KUNIT_EXPECT_EQ(test, slab_alias_handles(p), live);
	/* Storage goes by the name of a handle that is live. */
	for (i = 0; p && i < CACHES; i++) {
		if (c[i] && slab_primary(c[i]) == p && !strcmp(p->name, names[i]))
			p = NULL;
	}
	KUNIT_EXPECT_NULL(test, p);
}

static void interleave(struct kunit *test)
{
	const unsigned int first = (const u8 *)test->param_value - prefixes;
	const unsigned int rest = power(CACHES, STEPS - FIRST);
	unsigned int n, i, at, ran = 0;

	for (n = first % stride(61); n < rest; n += stride(61), ran++) {
		const unsigned int seq = first * rest + n;
		struct kmem_cache *c[CACHES] = { };

		for (i = 0; i < STEPS; i++) {
			at = seq / power(CACHES, STEPS - 1 - i) % CACHES;
			if (!c[at]) {
				c[at] = create(test, names[at], class_size - at, 0);
			} else {
				kmem_cache_destroy(c[at]);
				c[at] = NULL;
			}
			expect_three(test, c);
		}
		for (i = 0; i < CACHES; i++)
			kmem_cache_destroy(c[i]);
	}
	kunit_info(test, "%u of %u sequences of %d steps\n", ran, rest, STEPS);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === Which caches share =================================================== */

static void some_ctor(void *object)
{
}

/*
 * A cache to be created, and what the rules of merging say of it: the size of
 * its slots relative to class_size, the flags that must be the same, and
 * whether it may share at all. Written down by hand from the comments and
 * conditions of kernel 7.3, where merging returned one struct to both.
 */
struct variant {
	const char *what;
	int size;			/* relative to class_size */
	slab_flags_t flags;
	unsigned int align;
	void (*ctor)(void *object);
	unsigned int usersize;
	unsigned int sheaf_capacity;
	/* expected */
	bool alone;			/* never shares */
	int slot;			/* relative to class_size */
};

static const struct variant variants[] = {
	{ .what = "plain" },
	{ .what = "one byte less", .size = -1 },
	{ .what = "one word less", .size = -(int)WORD,
	  .slot = -(int)WORD },
	{ .what = "one byte more", .size = 1, .slot = WORD },
	{ .what = "align 64", .align = 64 },
	{ .what = "one byte less, align 64", .size = -1, .align = 64 },
	{ .what = "one word less, align 64", .size = -(int)WORD, .align = 64 },
	{ .what = "one byte more, align 64", .size = 1, .align = 64, .slot = 64 },
	{ .what = "64 bytes more", .size = 64, .slot = 64 },
	{ .what = "reclaimable", .flags = SLAB_RECLAIM_ACCOUNT },
	{ .what = "accounted", .flags = SLAB_ACCOUNT },
	{ .what = "reclaimable, accounted",
	  .flags = SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT },
	{ .what = "accounted, one byte less", .flags = SLAB_ACCOUNT, .size = -1 },
	{ .what = "DMA", .flags = SLAB_CACHE_DMA },
	{ .what = "DMA32", .flags = SLAB_CACHE_DMA32 },
	{ .what = "SLAB_PANIC", .flags = SLAB_PANIC },
	{ .what = "SLAB_NO_USER_FLAGS", .flags = SLAB_NO_USER_FLAGS },
	{ .what = "SLAB_NO_MERGE", .flags = SLAB_NO_MERGE, .alone = true },
	{ .what = "SLAB_TYPESAFE_BY_RCU", .flags = SLAB_TYPESAFE_BY_RCU, .alone = true },
	{ .what = "SLAB_NOLEAKTRACE", .flags = SLAB_NOLEAKTRACE, .alone = true },
	{ .what = "ctor", .ctor = some_ctor, .alone = true },
	{ .what = "usercopy", .usersize = 8,
	  .alone = IS_ENABLED(CONFIG_HARDENED_USERCOPY) },
	{ .what = "sheaf_capacity", .sheaf_capacity = 32, .alone = true },
#ifdef CONFIG_SLUB_DEBUG
	{ .what = "SLAB_RED_ZONE", .flags = SLAB_RED_ZONE, .alone = true },
	{ .what = "SLAB_POISON", .flags = SLAB_POISON, .alone = true },
	{ .what = "SLAB_STORE_USER", .flags = SLAB_STORE_USER, .alone = true },
	{ .what = "SLAB_CONSISTENCY_CHECKS", .flags = SLAB_CONSISTENCY_CHECKS,
	  .alone = true },
	{ .what = "SLAB_TRACE", .flags = SLAB_TRACE, .alone = true },
#endif
};

KUNIT_ARRAY_PARAM_DESC(variant, variants, what);

static struct kmem_cache *create_variant(const char *name, const struct variant *v)
{
	struct kmem_cache_args args = {
		.align = v->align,
		.ctor = v->ctor,
		.usersize = v->usersize,
		.sheaf_capacity = v->sheaf_capacity,
	};

	return kmem_cache_create(name, class_size + v->size, &args, v->flags);
}

static bool may_share(const struct variant *a, const struct variant *b)
{
	const slab_flags_t same = SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT |
				  SLAB_CACHE_DMA | SLAB_CACHE_DMA32;

	return sharing && !a->alone && !b->alone && a->slot == b->slot &&
	       (a->flags & same) == (b->flags & same);
}

/* Every kind of cache after every kind: do they share exactly when they should? */
static void merge_decision(struct kunit *test)
{
	const struct variant *first = test->param_value;
	unsigned int i, ran = 0;

	/* KASAN and slab_debug change sizes or flags: only "no sharing" is known. */
	for (i = (first - variants) % stride(4); i < ARRAY_SIZE(variants);
	     i += stride(4), ran++) {
		const struct variant *second = &variants[i];
		struct kmem_cache *a, *b;

		a = create_variant("slab-alias-first", first);
		b = create_variant("slab-alias-second", second);
		KUNIT_ASSERT_NOT_NULL(test, a);
		KUNIT_ASSERT_NOT_NULL(test, b);
		KUNIT_EXPECT_EQ_MSG(test, shared(a, b), may_share(first, second),
				    "%s after %s", second->what, first->what);
		KUNIT_EXPECT_EQ(test, kmem_cache_size(b), class_size + second->size);
		kmem_cache_destroy(a);
		kmem_cache_destroy(b);
	}
	kunit_info(test, "%u of %zu kinds after \"%s\"\n", ran, ARRAY_SIZE(variants),
		   first->what);
}

/* === Size of a handle and of its storage ================================== */

/* Leave @n objects of @s full of a pattern in what is allocated from next. */
static void dirty(struct kunit *test, struct kmem_cache *s, unsigned int n)
{
	void **p = kunit_kcalloc(test, n, sizeof(*p), GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_ASSERT_TRUE(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, n, p));
	for (i = 0; i < n; i++)
		memset(p[i], 0xff, kmem_cache_size(s));
	kmem_cache_free_bulk(s, n, p);
}

static void expect_zeroed(struct kunit *test, struct kmem_cache *s)
{
	void *p = kmem_cache_zalloc(s, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, kmem_cache_size(s)));
	kmem_cache_free(s, p);
}

static void own_object_size(struct kunit *test)
{
	struct kmem_cache *small = create(test, "slab-alias-small", class_size - 3, 0);
	struct kmem_cache *large = create(test, "slab-alias-large", class_size, 0);
	struct kmem_cache *mid = create(test, "slab-alias-mid", class_size - 1, 0);
	struct kmem_cache *p = slab_primary(small);

	KUNIT_EXPECT_EQ(test, kmem_cache_size(small), class_size - 3);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(large), class_size);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(mid), class_size - 1);
	if (sharing)
		KUNIT_EXPECT_EQ(test, p->object_size, class_size);

	dirty(test, large, 64);
	expect_zeroed(test, small);
	dirty(test, small, 64);
	expect_zeroed(test, large);
	dirty(test, mid, 64);
	expect_zeroed(test, large);

	/* The storage remembers the largest; sizes of the others do not change. */
	kmem_cache_destroy(large);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(small), class_size - 3);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(mid), class_size - 1);
	if (sharing)
		KUNIT_EXPECT_EQ(test, p->object_size, class_size);
	kmem_cache_destroy(small);
	expect_zeroed(test, mid);
	kmem_cache_destroy(mid);
}

/* === Ways to allocate through an alias that goes right after ============== */

struct pair {
	struct kmem_cache *first;	/* owns the storage */
	struct kmem_cache *alias;
};

static struct pair create_pair(struct kunit *test)
{
	struct pair two;

	need_sharing(test);
	two.first = create(test, "slab-alias-first", class_size, 0);
	two.alias = create(test, "slab-alias-second", class_size, 0);
	KUNIT_ASSERT_PTR_NE(test, two.first, two.alias);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(two.alias), two.first);
	return two;
}

static void expect_owner(struct kunit *test, const void *object, struct kmem_cache *p)
{
	KUNIT_EXPECT_PTR_EQ(test, virt_to_slab(object)->slab_cache, p);
}

static void alias_bulk(struct kunit *test)
{
	const unsigned int n = 500;
	struct pair two = create_pair(test);
	void **p = kunit_kcalloc(test, n, sizeof(*p), GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_ASSERT_TRUE(test, kmem_cache_alloc_bulk(two.alias, GFP_KERNEL, n, p));
	for (i = 0; i < n; i++)
		expect_owner(test, p[i], two.first);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_free_bulk(two.alias, n / 2, p);
	kmem_cache_destroy(two.alias);
	kmem_cache_free_bulk(NULL, n - n / 2, p + n / 2);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
}

/* More objects than the sheaves of a CPU hold: new ones are made, some for the barn. */
static void alias_sheaves(struct kunit *test)
{
	struct pair two = create_pair(test);
	const unsigned int n = 5 * two.first->sheaf_capacity + 1;
	void **p = kunit_kcalloc(test, n, sizeof(*p), GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, p);
	for (i = 0; i < n; i++) {
		p[i] = kmem_cache_alloc(two.alias, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p[i]);
	}
	for (i = 0; i < n; i++)
		kmem_cache_free(two.alias, p[i]);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.alias);

	/* The primary goes on with the sheaves that the alias filled. */
	dirty(test, two.first, n);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
}

static void alias_prefilled_sheaf(struct kunit *test)
{
#ifdef MODULE
	kunit_skip(test, "prefilled sheaves are not for modules");
#else
	struct pair two = create_pair(test);
	const unsigned int usual = two.first->sheaf_capacity;
	struct slab_sheaf *sheaf, *some[4];
	unsigned int round;
	void *p[8];
	int i;

	/* More than a CPU keeps, so that the barn gets some. */
	for (i = 0; i < ARRAY_SIZE(some); i++) {
		some[i] = kmem_cache_prefill_sheaf(two.alias, GFP_KERNEL, 4);
		KUNIT_ASSERT_NOT_NULL(test, some[i]);
	}
	for (i = 0; i < ARRAY_SIZE(some); i++)
		kmem_cache_return_sheaf(two.alias, GFP_KERNEL, some[i]);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);

	/* One of the usual size, and one that is too large for the barn. */
	for (round = 0; round < 2; round++) {
		const unsigned int size = round ? usual + 8 : 4;

		sheaf = kmem_cache_prefill_sheaf(two.alias, GFP_KERNEL, size);
		KUNIT_ASSERT_NOT_NULL(test, sheaf);
		for (i = 0; i < 4; i++) {
			p[i] = kmem_cache_alloc_from_sheaf(two.alias, GFP_KERNEL, sheaf);
			KUNIT_ASSERT_NOT_NULL(test, p[i]);
			expect_owner(test, p[i], two.first);
		}
		KUNIT_EXPECT_EQ(test, 0, kmem_cache_refill_sheaf(two.alias, GFP_KERNEL,
								 &sheaf, size));
		for (; i < 8 && i < size; i++) {
			p[i] = kmem_cache_alloc_from_sheaf(two.alias, GFP_KERNEL, sheaf);
			KUNIT_ASSERT_NOT_NULL(test, p[i]);
		}
		kmem_cache_return_sheaf(two.alias, GFP_KERNEL, sheaf);
		while (i--)
			kmem_cache_free(two.alias, p[i]);
	}
	kmem_cache_destroy(two.alias);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	/* Sheaves that the alias left behind serve the primary. */
	p[0] = kmem_cache_alloc(two.first, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p[0]);
	kmem_cache_free(two.first, p[0]);
	kmem_cache_destroy(two.first);
#endif
}

static void alias_kfree_rcu(struct kunit *test)
{
	struct pair two = create_pair(test);
	struct test_object *p;
	int i;

	/* More than one sheaf of them is in flight when the alias goes. */
	for (i = 0; i < 200; i++) {
		p = kmem_cache_alloc(two.alias, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		kfree_rcu(p, rcu);
	}
	kmem_cache_destroy(two.alias);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(two.first), -ENOENT);
}

/* Objects of kmalloc_nolock() and of an alias of the kmalloc cache they are from. */
static void alias_of_kmalloc(struct kunit *test)
{
	struct kmem_cache *s;
	void *p, *q;

	need_sharing(test);
	if (!IS_ENABLED(CONFIG_MEMCG))
		kunit_skip(test, "without memcg no kmalloc cache is known to be mergeable");

	s = create(test, "slab-alias-cg", 64, SLAB_ACCOUNT);
	if (!is_kmalloc_cache(slab_primary(s))) {
		kmem_cache_destroy(s);
		kunit_skip(test, "no mergeable kmalloc cache of 64 bytes");
	}
	p = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	expect_owner(test, p, slab_primary(s));
	/* May fail by its nature, here for want of a double-word cmpxchg. */
	q = kmalloc_nolock(64, __GFP_ACCOUNT, NUMA_NO_NODE);
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
	kfree_nolock(q);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void alias_kfence(struct kunit *test)
{
#ifdef CONFIG_KFENCE
	struct pair two = create_pair(test);
	unsigned int tries;
	void *p;

	for (tries = 0; tries < 100000; tries++) {
		p = kmem_cache_alloc(two.alias, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		if (is_kfence_address(p))
			break;
		kmem_cache_free(two.alias, p);
		if (tries % 100 == 0)
			usleep_range(1000, 2000);
		p = NULL;
	}
	if (p) {
		expect_owner(test, p, two.first);
		KUNIT_EXPECT_EQ(test, ksize(p), class_size);
	}
	kmem_cache_destroy(two.alias);
	kfree(p);
	kmem_cache_destroy(two.first);
	if (!p)
		kunit_skip(test, "KFENCE took no sample");
#else
	kunit_skip(test, "no KFENCE on this kernel");
#endif
}

/* An object of other storage is refused, and both caches are named. */
static void free_of_other_storage(struct kunit *test)
{
	struct kmem_cache *other;
	struct pair two;
	void *p;

	if (!IS_ENABLED(CONFIG_SLAB_FREELIST_HARDENED))
		kunit_skip(test, "CONFIG_SLAB_FREELIST_HARDENED is off, nobody compares");

	two = create_pair(test);
	other = create(test, "slab-alias-other", class_size, SLAB_NO_MERGE);
	p = kmem_cache_alloc(two.alias, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);

	expect_report(test,
		      "\\(slab-alias-other, .* different cache slab-alias-first");
	kmem_cache_free(other, p);
	expect_report_end(test);

	/* It was left alone. */
	kmem_cache_free(two.alias, p);
	kmem_cache_destroy(two.first);
	kmem_cache_destroy(two.alias);
	kmem_cache_destroy(other);
}

/* === What walks storage =================================================== */

static void shrink_and_validate(struct kunit *test)
{
	struct pair two = create_pair(test);
	void *p = kmem_cache_alloc(two.alias, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
#ifdef CONFIG_SLUB_DEBUG
	/* Only then are slabs counted. */
	KUNIT_EXPECT_NE(test, kmem_cache_shrink(two.alias), 0);
	KUNIT_EXPECT_GE(test, validate_slab_cache(two.alias), 0);
#endif
	kmem_cache_free(two.alias, p);
	/* With nothing allocated, both handles give all slabs back. */
	if (IS_ENABLED(CONFIG_SLUB_DEBUG)) {
		KUNIT_EXPECT_EQ(test, kmem_cache_shrink(two.alias), 0);
		KUNIT_EXPECT_EQ(test, kmem_cache_shrink(two.first), 0);
	}
	/* The primary's user goes: its storage is still shrunk through the alias. */
	kmem_cache_destroy(two.first);
	dirty(test, two.alias, 64);
	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(two.alias), 0);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.alias);
}

#ifdef CONFIG_HOTPLUG_CPU
/* Leave a free object in the sheaf of the CPU that this runs on. */
static long fill_sheaf(void *cache)
{
	void *p = kmem_cache_alloc(cache, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	kmem_cache_free(cache, p);
	return 0;
}
#endif

/* What the sheaf of a CPU has, through whichever handle, goes back when it dies. */
static void cpu_hotplug(struct kunit *test)
{
#ifdef CONFIG_HOTPLUG_CPU
	unsigned int cpu = cpumask_last(cpu_online_mask);
	struct pair two = create_pair(test);

	if (!cpu || !cpu_is_hotpluggable(cpu)) {
		kmem_cache_destroy(two.first);
		kmem_cache_destroy(two.alias);
		kunit_skip(test, "no second CPU that can go offline");
	}
	KUNIT_EXPECT_EQ(test, work_on_cpu(cpu, fill_sheaf, two.alias), 0);
	KUNIT_EXPECT_EQ(test, remove_cpu(cpu), 0);
	kmem_cache_destroy(two.first);
	/* This looks at the CPUs that are online only. */
	if (IS_ENABLED(CONFIG_SLUB_DEBUG))
		KUNIT_EXPECT_EQ(test, kmem_cache_shrink(two.alias), 0);
	KUNIT_EXPECT_EQ(test, add_cpu(cpu), 0);
	KUNIT_EXPECT_EQ(test, work_on_cpu(cpu, fill_sheaf, two.alias), 0);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.alias);
#else
	kunit_skip(test, "CPUs cannot go offline on this kernel");
#endif
}

/* Memory of a node goes and comes: storages are shrunk, and get their part of it. */
static void node_hotplug(struct kunit *test)
{
	struct pair two = create_pair(test);
	struct node_notify nn = { };
	void *p = kmem_cache_alloc(two.alias, GFP_KERNEL);
	int node;

	KUNIT_ASSERT_NOT_NULL(test, p);
	memset(p, 'p', class_size);
	dirty(test, two.alias, 64);

	cpus_read_lock();
	KUNIT_EXPECT_EQ(test, NOTIFY_OK,
			slab_memory_callback(NULL, NODE_REMOVING_LAST_MEMORY, &nn));
	for_each_node(node) {
		nn.nid = node;
		KUNIT_EXPECT_EQ(test, NOTIFY_OK,
				slab_memory_callback(NULL, NODE_ADDING_FIRST_MEMORY, &nn));
		KUNIT_EXPECT_NOT_NULL(test, two.first->per_node[node].node);
		/* An alias sees the storage's, not a copy. */
		KUNIT_EXPECT_PTR_EQ(test, two.alias->per_node, two.first->per_node);
	}
	cpus_read_unlock();

	KUNIT_EXPECT_NULL(test, memchr_inv(p, 'p', class_size));
	dirty(test, two.alias, 64);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
	kmem_cache_free(two.alias, p);
	kmem_cache_destroy(two.alias);
}

/* === Failure at each point of creating a cache ============================ */

static unsigned int names_asked;

/* Fails once: what was tried instead would succeed. */
static const char *no_name(const char *name)
{
	return names_asked++ ? kstrdup_const(name, GFP_KERNEL) : NULL;
}

static struct kmem_cache *no_handle(void)
{
	return NULL;
}

static struct kmem_cache *no_cache(gfp_t gfp)
{
	return NULL;
}

/* A creation that fails is reported with a stack, and changes nothing. */
static void expect_create_fails(struct kunit *test, slab_flags_t flags)
{
	expect_report(test, "slab-alias-failed\\) failed with error -12");
	KUNIT_EXPECT_NULL(test, kmem_cache_create("slab-alias-failed", class_size, 0,
						  flags, NULL));
	expect_report_end(test);
	expect_unnamed(test, "slab-alias-failed");
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void expect_create_works(struct kunit *test, slab_flags_t flags)
{
	struct kmem_cache *s = create(test, "slab-alias-failed", class_size, flags);

	expect_named(test, "slab-alias-failed", s);
	kmem_cache_destroy(s);
	expect_unnamed(test, "slab-alias-failed");
}

static void fail_alias_handle(struct kunit *test)
{
	struct pair two = create_pair(test);

	kunit_activate_static_stub(test, slab_alloc_handle, no_handle);
	expect_create_fails(test, 0);
	kunit_deactivate_static_stub(test, slab_alloc_handle);

	KUNIT_EXPECT_EQ(test, slab_alias_handles(two.first), 2);
	expect_create_works(test, 0);
	kmem_cache_destroy(two.first);
	kmem_cache_destroy(two.alias);
}

static void fail_alias_name(struct kunit *test)
{
	struct pair two = create_pair(test);

	names_asked = 0;
	kunit_activate_static_stub(test, slab_copy_name, no_name);
	expect_create_fails(test, 0);
	kunit_deactivate_static_stub(test, slab_copy_name);

	KUNIT_EXPECT_EQ(test, slab_alias_handles(two.first), 2);
	expect_create_works(test, 0);
	kmem_cache_destroy(two.first);
	kmem_cache_destroy(two.alias);
}

static void fail_storage_name(struct kunit *test)
{
	names_asked = 0;
	kunit_activate_static_stub(test, slab_copy_name, no_name);
	expect_create_fails(test, SLAB_NO_MERGE);
	kunit_deactivate_static_stub(test, slab_copy_name);
	expect_create_works(test, SLAB_NO_MERGE);
}

static void fail_storage(struct kunit *test)
{
	kunit_activate_static_stub(test, alloc_kmem_cache, no_cache);
	expect_create_fails(test, SLAB_NO_MERGE);
	kunit_deactivate_static_stub(test, alloc_kmem_cache);
	expect_create_works(test, SLAB_NO_MERGE);
}

#ifdef SLAB_SUPPORTS_SYSFS
static int no_link(struct kmem_cache *s)
{
	return -ENOMEM;
}
#endif

/* Without a link a cache works all the same, and leaves nobody else's behind. */
static void fail_link(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	struct pair two = create_pair(test);
	struct kmem_cache *s;
	void *p;

	kunit_activate_static_stub(test, slab_create_link, no_link);
	s = create(test, "slab-alias-failed", class_size, 0);
	kunit_deactivate_static_stub(test, slab_create_link);

	expect_unnamed(test, "slab-alias-failed");
	p = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
	expect_named(test, "slab-alias-first", two.first);
	expect_named(test, "slab-alias-second", two.first);
	expect_create_works(test, 0);
	kmem_cache_destroy(two.first);
	kmem_cache_destroy(two.alias);
#else
	need_sysfs(test);
#endif
}

/* === Names ================================================================ */

/* Both are called the same, in different storage. */
static void two_of_one_name(struct kunit *test)
{
	struct kmem_cache *a, *b;
	int first_goes;

	need_sysfs(test);
	need_sharing(test);
	for (first_goes = 0; first_goes < 2; first_goes++) {
		a = create(test, "slab-alias-twin", class_size, 0);
		expect_name_report(test, "slab-alias-twin");
		b = create(test, "slab-alias-twin", class_size + 64, 0);
		expect_name_report_end(test);
		expect_named(test, "slab-alias-twin", a);
		kmem_cache_destroy(first_goes ? a : b);
		if (first_goes) {
			expect_unnamed(test, "slab-alias-twin");
			KUNIT_EXPECT_STREQ(test, b->name, "slab-alias-twin");
		} else {
			expect_named(test, "slab-alias-twin", a);
		}
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		kmem_cache_destroy(first_goes ? b : a);
		expect_unnamed(test, "slab-alias-twin");
	}
}

/* The same in one storage, and with one string in rodata for both. */
static void two_of_one_name_and_class(struct kunit *test)
{
	struct kmem_cache *a, *b, *c;

	need_sharing(test);
	expect_name_report(test, names[0]);
	a = create(test, names[0], class_size, 0);
	b = create(test, names[0], class_size, 0);
	c = create(test, names[1], class_size, 0);

	kmem_cache_destroy(b);
	KUNIT_EXPECT_STREQ(test, slab_primary(a)->name, names[0]);
	expect_named(test, names[0], a);
	b = create(test, names[0], class_size, 0);
	expect_name_report_end(test);
	kmem_cache_destroy(a);
	expect_unnamed(test, names[0]);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(b);
	KUNIT_EXPECT_STREQ(test, slab_primary(c)->name, names[1]);
	expect_named(test, names[1], c);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(c);
}

/* Caches with allocation tracking have a directory in debugfs, too. */
static void two_of_one_name_in_debugfs(struct kunit *test)
{
#if defined(CONFIG_DEBUG_FS) && defined(CONFIG_SLUB_DEBUG)
	struct dentry *root = debugfs_lookup("slab", NULL), *dir;
	struct kmem_cache *a, *b;

	if (!root)
		kunit_skip(test, "no slab directory in debugfs");

	a = create(test, "slab-alias-twin", class_size, SLAB_STORE_USER);
	expect_name_report(test, "slab-alias-twin");
	b = create(test, "slab-alias-twin", class_size, SLAB_STORE_USER);
	expect_name_report_end(test);

	kmem_cache_destroy(b);
	dir = debugfs_lookup("slab-alias-twin", root);
	KUNIT_EXPECT_NOT_NULL(test, dir);
	dput(dir);

	kmem_cache_destroy(a);
	dir = debugfs_lookup("slab-alias-twin", root);
	KUNIT_EXPECT_NULL(test, dir);
	dput(dir);
	dput(root);
#else
	kunit_skip(test, "no debugfs, or no SLUB_DEBUG, on this kernel");
#endif
}

/* Out of memory, a file there may be missing. The directory goes all the same. */
static void debugfs_lacks_a_file(struct kunit *test)
{
#if defined(CONFIG_DEBUG_FS) && defined(CONFIG_SLUB_DEBUG)
	static const char * const files[] = { "alloc_traces", "free_traces" };
	struct dentry *root = debugfs_lookup("slab", NULL), *dir;
	struct kmem_cache *s;
	unsigned int i;

	if (!root)
		kunit_skip(test, "no slab directory in debugfs");

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		s = create(test, "slab-alias-tracked", class_size, SLAB_STORE_USER);
		dir = debugfs_lookup("slab-alias-tracked", root);
		KUNIT_ASSERT_NOT_NULL(test, dir);
		debugfs_lookup_and_remove(files[i], dir);
		dput(dir);

		kmem_cache_destroy(s);
		dir = debugfs_lookup("slab-alias-tracked", root);
		KUNIT_EXPECT_NULL(test, dir);
		dput(dir);
	}
	dput(root);
#else
	kunit_skip(test, "no debugfs, or no SLUB_DEBUG, on this kernel");
#endif
}

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
	if (sharing)
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

#ifdef CONFIG_FAILSLAB
/* As the failslab file does. */
static void set_failslab(struct kmem_cache *s, bool on)
{
	mutex_lock(&slab_mutex);
	slab_alias_set_flag(s, SLAB_FAILSLAB, on);
	mutex_unlock(&slab_mutex);
}
#endif

/* A flag set at run time made a second storage ask for the id of the first. */
static void bug_2015_flag_at_run_time(struct kunit *test)
{
#ifdef CONFIG_FAILSLAB
	struct kmem_cache *a, *b;

	need_sharing(test);
	a = create(test, "slab-alias-first", class_size, 0);
	set_failslab(a, true);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	b = create(test, "slab-alias-second", class_size, 0);
	KUNIT_EXPECT_FALSE(test, shared(a, b));
	expect_named(test, "slab-alias-first", a);
	expect_named(test, "slab-alias-second", b);
	set_failslab(a, false);
	kmem_cache_destroy(b);

	/* Without the flag it is found again. */
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	b = create(test, "slab-alias-second", class_size, 0);
	KUNIT_EXPECT_TRUE(test, shared(a, b));
	kmem_cache_destroy(a);
	expect_named(test, "slab-alias-second", b);
	kmem_cache_destroy(b);
#else
	kunit_skip(test, "CONFIG_FAILSLAB is off, no flag changes that merging looks at");
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
static int race(void *arg)
{
	struct racer *r = arg;
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
	struct racer racers[3] = { };
	struct kmem_cache *a;
	unsigned int i;

	expect_name_report(test, "slab-alias-[01]");
	/* The racers may provoke that report; these two are sure to. */
	a = create(test, names[0], class_size, 0);
	kmem_cache_destroy(create(test, names[0], class_size, 0));
	kmem_cache_destroy(a);
	for (i = 0; i < ARRAY_SIZE(racers); i++) {
		racers[i].test = test;
		racers[i].seed = 20210000 + i;
		racers[i].rounds = 60;
		racers[i].task = kthread_run(race, &racers[i], "slab-alias-%u", i);
		KUNIT_ASSERT_FALSE(test, IS_ERR(racers[i].task));
	}
	for (i = 0; i < ARRAY_SIZE(racers); i++)
		kthread_stop(racers[i].task);
	expect_name_report_end(test);
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
	expect_name_report(test, "slab-alias-first");
	b = create(test, "slab-alias-first", class_size, SLAB_NO_MERGE);
	expect_name_report_end(test);
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
	KUNIT_EXPECT_EQ(test, shared(b, c), sharing);
	kmem_cache_destroy(b);
	a = create(test, "slab-alias-first", 176, SLAB_RECLAIM_ACCOUNT);
	expect_named(test, "slab-alias-first", a);
	KUNIT_EXPECT_EQ(test, shared(a, c), sharing);
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
	KUNIT_EXPECT_EQ(test, shared(plain, last), sharing);
	KUNIT_EXPECT_FALSE(test, plain->flags & SLAB_POISON && sharing);
	KUNIT_EXPECT_TRUE(test, debug->flags & SLAB_POISON);
	kmem_cache_destroy(plain);
	kmem_cache_destroy(debug);
	kmem_cache_destroy(last);
#else
	kunit_skip(test, "CONFIG_SLUB_DEBUG is off, there are no debug flags");
#endif
}

/* === The booted kernel ==================================================== */

static void invariants_of_live_caches(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* The check itself sees what it is for. */
static void check_sees_violations(struct kunit *test)
{
	struct pair two = create_pair(test);
	unsigned int size = two.alias->object_size;

	two.alias->object_size = size + 1;
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 2);
	two.alias->object_size = size;

	two.alias->primary_cache = two.alias;
	KUNIT_EXPECT_GE(test, slab_alias_check(), 1);
	two.alias->primary_cache = two.first;

	two.first->refcount++;
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 1);
	two.first->refcount--;

	two.alias->flags ^= SLAB_PANIC;
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 1);
	two.alias->flags ^= SLAB_PANIC;

	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
	kmem_cache_destroy(two.alias);
}

/* === The suite ============================================================ */

/* Whether a new cache of that kind gets storage of its own. */
static bool has_no_partner(unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *s = kmem_cache_create("slab-alias-probe", size, 0, flags, NULL);
	bool ret = s && slab_primary(s) == s;

	kmem_cache_destroy(s);
	return ret;
}

static bool is_free_class(unsigned int size)
{
	static const slab_flags_t flags[] = {
		0, SLAB_RECLAIM_ACCOUNT, SLAB_ACCOUNT,
		SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		if (!has_no_partner(size, flags[i]) ||
		    !has_no_partner(size + 64, flags[i]))
			return false;
	}
	return has_no_partner(size - WORD, 0) && has_no_partner(size + WORD, 0);
}

static int slab_alias_suite_init(struct kunit_suite *suite)
{
	struct kmem_cache *a, *b;

	make_orders();

	/* Not a multiple of 128, which the kinds with an alignment need. */
	for (class_size = 1344; !is_free_class(class_size); class_size += 128) {
		if (class_size > 3000)
			return -EBUSY;
	}

	a = kmem_cache_create("slab-alias-probe-a", class_size, 0, 0, NULL);
	b = kmem_cache_create("slab-alias-probe-b", class_size, 0, 0, NULL);
	if (!a || !b)
		return -ENOMEM;
	sharing = shared(a, b);
	kmem_cache_destroy(a);
	kmem_cache_destroy(b);

	pr_info("slab_alias: %u CPUs, object size %u, caches of one class %s storage\n",
		num_online_cpus(), class_size, sharing ? "share" : "do not share");
	return 0;
}

static struct kunit_case slab_alias_cases[] = {
	KUNIT_CASE(invariants_of_live_caches),
	KUNIT_CASE(check_sees_violations),
	KUNIT_CASE_PARAM(destroy_order, order_gen_params),
	KUNIT_CASE_PARAM(interleave, prefix_gen_params),
	KUNIT_CASE_PARAM(merge_decision, variant_gen_params),
	KUNIT_CASE(own_object_size),
	KUNIT_CASE(alias_bulk),
	KUNIT_CASE(alias_sheaves),
	KUNIT_CASE(alias_prefilled_sheaf),
	KUNIT_CASE(alias_kfree_rcu),
	KUNIT_CASE(alias_of_kmalloc),
	KUNIT_CASE(alias_kfence),
	KUNIT_CASE(free_of_other_storage),
	KUNIT_CASE(shrink_and_validate),
	KUNIT_CASE(cpu_hotplug),
	KUNIT_CASE(node_hotplug),
	KUNIT_CASE(fail_alias_handle),
	KUNIT_CASE(fail_alias_name),
	KUNIT_CASE(fail_storage_name),
	KUNIT_CASE(fail_storage),
	KUNIT_CASE(fail_link),
	KUNIT_CASE(two_of_one_name),
	KUNIT_CASE(two_of_one_name_and_class),
	KUNIT_CASE(two_of_one_name_in_debugfs),
	KUNIT_CASE(debugfs_lacks_a_file),
	KUNIT_CASE(bug_2010_name_of_gone_creator),
	KUNIT_CASE(bug_2013_name_used_again),
	KUNIT_CASE(bug_2015_flag_at_run_time),
	KUNIT_CASE(bug_2018_destroy_then_create),
	KUNIT_CASE(bug_2021_create_and_destroy_at_once),
	KUNIT_CASE(bug_2023_alignment_in_the_id),
	KUNIT_CASE(cve_2024_25740_sysfs_refuses),
	KUNIT_CASE(bug_2024_duplicate_id),
	KUNIT_CASE(bug_2026_debug_cache_merged),
	KUNIT_CASE(invariants_of_live_caches),
	{}
};

static struct kunit_suite slab_alias_suite = {
	.name = "slab_alias",
	.suite_init = slab_alias_suite_init,
	.test_cases = slab_alias_cases,
};

kunit_test_suite(slab_alias_suite);

MODULE_DESCRIPTION("KUnit test for slab caches that share storage");
MODULE_IMPORT_NS("EXPORTED_FOR_KUNIT_TESTING");
MODULE_LICENSE("GPL");
