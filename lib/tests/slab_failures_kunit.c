// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for out of memory in the alias layer of the slab allocator: each
 * allocation that creating a cache needs fails once, the n-th in the n-th attempt,
 * by the kernel's own fault injection. What is leaked then is for kmemleak.
 */

#include <kunit/static_stub.h>
#include <linux/debugfs.h>
#include <linux/fault-inject.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab-static.h>

#include "slab_test_util.h"

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

/* Storage that the stub of slab_in_module() takes for a module's. */
static struct kmem_cache_opaque module_cache = __KMEM_CACHE_UNSET;

static bool pretended_module(const struct kmem_cache *s)
{
	return s == to_kmem_cache(&module_cache);
}

/* === Fault injection ====================================================== */

#if defined(CONFIG_FAILSLAB) && defined(CONFIG_FAULT_INJECTION_DEBUG_FS)
/* A knob in debugfs, with the value that it had. */
struct knob {
	const char *dir, *file;
	size_t size;
	unsigned long value, before;
	void *at;
};

static struct knob knobs[] = {
	{ "failslab", "ignore-gfp-wait", sizeof(bool) },
	{ "failslab", "verbose", sizeof(unsigned long) },
#ifdef CONFIG_FAIL_PAGE_ALLOC
	{ "fail_page_alloc", "ignore-gfp-wait", sizeof(bool) },
	{ "fail_page_alloc", "verbose", sizeof(unsigned long) },
	{ "fail_page_alloc", "min-order", sizeof(u32) },
#endif
};

/* Not by xchg(): it takes no bytes on some machines. */
#define exchange(type, at, value)					\
({									\
	type *_at = (at), _old = READ_ONCE(*_at);			\
									\
	WRITE_ONCE(*_at, value);					\
	_old;								\
})

static unsigned long knob_exchange(struct knob *k, unsigned long value)
{
	switch (k->size) {
	case sizeof(bool):
		return exchange(bool, k->at, value);
	case sizeof(u32):
		return exchange(u32, k->at, value);
	default:
		return exchange(unsigned long, k->at, value);
	}
}

static void restore_knobs(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(knobs); i++) {
		if (knobs[i].at)
			knob_exchange(&knobs[i], knobs[i].before);
		knobs[i].at = NULL;
	}
}

/* Quietly fail what may wait for memory, too, and pages of any order. */
static int turn_knobs(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(knobs); i++) {
		struct dentry *dir = debugfs_lookup(knobs[i].dir, NULL), *file;

		file = dir ? debugfs_lookup(knobs[i].file, dir) : NULL;
		dput(dir);
		if (!file)
			return -ENOENT;
		knobs[i].at = d_inode(file)->i_private;
		dput(file);
		knobs[i].before = knob_exchange(&knobs[i], knobs[i].value);
	}
	return 0;
}

static void fail_nth(unsigned int n)
{
	WRITE_ONCE(current->fail_nth, n);
}

/* Stop it. Returns whether an allocation failed. */
static bool did_fail(unsigned int n)
{
	return !xchg(&current->fail_nth, 0);
}
#else
static void restore_knobs(struct kunit *test) { }
static int turn_knobs(struct kunit *test) { return -ENOENT; }
static void fail_nth(unsigned int n) { }
static bool did_fail(unsigned int n) { return false; }
#endif

static void need_faults(struct kunit *test)
{
	if (turn_knobs(test)) {
		restore_knobs(test);
		kunit_skip(test, "no fault injection into slab with a debugfs on this kernel");
	}
}

/* === Attempts ============================================================= */

enum what { DYNAMIC, IMAGE, IMAGE_BACK, IN_MODULE };

struct attempt {
	const char *what;
	enum what kind;
	slab_flags_t flags;
	bool partner;		/* of the class is there */
	bool twin;		/* of that name is there */
	bool slash;		/* is in its name */
};

static const struct attempt attempts[] = {
	{ .what = "dynamic, first of its class", .kind = DYNAMIC },
	{ .what = "dynamic, alone", .kind = DYNAMIC, .flags = SLAB_NO_MERGE },
	{ .what = "dynamic, alias", .kind = DYNAMIC, .partner = true },
	{ .what = "dynamic, alias, name is taken", .kind = DYNAMIC, .partner = true,
	  .twin = true },
	{ .what = "dynamic, alias, slash in its name", .kind = DYNAMIC, .partner = true,
	  .slash = true },
	{ .what = "dynamic, alone, name is taken", .kind = DYNAMIC,
	  .flags = SLAB_NO_MERGE, .twin = true },
	{ .what = "image, first of its class", .kind = IMAGE },
	{ .what = "image, alone", .kind = IMAGE, .flags = SLAB_NO_MERGE },
	{ .what = "image, alias", .kind = IMAGE, .partner = true },
	{ .what = "image, given back to its user", .kind = IMAGE_BACK, .partner = true },
	{ .what = "module, first of its class", .kind = IN_MODULE },
	{ .what = "module, alone", .kind = IN_MODULE, .flags = SLAB_NO_MERGE },
	{ .what = "module, alias", .kind = IN_MODULE, .partner = true },
};

KUNIT_ARRAY_PARAM_DESC(attempt, attempts, what);

static struct kmem_cache *storage_of(enum what kind)
{
	switch (kind) {
	case IMAGE:
	case IMAGE_BACK:
		return slab_static_image(3);
	case IN_MODULE:
		return to_kmem_cache(&module_cache);
	default:
		return NULL;
	}
}

static const char *name_of(const struct attempt *a)
{
	return a->slash ? "slab-failures-new/1" : "slab-failures-new";
}

/* In sysfs. */
static const char *entry_of(const struct attempt *a)
{
	return a->slash ? "slab-failures-new!1" : "slab-failures-new";
}

/* A string on the stack: one in rodata would not be copied. */
static struct kmem_cache *try_to_create(const struct attempt *a, unsigned int n)
{
	struct kmem_cache *s = storage_of(a->kind);
	char name[32];
	int err;

	strscpy(name, name_of(a));
	fail_nth(n);
	if (!s)
		return kmem_cache_create(name, class_size, 0, a->flags, NULL) ?: ERR_PTR(-ENOMEM);
	err = kmem_cache_setup(s, name, class_size, 0, a->flags, NULL);
	return err ? ERR_PTR(err) : s;
}

struct census {
	unsigned int storages, handles, users;
	char shown[32];
};

static bool is_ours(const struct kmem_cache *s)
{
	return str_has_prefix(s->name, "slab-failures-");
}

/* How many of ours there are, and the name that @p is shown under. */
static struct census take_census(struct kmem_cache *p)
{
	struct census c = { };
	struct kmem_cache *s, *alias;

	guard(mutex)(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		c.storages += is_ours(s);
		c.handles += s->state == CACHE_OWNER && is_ours(s);
		list_for_each_entry(alias, &s->aliases, list)
			c.handles += is_ours(alias);
	}
	if (p) {
		c.users = p->refcount;
		strscpy(c.shown, p->name);
	}
	return c;
}

static void expect_as_before(struct kunit *test, struct kmem_cache *p,
			     const struct census *before)
{
	struct census now = take_census(p);

	KUNIT_EXPECT_EQ(test, now.storages, before->storages);
	KUNIT_EXPECT_EQ(test, now.handles, before->handles);
	KUNIT_EXPECT_EQ(test, now.users, before->users);
	KUNIT_EXPECT_STREQ(test, now.shown, before->shown);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* It works, with or without its entry in sysfs, and leaves nothing behind. */
static void expect_works_and_ends(struct kunit *test, const struct attempt *a,
				  struct kmem_cache *s)
{
	KUNIT_EXPECT_STREQ(test, s->name, name_of(a));
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), class_size);
	expect_works(test, s);
	kmem_cache_destroy(s);
	if (a->kind != IMAGE_BACK && storage_of(a->kind))
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
}

#define MAX_ATTEMPTS	300

static void each_allocation_fails(struct kunit *test)
{
	const struct attempt *a = test->param_value;
	struct kmem_cache *p = NULL, *partner = NULL, *twin = NULL, *s = storage_of(a->kind);
	unsigned int n, failed = 0, worked = 0;
	struct kmem_cache_opaque copy;
	struct census before;
	bool consumed = true;

	if (a->partner)
		need_sharing(test);
	need_faults(test);
	kunit_activate_static_stub(test, slab_in_module, pretended_module);

	if (s)
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	if (a->kind == IMAGE_BACK)
		KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-failures-first", class_size,
							  0, 0, NULL));
	if (a->partner) {
		partner = create(test, "slab-failures-partner", class_size - 1, 0);
		p = slab_primary(partner);
	}
	if (a->kind == IMAGE_BACK)
		kmem_cache_destroy(s);
	/* An alias, not shown: DEBUG_VM does not see it. */
	if (a->twin) {
		if (!partner)
			partner = create(test, "slab-failures-partner", class_size - 1, 0);
		twin = create(test, "slab-failures-new", class_size, 0);
		if (!slab_test_sharing) {
			kmem_cache_destroy(partner);
			kmem_cache_destroy(twin);
			need_sharing(test);
		}
	}
	before = take_census(p);

	expect_report(test,
		      "slab-failures-new\\S*\\) failed with error -12|kobject_add_internal failed.* -12");
	for (n = 1; consumed && n < MAX_ATTEMPTS; n++) {
		struct kmem_cache *new;

		if (s)
			memcpy(&copy, s, sizeof(copy));
		new = try_to_create(a, n);
		consumed = did_fail(n);

		if (!IS_ERR(new)) {
			worked += consumed;
			if (!twin && !consumed)
				expect_named(test, entry_of(a), new);
			if (twin)
				expect_named(test, "slab-failures-new", twin);
			expect_works_and_ends(test, a, new);
		} else {
			failed++;
			KUNIT_EXPECT_TRUE(test, consumed);
			KUNIT_EXPECT_EQ(test, PTR_ERR(new), -ENOMEM);
			if (s)
				KUNIT_EXPECT_EQ(test, memcmp(&copy, s, sizeof(copy)), 0);
		}
		if (!twin)
			expect_unnamed(test, entry_of(a));
		expect_as_before(test, p, &before);
	}
	expect_report_end(test);
	kunit_info(test, "%u allocations: without %u there is no cache, %u are not needed\n",
		   n - 2, failed, worked);
	KUNIT_EXPECT_FALSE(test, consumed);
	/* A name, and the struct if it is not static. */
	KUNIT_EXPECT_GE(test, failed, s ? 1 : 2);

	kmem_cache_destroy(twin);
	kmem_cache_destroy(partner);
	if (s)
		KUNIT_EXPECT_TRUE(test, slab_test_wait_unused(s));
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* Without memory for another name a directory keeps its own, until it goes. */
static void directory_is_not_renamed(struct kunit *test)
{
	struct kmem_cache *s, *partner, *twin;

	need_sysfs(test);
	need_faults(test);
	s = create(test, "slab-failures-new", class_size, SLAB_NO_MERGE);
	partner = create(test, "slab-failures-partner", class_size, 0);
	expect_warnings(test, IS_ENABLED(CONFIG_DEBUG_VM), "already exists",
			twin = create(test, "slab-failures-new", class_size, 0));
	expect_named(test, "slab-failures-new", s);

	expect_report(test, "slab-failures-new keeps its directory");
	fail_nth(1);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_TRUE(test, did_fail(1));
	expect_report_end(test);
	expect_named(test, "slab-failures-new", twin);

	kmem_cache_destroy(twin);
	kmem_cache_destroy(partner);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === The suite ============================================================ */

static int slab_failures_suite_init(struct kunit_suite *suite)
{
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_failures_cases[] = {
	KUNIT_CASE_PARAM(each_allocation_fails, attempt_gen_params),
	KUNIT_CASE(directory_is_not_renamed),
	{}
};

static struct kunit_suite slab_failures_suite = {
	.name = "slab_failures",
	.suite_init = slab_failures_suite_init,
	.exit = restore_knobs,
	.test_cases = slab_failures_cases,
};

kunit_test_suite(slab_failures_suite);

MODULE_DESCRIPTION("KUnit test for out of memory when slab caches are created");
MODULE_LICENSE("GPL");
