// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for what static storage of a cache may be, and for the use of one
 * that is not set up. Part of slab_static_kunit, see slab_static_test.c.
 */

#include <linux/jiffies.h>
#include <linux/kmemleak.h>
#include <linux/percpu.h>
#include <asm/sections.h>

#include "slab_static_test.h"

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

/* === Caches that are not set up =========================================== */

/* Everything that can be done with a cache, done with one that is not set up. */
static void use_unset(struct kunit *test, struct kmem_cache *s)
{
	void *p[2] = { };

	KUNIT_EXPECT_NULL(test, kmem_cache_alloc(s, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kmem_cache_alloc(s, GFP_NOWAIT));
	KUNIT_EXPECT_NULL(test, kmem_cache_zalloc(s, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kmem_cache_alloc_node(s, GFP_KERNEL, 0));
	KUNIT_EXPECT_NULL(test, kmem_cache_alloc_node(s, GFP_KERNEL | __GFP_THISNODE |
						      __GFP_ZERO, 0));
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, 2, p), 0);
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL | __GFP_ZERO, 2, p), 0);
#ifndef MODULE
	KUNIT_EXPECT_NULL(test, kmem_cache_prefill_sheaf(s, GFP_KERNEL, 2));
	KUNIT_EXPECT_NULL(test, kmem_cache_prefill_sheaf(s, GFP_KERNEL, 1000));
#endif
	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(s), 0);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), 0);
	KUNIT_EXPECT_TRUE(test, slab_is_unset(s));
}

/* Before it is set up, after that has failed, and when it is destroyed. */
static void allocate_from_unset(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 2);
	unsigned int seen = 0, when;

	for (when = 0; when < 3; when++) {
		switch (when) {
		case 1:
			expect_report(test, "slab-static-none\\) failed with error -22");
			KUNIT_EXPECT_EQ(test, -EINVAL, kmem_cache_setup(s, "slab-static-none",
									0, 0, 0, NULL));
			expect_report_end(test);
			break;
		case 2:
			make(test, param_kind(test), 2, "slab-static-gone", class_size, 0);
			expect_works(test, s);
			kmem_cache_destroy(s);
			break;
		}
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
		if (!CAN_SUPPRESS && !seen)
			expect_report(test, "the static cache .* is not set up");
#ifdef kunit_warning_suppress
		kunit_warning_suppress(test) {
			use_unset(test, s);
			seen += KUNIT_SUPPRESSED_WARNING_COUNT();
		}
#else
		use_unset(test, s);
		if (!seen++)
			expect_report_end(test);
#endif
	}
	/* The rate of these reports is limited; the first kind to be tested has some. */
	if (param_kind(test) == IMAGE)
		KUNIT_EXPECT_GT(test, seen, 0);
}

/* What is freed to a cache that is not set up is leaked. */
static void free_to_unset(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 2);
	void *p, *bulk[2], *next[8];
	unsigned int i;

	if (!CAN_SUPPRESS)
		kunit_skip(test, "warnings cannot be suppressed, and are limited in number");
	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	p = kmalloc(class_size, GFP_KERNEL);
	bulk[0] = kmalloc(class_size, GFP_KERNEL);
	bulk[1] = kmalloc(class_size, GFP_KERNEL);
	KUNIT_ASSERT_TRUE(test, p && bulk[0] && bulk[1]);
	kmemleak_not_leak(p);
	kmemleak_not_leak(bulk[0]);
	kmemleak_not_leak(bulk[1]);
	ignore_warnings(test, kmem_cache_free(s, p);
			kmem_cache_free_bulk(s, 2, bulk));
	KUNIT_EXPECT_TRUE(test, slab_is_unset(s));

	/* Nobody gets them: what is freed last is allocated next. */
	for (i = 0; i < ARRAY_SIZE(next); i++) {
		next[i] = kmalloc(class_size, GFP_KERNEL);
		KUNIT_EXPECT_PTR_NE(test, next[i], p);
		KUNIT_EXPECT_PTR_NE(test, next[i], bulk[0]);
		KUNIT_EXPECT_PTR_NE(test, next[i], bulk[1]);
	}
	while (i--)
		kfree(next[i]);
}

/* Slabs of no order hold such an object: set-up fails when half of it is done. */
static void set_up_fails_late(struct kunit *test)
{
	struct kmem_cache_args args = { .align = PAGE_SIZE << (MAX_PAGE_ORDER + 1) };
	struct kmem_cache *s = storage_of(param_kind(test), 2);

	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	expect_report(test, "slab-static-none\\) failed with error -22");
	KUNIT_EXPECT_EQ(test, -EINVAL,
			kmem_cache_setup(s, "slab-static-none", class_size, &args, 0));
	expect_report_end(test);
	KUNIT_ASSERT_TRUE(test, slab_is_unset(s));
	make(test, param_kind(test), 2, "slab-static-some", class_size, 0);
	expect_works(test, s);
	kmem_cache_destroy(s);
}

/* KFENCE, which may take any allocation, takes none of these. */
static void kfence_leaves_unset_alone(struct kunit *test)
{
#ifdef CONFIG_KFENCE
	struct kmem_cache *s = storage_of(param_kind(test), 2);
	unsigned long end;

	if (!CAN_SUPPRESS)
		kunit_skip(test, "warnings cannot be suppressed, and are limited in number");
	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	/* Long enough for some samples. */
	end = jiffies + msecs_to_jiffies(500);
	while (time_before(jiffies, end)) {
		ignore_warnings(test, KUNIT_EXPECT_NULL(test, kmem_cache_alloc(s, GFP_KERNEL)));
		cond_resched();
	}
	KUNIT_EXPECT_TRUE(test, slab_is_unset(s));
#else
	kunit_skip(test, "no KFENCE on this kernel");
#endif
}

/* === Storage that is refused ============================================== */

static struct kmem_cache_opaque in_ro_after_init __ro_after_init = __KMEM_CACHE_UNSET;
static const struct kmem_cache_opaque in_rodata = __KMEM_CACHE_UNSET;
static DEFINE_PER_CPU(struct kmem_cache_opaque, in_percpu) = __KMEM_CACHE_UNSET;

/* Nothing but its address is looked at. */
static void expect_refused(struct kunit *test, const void *storage, const char *what)
{
	struct kmem_cache *s = (struct kmem_cache *)storage;
	int err = 0;

	count_warnings(test, 1, err = kmem_cache_setup(s, "slab-static-refused", class_size,
						       0, 0, NULL));
	KUNIT_EXPECT_EQ_MSG(test, err, -EINVAL, "%s", what);
	expect_unnamed(test, "slab-static-refused");
}

#ifdef MODULE
static struct kmem_cache_opaque in_init_data __initdata = __KMEM_CACHE_UNSET;

/* Given back once the module is loaded; only the address is looked at. */
static void __ref expect_init_refused(struct kunit *test)
{
	expect_refused(test, &in_init_data, "init data of a module");
}
#else
static void expect_init_refused(struct kunit *test)
{
	expect_refused(test, __init_begin, "init");
	/* Half of it is something else. */
	expect_refused(test, (void *)_sdata - 64, "before data");
}
#endif

static void storage_that_does_not_stay(struct kunit *test)
{
	struct kmem_cache_opaque *heap = kunit_kzalloc(test, sizeof(*heap), GFP_KERNEL);
	struct kmem_cache_opaque on_stack = __KMEM_CACHE_UNSET;
	int err = 0;

	KUNIT_ASSERT_NOT_NULL(test, heap);
	expect_report(test, "slab-static-refused\\) failed with error -22");
	expect_refused(test, &in_ro_after_init, "read-only when the kernel is up");
	expect_refused(test, &in_rodata, "read-only");
	/* On one CPU that is storage as any other. */
	if (IS_ENABLED(CONFIG_SMP))
		expect_refused(test, raw_cpu_ptr(&in_percpu), "per CPU");
	expect_refused(test, &on_stack, "stack");
	expect_refused(test, heap, "heap");
	expect_refused(test, storage_that_does_not_stay, "text");
	expect_init_refused(test);
	expect_report_end(test);
	KUNIT_EXPECT_NULL(test, memchr_inv(heap, 0, sizeof(*heap)));

	expect_warnings(test, 1, "kmem_cache_setup",
			err = kmem_cache_setup(NULL, "slab-static-null", class_size, 0, 0, NULL));
	KUNIT_EXPECT_EQ(test, err, -EINVAL);
}

/* A module that is older than the struct passes a smaller size. */
static void storage_that_is_too_small(struct kunit *test)
{
	struct kmem_cache *s = storage_of(param_kind(test), 3);
	const size_t size = sizeof(struct kmem_cache);
	struct kmem_cache_args args = { };
	char what[96];

	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	snprintf(what, sizeof(what),
		 "storage of cache slab-static-old has (%zu|0) bytes, a cache needs %zu$",
		 size - 8, size);
	expect_report(test, what);
	KUNIT_EXPECT_EQ(test, -EINVAL,
			__kmem_cache_setup_args(s, size - 8, "slab-static-old", class_size,
						&args, 0));
	KUNIT_EXPECT_EQ(test, -EINVAL,
			__kmem_cache_setup_args(s, 0, "slab-static-old", class_size, &args, 0));
	expect_report_end(test);
	KUNIT_EXPECT_TRUE(test, slab_is_unset(s));
	expect_unnamed(test, "slab-static-old");
	KUNIT_ASSERT_EQ(test, 0,
			__kmem_cache_setup_args(s, sizeof(struct kmem_cache_opaque) + 64,
						"slab-static-old", class_size, &args, 0));
	expect_works(test, s);
	kmem_cache_destroy(s);
}

/* Zero is not what DEFINE_KMEM_CACHE() makes: a fast path would follow it. */
static void storage_that_is_zero(struct kunit *test)
{
	static struct kmem_cache_opaque zero;
	int err = 0;

	if (param_kind(test) != (IS_MODULE(CONFIG_SLAB_STATIC_KUNIT_TEST) ? IN_MODULE : IMAGE))
		kunit_skip(test, "this suite has no such storage");
	expect_report(test, "slab-static-zero\\) failed with error -22");
	count_warnings(test, 1, err = kmem_cache_setup(to_kmem_cache(&zero), "slab-static-zero",
						       class_size, 0, 0, NULL));
	expect_report_end(test);
	KUNIT_EXPECT_EQ(test, err, -EINVAL);
	KUNIT_EXPECT_NULL(test, memchr_inv(&zero, 0, sizeof(zero)));
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
							&args, SLAB_TYPESAFE_BY_RCU));
	expect_report_end(test);
	KUNIT_EXPECT_TRUE(test, slab_is_unset(s));
	expect_unnamed(test, "slab-static-bad");
	make(test, param_kind(test), 3, "slab-static-bad", class_size, 0);
	expect_works(test, s);
	kmem_cache_destroy(s);
}

/* What a static cache costs, in the configuration that is optimized for. */
static void footprint(struct kunit *test)
{
	struct kmem_cache *s;

	/*
	 * What fast paths read is in one line, which no other cache writes to: of a
	 * static cache, and of that which structs of caches are allocated from.
	 */
	KUNIT_EXPECT_GE(test, __alignof__(struct kmem_cache_opaque), SMP_CACHE_BYTES);
	s = create(test, "slab-static-struct", class_size, SLAB_NO_MERGE);
	KUNIT_EXPECT_TRUE(test, IS_ALIGNED((unsigned long)virt_to_slab(s)->slab_cache,
					   SMP_CACHE_BYTES));
	kmem_cache_destroy(s);

	if (!IS_ENABLED(CONFIG_64BIT) || IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE) ||
	    IS_ENABLED(CONFIG_LOCKDEP) || IS_ENABLED(CONFIG_KASAN) ||
	    IS_ENABLED(CONFIG_SLUB_STATS) || L1_CACHE_BYTES > 256) {
		skip_rest(test, "not the configuration that the size is for");
		return;
	}

	KUNIT_EXPECT_LE(test, KMEM_CACHE_SIZE, 256);
	KUNIT_EXPECT_LE(test, sizeof(struct kmem_cache_opaque), 256);
	KUNIT_EXPECT_EQ(test, KMEM_CACHE_SIZE, sizeof(struct kmem_cache));
}

/* === The suite ============================================================ */

static int slab_static_storage_suite_init(struct kunit_suite *suite)
{
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_static_storage_cases[] = {
	KUNIT_CASE_PARAM(allocate_from_unset, static_kind_gen_params),
	KUNIT_CASE_PARAM(free_to_unset, static_kind_gen_params),
	KUNIT_CASE_PARAM(set_up_fails_late, static_kind_gen_params),
	KUNIT_CASE_PARAM(kfence_leaves_unset_alone, static_kind_gen_params),
	KUNIT_CASE(storage_that_does_not_stay),
	KUNIT_CASE_PARAM(storage_that_is_too_small, static_kind_gen_params),
	KUNIT_CASE_PARAM(storage_that_is_zero, static_kind_gen_params),
	KUNIT_CASE_PARAM(bad_arguments, static_kind_gen_params),
	KUNIT_CASE(footprint),
	{}
};

static struct kunit_suite slab_static_storage_suite = {
	.name = "slab_static_storage",
	.suite_init = slab_static_storage_suite_init,
	.init = slab_static_init,
	.test_cases = slab_static_storage_cases,
};

kunit_test_suite(slab_static_storage_suite);
