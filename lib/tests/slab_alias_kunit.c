// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for the alias layer of the slab allocator, mm/slab_alias.c.
 *
 * A destroy that takes storage with it costs 0.05 ms on one CPU and 20 to 30 ms
 * on several, where it waits for RCU. So orders are run exhaustively on one CPU
 * and sampled with a fixed stride on more; the number that ran is printed.
 */

#include <kunit/test.h>
#include <linux/cache.h>
#include <linux/kasan-enabled.h>
#include <linux/kfence.h>
#include <linux/module.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>

#ifdef CONFIG_KASAN_HW_TAGS
#include <asm/mte-kasan.h>
#endif

#include "slab_test_util.h"

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

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
	const unsigned int crossing = slab_test_sharing ? 4 : 0;
	struct test_object *left[4] = { };
	struct kmem_cache *c[HANDLES], *p;
	unsigned int i, k, n;

	for (i = 0; i < HANDLES; i++) {
		c[i] = create(test, names[i], class_size - i % word_size(), 0);
		KUNIT_EXPECT_EQ(test, kmem_cache_size(c[i]), class_size - i % word_size());
		KUNIT_EXPECT_EQ(test, shared(c[i], c[0]), !i || slab_test_sharing);
		for (k = 0; k < OBJECTS; k++) {
			obj[i][k] = kmem_cache_alloc(c[i], GFP_KERNEL);
			KUNIT_ASSERT_NOT_NULL(test, obj[i][k]);
			memset(obj[i][k], 'a' + i, kmem_cache_size(c[i]));
		}
	}
	p = slab_primary(c[0]);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(p), slab_test_sharing ? HANDLES : 1);

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
		if (slab_test_sharing && n < HANDLES - 1)
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
		if (slab_test_sharing)
			KUNIT_EXPECT_PTR_EQ(test, slab_primary(c[i]), p);
	}
	if (p && slab_test_sharing)
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
	int size;			/* relative to class_size, in bytes */
	int words;			/* and in words more */
	slab_flags_t flags;
	unsigned int align;
	void (*ctor)(void *object);
	unsigned int usersize;
	unsigned int sheaf_capacity;
	/* expected */
	bool alone;			/* never shares */
	int slot;			/* relative to class_size, in bytes */
	int slot_words;			/* and in words more */
};

static const struct variant variants[] = {
	{ .what = "plain" },
	{ .what = "one byte less", .size = -1 },
	{ .what = "one word less", .words = -1, .slot_words = -1 },
	{ .what = "one byte more", .size = 1, .slot_words = 1 },
	{ .what = "align 64", .align = 64 },
	{ .what = "one byte less, align 64", .size = -1, .align = 64 },
	{ .what = "one word less, align 64", .words = -1, .align = 64 },
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

/* In bytes. */
static int relative(int bytes, int words)
{
	return bytes + words * (int)word_size();
}

static struct kmem_cache *create_variant(const char *name, const struct variant *v)
{
	struct kmem_cache_args args = {
		.align = v->align,
		.ctor = v->ctor,
		.usersize = v->usersize,
		.sheaf_capacity = v->sheaf_capacity,
	};

	return kmem_cache_create(name, class_size + relative(v->size, v->words), &args,
				 v->flags);
}

static bool may_share(const struct variant *a, const struct variant *b)
{
	const slab_flags_t same = SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT |
				  SLAB_CACHE_DMA | SLAB_CACHE_DMA32;

	return slab_test_sharing && !a->alone && !b->alone &&
	       relative(a->slot, a->slot_words) == relative(b->slot, b->slot_words) &&
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
		/* slab_debug leaves the flags of these alone: they share where others do not. */
		if (slab_test_sharing || !(first->flags & second->flags & SLAB_NO_USER_FLAGS))
			KUNIT_EXPECT_EQ_MSG(test, shared(a, b), may_share(first, second),
					    "%s after %s", second->what, first->what);
		KUNIT_EXPECT_EQ(test, kmem_cache_size(b),
				class_size + relative(second->size, second->words));
		kmem_cache_destroy(a);
		kmem_cache_destroy(b);
	}
	kunit_info(test, "%u of %zu kinds after \"%s\"\n", ran, ARRAY_SIZE(variants),
		   first->what);
}

/* === Tags of memory ======================================================= */

#ifdef CONFIG_KASAN_HW_TAGS
#define GRANULE		MTE_GRANULE_SIZE

/* Whether the memory there has the tag of the pointer. */
static bool has_tag_of(const u8 *object, unsigned int offset)
{
	return mte_get_mem_tag((void *)(object + offset)) == mte_get_ptr_tag((void *)object);
}
#else
#define GRANULE		16

static bool has_tag_of(const u8 *object, unsigned int offset)
{
	return true;
}
#endif

/*
 * Where the size of the handle ends in a slab that has room for a larger one, an
 * access is reported: the tag is another, in each granule.
 */
static void tags_end_with_the_size_of_the_handle(struct kunit *test)
{
	struct kmem_cache_args args = { .align = 64 };
	struct kmem_cache *s[2], *of[32];
	unsigned int i, n, at, wrong = 0;
	u8 *object[ARRAY_SIZE(of)] = {};

	if (!kasan_hw_tags_enabled())
		kunit_skip(test, "memory has no tags: KASAN_HW_TAGS is off, or the CPU has none");
	need_sharing(test);

	s[0] = kmem_cache_create("slab-alias-whole", class_size, &args, 0);
	s[1] = kmem_cache_create("slab-alias-less", class_size - 40, &args, 0);
	KUNIT_ASSERT_NOT_NULL(test, s[0]);
	KUNIT_ASSERT_NOT_NULL(test, s[1]);
	KUNIT_EXPECT_TRUE(test, shared(s[0], s[1]));

	for (n = 0; n < 4000; n++) {
		i = get_random_u32_below(ARRAY_SIZE(of));
		if (object[i]) {
			kmem_cache_free(of[i], object[i]);
			object[i] = NULL;
			continue;
		}
		of[i] = s[get_random_u32_below(2)];
		object[i] = kmem_cache_alloc(of[i], GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, object[i]);
		memset(object[i], i, kmem_cache_size(of[i]));
		/* KFENCE guards pages, without tags. */
		if (is_kfence_address(object[i]))
			continue;
		for (at = 0; at < class_size; at += GRANULE)
			wrong += has_tag_of(object[i], at) != (at < kmem_cache_size(of[i]));
	}
	KUNIT_EXPECT_EQ(test, wrong, 0);

	for (i = 0; i < ARRAY_SIZE(of); i++)
		if (object[i])
			kmem_cache_free(of[i], object[i]);
	kmem_cache_destroy(s[0]);
	kmem_cache_destroy(s[1]);
}

/* === The booted kernel ==================================================== */

static void invariants_of_live_caches(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	KUNIT_EXPECT_EQ(test, slab_alias_check_slabs(), 0);
}

/* Set a field to what it must not be, check, and set it back. */
#define EXPECT_VIOLATIONS_OF(type, test, field, value, count)		\
	do {								\
		const type __good = field;				\
									\
		guard(mutex)(&slab_mutex);				\
		field = value;						\
		KUNIT_EXPECT_EQ_MSG(test, slab_alias_check_locked(), count, #field); \
		field = __good;						\
	} while (0)
#define EXPECT_VIOLATIONS(...)	EXPECT_VIOLATIONS_OF(unsigned long long, __VA_ARGS__)

/* The check itself sees what it is for. */
static void check_sees_violations(struct kunit *test)
{
	struct pair two = create_pair(test, class_size);
	struct kmem_cache *p = two.first, *s = two.alias;

	/* Not that of the user, and larger than the storage knows. */
	EXPECT_VIOLATIONS(test, s->object_size, class_size + 1, 2);
	EXPECT_VIOLATIONS_OF(slab_flags_t, test, s->flags, s->flags ^ SLAB_PANIC, 1);
	EXPECT_VIOLATIONS(test, s->state, CACHE_OWNER, 1);
	EXPECT_VIOLATIONS(test, s->offset, s->offset + 8, 1);
	EXPECT_VIOLATIONS(test, s->align, 128, 1);
	EXPECT_VIOLATIONS(test, s->min_partial, 5, 1);
	EXPECT_VIOLATIONS(test, s->is_static, true, 1);
	EXPECT_VIOLATIONS(test, s->id, 0, 1);
	EXPECT_VIOLATIONS(test, p->id, 0, 1);
	EXPECT_VIOLATIONS(test, p->refcount, 3, 1);
	EXPECT_VIOLATIONS(test, p->user_size, class_size + 1, 1);
	/* Without an entry in sysfs although the name is free. */
	if (__is_defined(SLAB_SUPPORTS_SYSFS)) {
		EXPECT_VIOLATIONS(test, s->linked, false, 1);
		EXPECT_VIOLATIONS(test, s->nameless, true, 1);
	}

	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
	kmem_cache_destroy(two.alias);
}

/* === The suite ============================================================ */

static int slab_alias_suite_init(struct kunit_suite *suite)
{
	make_orders();
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_alias_cases[] = {
	KUNIT_CASE(invariants_of_live_caches),
	KUNIT_CASE(check_sees_violations),
	KUNIT_CASE_PARAM(destroy_order, order_gen_params),
	KUNIT_CASE_PARAM(interleave, prefix_gen_params),
	KUNIT_CASE_PARAM(merge_decision, variant_gen_params),
	KUNIT_CASE(tags_end_with_the_size_of_the_handle),
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
MODULE_LICENSE("GPL");
