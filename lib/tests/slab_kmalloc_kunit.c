// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for kmalloc caches with static storage: kmalloc() of a constant size
 * uses the same caches as kmalloc() of a variable one, and they are handles like
 * others. Where boot found that another cache serves a type or a size, as with
 * cgroup.memory=nokmem, the constant address has to be an alias of that one.
 */

#include <linux/kfence.h>
#include <linux/module.h>
#include <linux/string.h>

#include "slab_test_util.h"

#define GFP_normal	GFP_KERNEL
#define GFP_reclaim	(GFP_KERNEL | __GFP_RECLAIMABLE)
#define GFP_cgroup	GFP_KERNEL_ACCOUNT

/* === One constant allocation for each type and size ======================= */

#define SIZE_OF(index)	((index) == 1 ? 96 : (index) == 2 ? 192 : 1 << (index))

#define ALLOC_CASE(type, index, size)					\
	case index: return zero ? kzalloc(SIZE_OF(index), GFP_##type) :	\
				  kmalloc(SIZE_OF(index), GFP_##type);
#define NODE_CASE(type, index, size)					\
	case index: return kmalloc_node(SIZE_OF(index), GFP_##type, 0);

#define ALLOC_FUNCTIONS(type)						\
static __maybe_unused void *alloc_##type(unsigned int index, bool zero)	\
{									\
	switch (index) {						\
	KMALLOC_STATIC_SIZES(ALLOC_CASE, type)				\
	}								\
	return NULL;							\
}									\
									\
static __maybe_unused void *node_##type(unsigned int index)		\
{									\
	switch (index) {						\
	KMALLOC_STATIC_SIZES(NODE_CASE, type)				\
	}								\
	return NULL;							\
}

ALLOC_FUNCTIONS(normal)
ALLOC_FUNCTIONS(reclaim)
ALLOC_FUNCTIONS(cgroup)

static const struct kind {
	const char *name, *prefix;
	enum kmalloc_cache_type type;
	gfp_t gfp;
	slab_flags_t flags;
	void *(*alloc)(unsigned int index, bool zero);
	void *(*node)(unsigned int index);
} kinds[] = {
	{ "normal", "kmalloc", KMALLOC_NORMAL, GFP_normal, 0, alloc_normal, node_normal },
#ifndef CONFIG_SLUB_TINY
	{ "reclaimable", "kmalloc-rcl", KMALLOC_RECLAIM, GFP_reclaim, SLAB_RECLAIM_ACCOUNT,
	  alloc_reclaim, node_reclaim },
#endif
#ifdef CONFIG_MEMCG
	{ "accounted", "kmalloc-cg", KMALLOC_CGROUP, GFP_cgroup, SLAB_ACCOUNT, alloc_cgroup,
	  node_cgroup },
#endif
};

static void describe_kind(const struct kind *k, char *text)
{
	strscpy(text, k->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(kind, kinds, describe_kind);

/* The table that run-time sizes are looked up in. */
static struct kmem_cache *at_run_time(const struct kind *k, unsigned int i)
{
	return kmalloc_caches[k->type][i];
}

/* Which of the partition caches a call gets depends on the call. */
static bool is_partitioned(const struct kind *k)
{
	return IS_ENABLED(CONFIG_KMALLOC_PARTITION_CACHES) && k->type == KMALLOC_NORMAL;
}

/* Every index that the kernel can ask for. */
#define for_each_index(i)						\
	for ((i) = 1; (i) < KMALLOC_STATIC_NR; (i)++)			\
		if (__kmalloc_index(SIZE_OF(i), false) == (i))

/* === Cases ================================================================ */

static struct kmem_cache *owner_of(struct kunit *test, void *p)
{
	KUNIT_ASSERT_NOT_NULL(test, p);
	return virt_to_slab(p)->slab_cache;
}

/*
 * One object from a constant size and flags, one from a constant size and
 * variable flags, one with a node, one from a variable size.
 */
static void same_as_at_run_time(struct kunit *test)
{
	const struct kind *k = test->param_value;
	struct kmem_cache *s, *want;
	unsigned int i, n;
	size_t size;
	void *p[3];

	for_each_index(i) {
		want = at_run_time(k, i);
		size = SIZE_OF(i);
		OPTIMIZER_HIDE_VAR(size);
		p[0] = kmalloc(size, k->gfp);
		p[1] = k->alloc(i, false);
		p[2] = k->node(i);
		for (n = 0; n < ARRAY_SIZE(p); n++) {
			s = owner_of(test, p[n]);
			if (!is_partitioned(k))
				KUNIT_EXPECT_PTR_EQ_MSG(test, s, want, "%s", want->name);
			KUNIT_EXPECT_TRUE(test, is_kmalloc_cache(s));
			KUNIT_EXPECT_EQ(test, s->object_size, want->object_size);
			/* KFENCE gives what is asked for, not a slot. */
			if (!is_kfence_address(p[n]) && !is_kfence_address(p[0]))
				KUNIT_EXPECT_EQ(test, ksize(p[n]), ksize(p[0]));
		}
		for (n = 0; n < ARRAY_SIZE(p); n++)
			kfree(p[n]);
		KUNIT_EXPECT_EQ(test, kmalloc_size_roundup(size), want->object_size);
	}

	p[0] = kmalloc(64, k->gfp);
	s = owner_of(test, p[0]);
	if (!is_partitioned(k))
		KUNIT_EXPECT_PTR_EQ(test, s, at_run_time(k, __kmalloc_index(64, false)));
	kfree(p[0]);
}

/* The constant address is that cache, or an alias of it which is not counted. */
static void addresses_are_handles(struct kunit *test)
{
	const struct kind *k = test->param_value;
	const slab_flags_t kinds_flags = SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT;
	struct kmem_cache *s, *p;
	unsigned int i;

	for_each_index(i) {
		s = kmalloc_static_cache(k->type, i);
		p = at_run_time(k, i);
		KUNIT_EXPECT_PTR_EQ_MSG(test, slab_primary(s), p, "%s", p->name);
		KUNIT_EXPECT_PTR_EQ(test, slab_primary(p), p);
		KUNIT_EXPECT_EQ(test, slab_alias_state(p), CACHE_OWNER);
		KUNIT_EXPECT_EQ(test, slab_alias_state(s), s == p ? CACHE_OWNER : CACHE_ALIAS);
		KUNIT_EXPECT_EQ(test, !s->id, s != p);
		KUNIT_EXPECT_TRUE(test, s->flags == p->flags);
		KUNIT_EXPECT_EQ(test, s->sheaf_capacity, p->sheaf_capacity);
		KUNIT_EXPECT_EQ(test, kmem_cache_size(s), kmem_cache_size(p));
		KUNIT_EXPECT_TRUE(test, is_kmalloc_cache(s));
		if (s == p)
			KUNIT_EXPECT_TRUE(test, (p->flags & kinds_flags) == k->flags);
#ifdef CONFIG_HARDENED_USERCOPY
		KUNIT_EXPECT_EQ(test, p->useroffset, 0);
		KUNIT_EXPECT_EQ(test, p->usersize, p->object_size);
#endif
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	KUNIT_EXPECT_EQ(test, slab_alias_check_slabs(), 0);
}

/* Only a cache that is one has a name, in sysfs as in itself. */
static void names(struct kunit *test)
{
	static const char * const sizes[] = {
#define NAME(type, index, size)	[index] = #size,
		KMALLOC_STATIC_SIZES(NAME, normal)
	};
	const struct kind *k = test->param_value;
	struct kmem_cache *s;
	unsigned int i;
	char name[32];

	for_each_index(i) {
		s = kmalloc_static_cache(k->type, i);
		snprintf(name, sizeof(name), "%s-%s", k->prefix, sizes[i]);
		if (s->id) {
			KUNIT_EXPECT_STREQ(test, s->name, name);
			expect_named(test, name, s);
		} else {
			KUNIT_EXPECT_STREQ(test, s->name, at_run_time(k, i)->name);
			expect_unnamed(test, name);
			KUNIT_EXPECT_FALSE(test, s->linked);
		}
	}
}

/* All that kmalloc_size_roundup() allows to use is zero, for krealloc() later. */
static void zero_to_the_end(struct kunit *test)
{
	const struct kind *k = test->param_value;
	unsigned int i, n;
	size_t all;
	char *p, *q;

	for_each_index(i) {
		all = kmalloc_size_roundup(SIZE_OF(i));
		for (n = 0; n < 2; n++) {
			p = kmalloc(all, k->gfp);
			KUNIT_ASSERT_NOT_NULL(test, p);
			memset(p, 'x', all);
			kfree(p);
			p = k->alloc(i, true);
			KUNIT_ASSERT_NOT_NULL(test, p);
			q = krealloc(p, all, k->gfp | __GFP_ZERO);
			KUNIT_ASSERT_NOT_NULL(test, q);
			KUNIT_EXPECT_NULL(test, memchr_inv(q, 0, all));
			kfree(q);
		}
	}
}

/* A flag that is set in sysfs holds for the constant address. */
static void flags_follow(struct kunit *test)
{
#if defined(CONFIG_FAILSLAB) && defined(SLAB_SUPPORTS_SYSFS) && !defined(MODULE)
	const struct kind *k = test->param_value;
	struct kmem_cache *s = kmalloc_static_cache(k->type, 13), *p = at_run_time(k, 13);
	char path[48];

	if (p->refcount > 1)
		kunit_skip(test, "%s is shared: no errors can be injected", p->name);
	snprintf(path, sizeof(path), "%s/failslab", p->name);
	KUNIT_ASSERT_EQ(test, 1, slab_test_store(path, "1"));
	KUNIT_EXPECT_TRUE(test, p->flags & SLAB_FAILSLAB);
	KUNIT_EXPECT_TRUE(test, s->flags & SLAB_FAILSLAB);
	KUNIT_EXPECT_EQ(test, 1, slab_test_store(path, "0"));
	KUNIT_EXPECT_FALSE(test, s->flags & SLAB_FAILSLAB);
	if (s == p)
		skip_rest(test, "the address is the cache itself here: nothing has to follow");
#else
	kunit_skip(test, "no flag of a cache can be set from here");
#endif
}

/* What this machine makes of the table: a minimum alignment leaves out or redirects sizes. */
static int slab_kmalloc_suite_init(struct kunit_suite *suite)
{
	unsigned int i, n, addresses = 0, aliases = 0;

	for (n = 0; n < ARRAY_SIZE(kinds); n++) {
		for_each_index(i) {
			addresses++;
			aliases += kmalloc_static_cache(kinds[n].type, i) !=
				   at_run_time(&kinds[n], i);
		}
	}
	pr_info("%s: the smallest object has %zu bytes; %u of %u addresses are aliases\n",
		suite->name, kmalloc_size_roundup(1), aliases, addresses);
	return 0;
}

static struct kunit_case slab_kmalloc_cases[] = {
	KUNIT_CASE_PARAM(same_as_at_run_time, kind_gen_params),
	KUNIT_CASE_PARAM(addresses_are_handles, kind_gen_params),
	KUNIT_CASE_PARAM(names, kind_gen_params),
	KUNIT_CASE_PARAM(zero_to_the_end, kind_gen_params),
	KUNIT_CASE_PARAM(flags_follow, kind_gen_params),
	{}
};

static struct kunit_suite slab_kmalloc_suite = {
	.name = "slab_kmalloc",
	.suite_init = slab_kmalloc_suite_init,
	.test_cases = slab_kmalloc_cases,
};

kunit_test_suite(slab_kmalloc_suite);

MODULE_DESCRIPTION("KUnit test for kmalloc caches with static storage");
MODULE_IMPORT_NS("EXPORTED_FOR_KUNIT_TESTING");
MODULE_LICENSE("GPL");
