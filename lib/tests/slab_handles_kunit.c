// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for handles of slab caches that share storage: what one has of its
 * own, each way to allocate and free through it, and what walks its storage.
 */

#include <kunit/test.h>
#include <linux/cache.h>
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/kfence.h>
#include <linux/module.h>
#include <linux/node.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "slab_test_util.h"

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

struct test_object {
	struct rcu_head rcu;
	u8 pattern;
};

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
	if (slab_test_sharing)
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
	if (slab_test_sharing)
		KUNIT_EXPECT_EQ(test, p->object_size, class_size);
	kmem_cache_destroy(small);
	expect_zeroed(test, mid);
	kmem_cache_destroy(mid);
}

/* === Ways to allocate through an alias that goes right after ============== */

static void expect_owner(struct kunit *test, const void *object, struct kmem_cache *p)
{
	KUNIT_EXPECT_PTR_EQ(test, virt_to_slab(object)->slab_cache, p);
}

static void alias_bulk(struct kunit *test)
{
	const unsigned int n = 500;
	struct pair two = create_pair(test, class_size);
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
	struct pair two = create_pair(test, class_size);
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
	struct pair two = create_pair(test, class_size);
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
}

static void alias_kfree_rcu(struct kunit *test)
{
	struct pair two = create_pair(test, class_size);
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

/*
 * kmem_cache_destroy() of an alias, of an owner that others outlive, and of the last
 * handle, an alias, takes it away when callbacks of call_rcu() have run.
 */
static void destroy_waits_for_callbacks(struct kunit *test)
{
	static const char * const names[] = {
		"slab-alias-first", "slab-alias-second", "slab-alias-third",
	};
	struct kmem_cache *s[ARRAY_SIZE(names)];
	unsigned int i;

	need_sharing(test);
	for (i = 0; i < ARRAY_SIZE(names); i++)
		s[i] = create(test, names[i], class_size, 0);

	KUNIT_EXPECT_EQ(test, 3, slab_test_destroy_in_flight(test, s[1]));
	KUNIT_EXPECT_EQ(test, 2, slab_test_destroy_in_flight(test, s[0]));
	KUNIT_EXPECT_EQ(test, 1, slab_test_destroy_in_flight(test, s[2]));
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
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
		kunit_skip(test, "kmalloc caches of 64 bytes cannot be shared on this kernel");
	}
	p = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
	expect_owner(test, p, slab_primary(s));
	/* May fail by its nature, here for want of a double-word cmpxchg. */
	q = kmalloc_nolock(64, __GFP_ACCOUNT, NUMA_NO_NODE);
	if (!q)
		kunit_info(test, "kmalloc_nolock() gave nothing: its half was not tried\n");
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
	kfree_nolock(q);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

static void alias_kfence(struct kunit *test)
{
#ifdef CONFIG_KFENCE
	struct pair two = create_pair(test, class_size);
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
		skip_rest(test, "KFENCE took no sample");
#else
	kunit_skip(test, "no KFENCE on this kernel");
#endif
}

/*
 * An object of other storage is refused. The report, which is given once, names
 * both caches, and of the storage a live one.
 */
static void free_of_other_storage(struct kunit *test)
{
	struct kmem_cache *other;
	struct pair two;
	void *p;

	if (!IS_ENABLED(CONFIG_SLAB_FREELIST_HARDENED))
		kunit_skip(test, "CONFIG_SLAB_FREELIST_HARDENED is off, nobody compares");
	if (panic_on_warn)
		kunit_skip(test, "the text of a warning is looked at, and they panic");

	two = create_pair(test, class_size);
	other = create(test, "slab-alias-other", class_size, SLAB_NO_MERGE);
	p = kmem_cache_alloc(two.alias, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);

	kmem_cache_destroy(two.first);

	expect_report(test, "\\(slab-alias-other, .* different cache slab-alias-second");
	kmem_cache_free(other, p);
	expect_report_end(test);

	/* It was left alone. */
	kmem_cache_free(two.alias, p);
	kmem_cache_destroy(two.alias);
	kmem_cache_destroy(other);
}

/* === What a handle is ===================================================== */

/* An alias has what all handles have in common, and no more: the rest cannot go stale. */
static void alias_has_what_it_needs(struct kunit *test)
{
	struct pair two = create_pair(test, class_size);
	const struct kmem_cache *p = two.first, *s = two.alias;

	KUNIT_EXPECT_EQ(test, memcmp(&s->shared, &p->shared, sizeof(s->shared)), 0);
	KUNIT_EXPECT_TRUE(test, s->cpu_sheaves == p->cpu_sheaves);
	/* So that a debugger can tell how objects lie in slabs. */
	KUNIT_EXPECT_NE(test, s->oo.x, 0);

	/* What the storage has here ... */
	KUNIT_EXPECT_EQ(test, !p->min_partial, IS_ENABLED(CONFIG_SLUB_TINY));
	KUNIT_EXPECT_FALSE(test, list_empty(&p->aliases));
	/* ... the handle does not. */
	KUNIT_EXPECT_EQ(test, (__force unsigned int)s->allocflags, 0);
	KUNIT_EXPECT_EQ(test, s->min_partial, 0);
	KUNIT_EXPECT_NULL(test, memchr_inv(&s->aliases, 0, sizeof(s->aliases)));
	KUNIT_EXPECT_NULL(test, s->class_next);
#ifdef CONFIG_SYSFS
	KUNIT_EXPECT_NULL(test, memchr_inv(&s->kobj, 0, sizeof(s->kobj)));
#endif
#ifdef CONFIG_NUMA
	KUNIT_EXPECT_EQ(test, s->remote_node_defrag_ratio, 0);
#endif
#ifdef CONFIG_SLAB_FREELIST_RANDOM
	KUNIT_EXPECT_NULL(test, s->random_seq);
#endif
	kmem_cache_destroy(two.alias);
	kmem_cache_destroy(two.first);
}

/* A handle is no kmalloc object that others could write to, but comes from where storages do. */
static void handles_are_objects_of_kmem_cache(struct kunit *test)
{
	struct pair two = create_pair(test, class_size);
	struct kmem_cache *of = virt_to_slab(two.alias)->slab_cache;

	KUNIT_EXPECT_PTR_EQ(test, of, virt_to_slab(two.first)->slab_cache);
	KUNIT_EXPECT_STREQ(test, of->name, "kmem_cache");
	KUNIT_EXPECT_TRUE(test, list_empty(&of->aliases));
	KUNIT_EXPECT_FALSE(test, is_kmalloc_cache(of));
	kmem_cache_destroy(two.alias);
	kmem_cache_destroy(two.first);
}

/*
 * An alias with an alignment larger than that of its storage, whose slots have it
 * by their size. KFENCE aligns by the handle's.
 */
static void alignment_is_that_of_the_handle(struct kunit *test)
{
	struct kmem_cache_args args = { };
	struct kmem_cache *p, *s, *t;
	unsigned int i, sampled = 0;

	need_sharing(test);
	p = create(test, "slab-alias-first", class_size, 0);
	s = kmem_cache_create("slab-alias-second", class_size - word_size(), 64, 0, NULL);
	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(s), p);
	KUNIT_EXPECT_EQ(test, s->align, 64);
	KUNIT_EXPECT_EQ(test, p->align, word_size());
	/* The next cache may be made with the same arguments. */
	t = kmem_cache_create("slab-alias-third", class_size, &args, 0);
	KUNIT_ASSERT_NOT_NULL(test, t);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(t), p);
	KUNIT_EXPECT_EQ(test, args.align, 0);
	kmem_cache_destroy(t);
	for (i = 0; i < 20000 && sampled < 5; i++) {
		void *object = kmem_cache_alloc(s, GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, object);
		KUNIT_EXPECT_TRUE_MSG(test, IS_ALIGNED((unsigned long)object, 64),
				      "KFENCE: %d", is_kfence_address(object));
		sampled += is_kfence_address(object);
		kmem_cache_free(s, object);
		if (IS_ENABLED(CONFIG_KFENCE) && i % 20 == 0)
			usleep_range(1000, 2000);
		else if (!IS_ENABLED(CONFIG_KFENCE) && i == 100)
			break;
	}
	kunit_info(test, "%u objects, %u of KFENCE\n", i, sampled);
	kmem_cache_destroy(s);
	kmem_cache_destroy(p);
	if (!sampled)
		skip_rest(test, "KFENCE took no sample: only the field was looked at");
}

/* Whether a sheaf points at @s. Where its owner is, only mm/slub.c knows. */
static bool sheaf_points_at(const struct slab_sheaf *sheaf, const struct kmem_cache *s)
{
	const void * const *word = (const void * const *)sheaf;
	unsigned int i;

	/* Before its objects, which there is one of at least. */
	for (i = 0; i < 5; i++) {
		if (word[i] == s)
			return true;
	}
	return false;
}

/* Sheaves that are made through an alias belong to the storage. */
static void sheaves_belong_to_the_storage(struct kunit *test)
{
	struct pair two = create_pair(test, class_size);
	const unsigned int usual = two.first->sheaf_capacity;
	struct slab_sheaf *sheaf[8];
	unsigned int i;

	if (!usual) {
		kmem_cache_destroy(two.first);
		kmem_cache_destroy(two.alias);
		kunit_skip(test, "no sheaves on this kernel");
	}
	for (i = 0; i < ARRAY_SIZE(sheaf); i++) {
		/* Of a CPU or a barn, and every other too large for these. */
		sheaf[i] = kmem_cache_prefill_sheaf(two.alias, GFP_KERNEL,
						    i % 2 ? usual + 4 : 4);
		KUNIT_ASSERT_NOT_NULL(test, sheaf[i]);
		KUNIT_EXPECT_TRUE(test, sheaf_points_at(sheaf[i], two.first));
		KUNIT_EXPECT_FALSE(test, sheaf_points_at(sheaf[i], two.alias));
	}
	for (i = 0; i < ARRAY_SIZE(sheaf); i++)
		kmem_cache_return_sheaf(two.alias, GFP_KERNEL, sheaf[i]);
	kmem_cache_destroy(two.alias);
	for (i = 0; i < ARRAY_SIZE(sheaf); i++) {
		sheaf[i] = kmem_cache_prefill_sheaf(two.first, GFP_KERNEL, 4);
		KUNIT_ASSERT_NOT_NULL(test, sheaf[i]);
		KUNIT_EXPECT_TRUE(test, sheaf_points_at(sheaf[i], two.first));
	}
	for (i = 0; i < ARRAY_SIZE(sheaf); i++)
		kmem_cache_return_sheaf(two.first, GFP_KERNEL, sheaf[i]);
	kmem_cache_destroy(two.first);
}

#ifdef SLAB_SUPPORTS_SYSFS
static void expect_attributes(struct kunit *test, const char *name, int aliases, int hidden)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/aliases", name);
	KUNIT_EXPECT_EQ_MSG(test, slab_test_show(path), aliases, "%s", path);
	snprintf(path, sizeof(path), "%s/hidden", name);
	KUNIT_EXPECT_EQ_MSG(test, slab_test_show(path), hidden, "%s", path);
}
#endif

/* What sysfs says of who uses a storage, by whichever name. */
static void attributes_count_handles(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	struct pair two = create_pair(test, class_size);
	struct kmem_cache *third, *alone;

	expect_attributes(test, "slab-alias-first", 1, 0);
	expect_attributes(test, "slab-alias-second", 1, 0);
	third = create(test, "slab-alias-third", class_size, 0);
	expect_attributes(test, "slab-alias-first", 2, 0);
	kmem_cache_destroy(two.first);
	KUNIT_EXPECT_EQ(test, slab_test_show("slab-alias-first/aliases"), -ENOENT);
	expect_attributes(test, "slab-alias-second", 1, 1);
	kmem_cache_destroy(two.alias);
	expect_attributes(test, "slab-alias-third", 0, 1);
	kmem_cache_destroy(third);
	KUNIT_EXPECT_EQ(test, slab_test_show("slab-alias-third/aliases"), -ENOENT);

	/* Slabs that nobody can share have no file that tells who does. */
	alone = create(test, "slab-alias-first", class_size, SLAB_NO_MERGE);
	KUNIT_EXPECT_EQ(test, slab_test_show("slab-alias-first/aliases"), 0);
	KUNIT_EXPECT_EQ(test, slab_test_show("slab-alias-first/hidden"), -ENOENT);
	kmem_cache_destroy(alone);
#else
	need_sysfs(test);
#endif
}

/* A flag that keeps others out is cleared: the directory still has the user's name. */
static void own_directory_is_not_shared(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	struct kmem_cache *first, *second;

	need_sharing(test);
	first = create(test, "slab-alias-first", class_size, SLAB_NO_MERGE);
	/* As slab_set_flag() does for the file of a flag, of which it has a reference. */
	scoped_guard(mutex, &slab_mutex) {
		first->flags &= ~SLAB_NO_MERGE;
		slab_class_update(first);
	}
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	second = create(test, "slab-alias-second", class_size, 0);
	KUNIT_EXPECT_PTR_NE(test, slab_primary(second), first);
	kmem_cache_destroy(first);
	KUNIT_EXPECT_EQ(test, slab_test_show("slab-alias-first/aliases"), -ENOENT);
	kmem_cache_destroy(second);
#else
	need_sysfs(test);
#endif
}

/* === What walks storage =================================================== */

static void shrink_and_validate(struct kunit *test)
{
	struct pair two = create_pair(test, class_size);
	void *p;

	no_kfence(two.alias);
	p = kmem_cache_alloc(two.alias, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, p);
#ifdef CONFIG_SLUB_DEBUG
	/* Only then are slabs counted. */
	KUNIT_EXPECT_NE(test, kmem_cache_shrink(two.alias), 0);
	KUNIT_EXPECT_GE(test, validate_slab_cache(slab_primary(two.alias)), 0);
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
	struct pair two = create_pair(test, class_size);
	int err;

	if (!cpu || !cpu_is_hotpluggable(cpu)) {
		kmem_cache_destroy(two.first);
		kmem_cache_destroy(two.alias);
		kunit_skip(test, "no second CPU that can go offline");
	}
	KUNIT_EXPECT_EQ(test, work_on_cpu(cpu, fill_sheaf, two.alias), 0);
	err = remove_cpu(cpu);
	kmem_cache_destroy(two.first);
	if (err) {
		kmem_cache_destroy(two.alias);
		skip_rest(test, "the last CPU does not go offline");
		return;
	}
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

#if defined(CONFIG_MEMORY_HOTPLUG) && defined(CONFIG_NUMA)
static int notify_of_node(unsigned long action, struct node_notify *nn)
{
	return notifier_to_errno(node_notify(action, nn));
}
#endif

/* Memory of a node goes and comes: storages are shrunk, and get their part of it. */
static void node_hotplug(struct kunit *test)
{
#if defined(CONFIG_MEMORY_HOTPLUG) && defined(CONFIG_NUMA)
	struct pair two = create_pair(test, class_size);
	struct node_notify nn = { };
	void *p = kmem_cache_alloc(two.alias, GFP_KERNEL);
	int node;

	KUNIT_ASSERT_NOT_NULL(test, p);
	memset(p, 'p', class_size);
	dirty(test, two.alias, 64);

	cpus_read_lock();
	for_each_online_node(node) {
		nn.nid = node;
		KUNIT_EXPECT_EQ(test, 0, notify_of_node(NODE_REMOVING_LAST_MEMORY, &nn));
		KUNIT_EXPECT_EQ(test, 0, notify_of_node(NODE_CANCEL_REMOVING_LAST_MEMORY, &nn));
	}
	for_each_node(node) {
		nn.nid = node;
		KUNIT_EXPECT_EQ(test, 0, notify_of_node(NODE_ADDING_FIRST_MEMORY, &nn));
		KUNIT_EXPECT_NOT_NULL(test, two.first->per_node[node].node);
	}
	cpus_read_unlock();

	KUNIT_EXPECT_NULL(test, memchr_inv(p, 'p', class_size));
	dirty(test, two.alias, 64);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(two.first);
	kmem_cache_free(two.alias, p);
	kmem_cache_destroy(two.alias);
#else
	kunit_skip(test, "memory of nodes does not come and go on this kernel");
#endif
}

/* === The suite ============================================================ */

static int slab_handles_suite_init(struct kunit_suite *suite)
{
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_handles_cases[] = {
	KUNIT_CASE(own_object_size),
	KUNIT_CASE(alias_has_what_it_needs),
	KUNIT_CASE(handles_are_objects_of_kmem_cache),
	KUNIT_CASE(alignment_is_that_of_the_handle),
	KUNIT_CASE(sheaves_belong_to_the_storage),
	KUNIT_CASE(attributes_count_handles),
	KUNIT_CASE(own_directory_is_not_shared),
	KUNIT_CASE(alias_bulk),
	KUNIT_CASE(alias_sheaves),
	KUNIT_CASE(alias_prefilled_sheaf),
	KUNIT_CASE(alias_kfree_rcu),
	KUNIT_CASE(destroy_waits_for_callbacks),
	KUNIT_CASE(alias_of_kmalloc),
	KUNIT_CASE(alias_kfence),
	KUNIT_CASE(free_of_other_storage),
	KUNIT_CASE(shrink_and_validate),
	KUNIT_CASE(cpu_hotplug),
	KUNIT_CASE(node_hotplug),
	{}
};

static struct kunit_suite slab_handles_suite = {
	.name = "slab_handles",
	.suite_init = slab_handles_suite_init,
	.test_cases = slab_handles_cases,
};

kunit_test_suite(slab_handles_suite);

MODULE_DESCRIPTION("KUnit test for handles of slab caches that share storage");
MODULE_LICENSE("GPL");
