// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit test for the names of slab caches that share storage: which one a storage
 * is shown under, who has the entry in /sys/kernel/slab if two have one name, and
 * who may still read a name that is replaced.
 */

#include <linux/completion.h>
#include <linux/debugfs.h>
#include <linux/kasan.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/rcupdate.h>
#include <linux/rcupdate_trace.h>
#include <linux/slab-static.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "slab_test_util.h"

/* An object size, a multiple of 64, whose classes no cache of the system is in. */
static unsigned int class_size;

/* One string for all: it is in rodata, and not copied. */
static const char twin[] = "slab-names-twin";

/* === Two caches of one name =============================================== */

struct twins {
	const char *what;
	slab_flags_t flags[2];
	unsigned int more[2];	/* bytes more than class_size */
	unsigned int usersize[2];
};

/*
 * A cache that can be shared has a link of its name in sysfs, one that cannot has
 * a directory.
 */
static const struct twins twins[] = {
	{ .what = "link, link of one storage" },
	{ .what = "link, link", .more = { 0, 64 } },
	{ .what = "link, directory", .flags = { 0, SLAB_NO_MERGE } },
	{ .what = "directory, link", .flags = { SLAB_NO_MERGE, 0 } },
	{ .what = "directory, directory", .flags = { SLAB_NO_MERGE, SLAB_NO_MERGE } },
	{ .what = "usercopy, usercopy", .usersize = { 8, 16 } },
};

KUNIT_ARRAY_PARAM_DESC(twins, twins, what);

static struct kmem_cache *create_twin(struct kunit *test, const struct twins *t, int i)
{
	struct kmem_cache_args args = { .usersize = t->usersize[i] };
	struct kmem_cache *s;

	s = kmem_cache_create(twin, class_size + t->more[i], &args, t->flags[i]);
	KUNIT_ASSERT_NOT_NULL(test, s);
	return s;
}

/*
 * The first has the entry. When it is destroyed the other gets it; that one's end
 * changes nothing for the first.
 */
static void survivor_gets_the_entry(struct kunit *test)
{
	const struct twins *t = test->param_value;
	struct kmem_cache *a, *b;
	int first_goes, i;

	need_sysfs(test);
	for (first_goes = 0; first_goes < 2; first_goes++) {
		a = create_twin(test, t, 0);
		expect_name_warning(test, "slab-names-twin", b = create_twin(test, t, 1));
		expect_named(test, twin, a);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);

		kmem_cache_destroy(first_goes ? a : b);
		if (first_goes)
			a = b;
		expect_named(test, twin, a);
		KUNIT_EXPECT_STREQ(test, a->name, twin);
		KUNIT_EXPECT_STREQ(test, slab_primary(a)->name, twin);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		expect_works(test, a);

		/* Again there is one to hand it on to, and one that is younger. */
		for (i = 0; i < 2; i++) {
			expect_name_warning(test, "slab-names-twin",
					    b = create_twin(test, t, !first_goes));
			expect_named(test, twin, a);
			kmem_cache_destroy(i ? a : b);
		}
		expect_named(test, twin, b);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		kmem_cache_destroy(b);
		expect_unnamed(test, twin);
	}
}

/* One that cannot share, and one that can. */
static void create_two_more(struct kunit *test, struct kmem_cache **lone,
			    struct kmem_cache **shared)
{
	*lone = create(test, twin, class_size, SLAB_NO_MERGE);
	*shared = create(test, twin, class_size, 0);
}

/* Of three the oldest that is left has it, wherever its storage is. */
static void oldest_gets_the_entry(struct kunit *test)
{
	static const u8 orders[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
	};
	struct kmem_cache *c[3];
	unsigned int i, k, n;

	need_sysfs(test);
	for (i = 0; i < ARRAY_SIZE(orders); i++) {
		c[0] = create(test, twin, class_size + i % 2 * 64, 0);
		expect_warnings(test, IS_ENABLED(CONFIG_DEBUG_VM) ? 2 : 0,
				"kmem_cache of name 'slab-names-twin' already exists",
				create_two_more(test, &c[1], &c[2]));
		for (n = 0; n < 3; n++) {
			kmem_cache_destroy(c[orders[i][n]]);
			c[orders[i][n]] = NULL;
			for (k = 0; k < 3 && !c[k]; k++)
				;
			if (k < 3)
				expect_named(test, twin, c[k]);
			KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		}
		expect_unnamed(test, twin);
	}
}

/* A second life time inside the first, over and over. */
static void nested_life_times(struct kunit *test)
{
	const unsigned int rounds = 200 / stride(10);
	struct kmem_cache *a, *b;
	unsigned int i;

	expect_warnings(test, IS_ENABLED(CONFIG_DEBUG_VM) ? rounds : 0,
			"kmem_cache of name 'slab-names-twin' already exists",
			for (i = 0; i < rounds; i++) {
				a = create(test, twin, class_size, 0);
				b = create(test, twin, class_size, 0);
				kmem_cache_destroy(b);
				expect_named(test, twin, a);
				kmem_cache_destroy(a);
				expect_unnamed(test, twin);
			});
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

#if defined(CONFIG_DEBUG_FS) && defined(CONFIG_SLUB_DEBUG)
static bool in_debugfs(const char *name)
{
	struct dentry *root = debugfs_lookup("slab", NULL);
	struct dentry *dir = debugfs_lookup(name, root);
	bool found = dir;

	dput(dir);
	dput(root);
	return found;
}
#endif

/* Caches with allocation tracking have a directory in debugfs, too. */
static void two_of_one_name_in_debugfs(struct kunit *test)
{
#if defined(CONFIG_DEBUG_FS) && defined(CONFIG_SLUB_DEBUG)
	struct dentry *root = debugfs_lookup("slab", NULL);
	struct kmem_cache *a, *b;

	if (!root)
		kunit_skip(test, "no slab directory in debugfs");
	dput(root);

	a = create(test, twin, class_size, SLAB_STORE_USER);
	expect_name_warning(test, "slab-names-twin",
			    b = create(test, twin, class_size, SLAB_STORE_USER));

	kmem_cache_destroy(b);
	KUNIT_EXPECT_TRUE(test, in_debugfs(twin));
	kmem_cache_destroy(a);
	KUNIT_EXPECT_FALSE(test, in_debugfs(twin));
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
		s = create(test, "slab-names-tracked", class_size, SLAB_STORE_USER);
		dir = debugfs_lookup("slab-names-tracked", root);
		KUNIT_ASSERT_NOT_NULL(test, dir);
		debugfs_lookup_and_remove(files[i], dir);
		dput(dir);

		kmem_cache_destroy(s);
		KUNIT_EXPECT_FALSE(test, in_debugfs("slab-names-tracked"));
	}
	dput(root);
#else
	kunit_skip(test, "no debugfs, or no SLUB_DEBUG, on this kernel");
#endif
}

/* === Names that sysfs has to change ======================================= */

#ifdef SLAB_SUPPORTS_SYSFS
/* Whether there is an entry of exactly that name. */
static bool has_entry(const char *name)
{
	struct kernfs_node *kn = kernfs_find_and_get(slab_kset->kobj.sd, name);

	kernfs_put(kn);
	return kn;
}

static void expect_exclamation_mark(struct kunit *test, struct kmem_cache *s)
{
	KUNIT_EXPECT_PTR_EQ(test, slab_alias_lookup("slab-names!half"), slab_primary(s));
	KUNIT_EXPECT_TRUE(test, has_entry("slab-names!half"));
	/* There it could be listed, but not opened. */
	KUNIT_EXPECT_FALSE(test, has_entry("slab-names/half"));
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_FALSE(test, has_entry("slab-names!half"));
}
#endif

/* A '/' is shown as '!', whatever the cache is. */
static void slash_in_a_name(struct kunit *test)
{
#ifdef SLAB_SUPPORTS_SYSFS
	static const char name[] = "slab-names/half";
	struct kmem_cache *first, *s;

	expect_exclamation_mark(test, create(test, name, class_size, 0));
	expect_exclamation_mark(test, create(test, name, class_size, SLAB_NO_MERGE));

	first = create(test, "slab-names-first", class_size, 0);
	expect_exclamation_mark(test, create(test, name, class_size, 0));
	kmem_cache_destroy(first);

	s = slab_static_image(0);
	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, name, class_size, 0, 0, NULL));
	expect_exclamation_mark(test, s);
	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, name, class_size, 0, SLAB_NO_MERGE, NULL));
	expect_exclamation_mark(test, s);
#else
	need_sysfs(test);
#endif
}

/* Two that sysfs shows under one name are two of one name. */
static void slash_and_exclamation_mark(struct kunit *test)
{
	struct kmem_cache *a, *b;
	int i;

	need_sysfs(test);
	for (i = 0; i < 2; i++) {
		a = create(test, i ? "slab-names!half" : "slab-names/half", class_size, 0);
		b = create(test, i ? "slab-names/half" : "slab-names!half", class_size, 0);
		expect_named(test, "slab-names!half", a);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		expect_works(test, b);
		kmem_cache_destroy(a);
		expect_named(test, "slab-names!half", b);
		KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
		kmem_cache_destroy(b);
		expect_unnamed(test, "slab-names!half");
	}
}

/* === Before sysfs is up =================================================== */

static struct kmem_cache *early[2];

/* Two caches that sysfs will show under one name; the second has a directory of its own. */
static int __init create_early(void)
{
	if (!kunit_enabled())
		return 0;
	early[0] = kmem_cache_create("slab-names/early", 1000, 0, 0, NULL);
	early[1] = kmem_cache_create("slab-names!early", 1000, 0, SLAB_NO_MERGE, NULL);
	return 0;
}
core_initcall(create_early);

/* When sysfs comes up the older one gets the entry, and when that goes the other. */
static void names_from_before_sysfs(struct kunit *test)
{
	need_sysfs(test);
	if (!early[0] || !early[1])
		kunit_skip(test, "no caches from boot: this ran before, or KUnit was off");

	expect_named(test, "slab-names!early", early[0]);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(early[0]);
	early[0] = NULL;
	expect_named(test, "slab-names!early", early[1]);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
	kmem_cache_destroy(early[1]);
	expect_unnamed(test, "slab-names!early");
}

/* === The name that storage is shown under ================================= */

/* How many storages /proc/slabinfo and the like show under @name. */
static unsigned int times_shown(const char *name)
{
	struct kmem_cache *s;
	unsigned int n = 0;

	guard(mutex)(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list)
		n += s->state != CACHE_DYING && !strcmp(s->name, name);
	return n;
}

static void expect_shown(struct kunit *test, struct kmem_cache *p, const char *name,
			 unsigned int times)
{
	KUNIT_EXPECT_STREQ(test, p->name, name);
	KUNIT_EXPECT_EQ_MSG(test, times_shown(name), times, "shown as %s", name);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/*
 * Tools that read /proc/slabinfo key on names, and some lose all if one repeats:
 * hidden storage goes by a name that nothing else shows, if there is one.
 */
static void hidden_storage_has_a_name_of_its_own(struct kunit *test)
{
	struct kmem_cache *x, *dup, *y, *p, *other;

	need_sharing(test);
	x = create(test, "slab-names-x", class_size, 0);
	p = x;
	dup = create(test, "slab-names-dup", class_size, 0);
	y = create(test, "slab-names-y", class_size, 0);
	other = create(test, "slab-names-dup", class_size + 64, 0);

	/* Not dup, which is older but shown for the other storage. */
	kmem_cache_destroy(x);
	expect_shown(test, p, "slab-names-y", 1);
	/* There is no other. */
	kmem_cache_destroy(y);
	expect_shown(test, p, "slab-names-dup", 2);
	/* Now there is. */
	y = create(test, "slab-names-y", class_size, 0);
	expect_shown(test, p, "slab-names-y", 1);
	/* It is kept when another could be had: a name that changes ends a series. */
	kmem_cache_destroy(other);
	expect_shown(test, p, "slab-names-y", 1);
	kmem_cache_destroy(y);
	expect_shown(test, p, "slab-names-dup", 1);
	kmem_cache_destroy(dup);
	KUNIT_EXPECT_EQ(test, times_shown("slab-names-dup"), 0);
}

/* The same if it is the other storage that comes, or goes, later. */
static void hidden_storage_avoids_a_new_name(struct kunit *test)
{
	struct kmem_cache *x, *dup, *y, *p, *other;

	need_sharing(test);
	x = create(test, "slab-names-x", class_size, 0);
	p = x;
	dup = create(test, "slab-names-dup", class_size, 0);
	y = create(test, "slab-names-y", class_size, 0);
	kmem_cache_destroy(x);
	expect_shown(test, p, "slab-names-dup", 1);

	expect_name_warning(test, "slab-names-dup",
			    other = create(test, "slab-names-dup", class_size + 64, 0));
	expect_shown(test, p, "slab-names-y", 1);
	kmem_cache_destroy(y);
	expect_shown(test, p, "slab-names-dup", 2);
	KUNIT_EXPECT_TRUE(test, p->name_repeats);

	/* The name is one of its own again, and stays so. */
	kmem_cache_destroy(other);
	expect_shown(test, p, "slab-names-dup", 1);
	KUNIT_EXPECT_FALSE(test, p->name_repeats);
	y = create(test, "slab-names-y", class_size, 0);
	expect_shown(test, p, "slab-names-dup", 1);
	kmem_cache_destroy(dup);
	expect_shown(test, p, "slab-names-y", 1);
	kmem_cache_destroy(y);
}

/* Two hidden storages that have both names each: neither takes the other's. */
static void hidden_storages_do_not_collide(struct kunit *test)
{
	struct kmem_cache *c[2][3];
	unsigned int i;

	need_sharing(test);
	for (i = 0; i < 2; i++) {
		c[i][0] = create(test, i ? "slab-names-q" : "slab-names-p",
				 class_size + i * 64, 0);
		c[i][1] = create(test, "slab-names-a", class_size + i * 64, 0);
		c[i][2] = create(test, "slab-names-b", class_size + i * 64, 0);
	}
	kmem_cache_destroy(c[0][0]);
	kmem_cache_destroy(c[1][0]);
	expect_shown(test, c[0][0], "slab-names-a", 1);
	expect_shown(test, c[1][0], "slab-names-b", 1);

	/* One name for two is left, then one storage takes what the other gave up. */
	kmem_cache_destroy(c[1][2]);
	expect_shown(test, c[1][0], "slab-names-a", 1);
	expect_shown(test, c[0][0], "slab-names-b", 1);
	kmem_cache_destroy(c[0][2]);
	expect_shown(test, c[0][0], "slab-names-a", 2);
	kmem_cache_destroy(c[0][1]);
	expect_shown(test, c[1][0], "slab-names-a", 1);
	kmem_cache_destroy(c[1][1]);

	/* The newer storage gives way to the older one, which has no other name. */
	c[0][0] = create(test, "slab-names-p", class_size, 0);
	c[0][1] = create(test, "slab-names-a", class_size, 0);
	c[1][0] = create(test, "slab-names-q", class_size + 64, 0);
	c[1][1] = create(test, "slab-names-a", class_size + 64, 0);
	c[1][2] = create(test, "slab-names-b", class_size + 64, 0);
	kmem_cache_destroy(c[1][0]);
	expect_shown(test, c[1][0], "slab-names-a", 1);
	kmem_cache_destroy(c[0][0]);
	expect_shown(test, c[0][0], "slab-names-a", 1);
	expect_shown(test, c[1][0], "slab-names-b", 1);
	kmem_cache_destroy(c[0][1]);
	kmem_cache_destroy(c[1][1]);
	kmem_cache_destroy(c[1][2]);
}

/* === Readers without a lock =============================================== */

/* What was just freed is what is allocated next: overwrite it. */
static void overwrite_freed(size_t size)
{
	char *p[32];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(p); i++) {
		p[i] = kmalloc(size, GFP_KERNEL);
		if (p[i])
			memset(p[i], 'x', size);
	}
	while (i--)
		kfree(p[i]);
}

/* Set up @s, let a cache of another name join, and destroy the first. */
static struct kmem_cache *hide_image(struct kunit *test, struct kmem_cache *s, const char *name)
{
	struct kmem_cache *alias;

	KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-names-image", class_size, 0, 0, NULL));
	alias = create(test, name, class_size, 0);
	KUNIT_ASSERT_PTR_EQ(test, slab_primary(alias), s);
	kmem_cache_destroy(s);
	return alias;
}

/*
 * The user of hidden storage returns, then the handle goes that it was shown
 * under: who read that name before, under RCU, still has it.
 */
static void reader_keeps_a_replaced_name(struct kunit *test)
{
	struct kmem_cache *s = slab_static_image(1), *alias;
	char name[] = "slab-names-before";
	unsigned int i, seen = 0;
	unsigned long gp;
	const char *read;

	need_sharing(test);
	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	for (i = 0; i < 100 && seen < 10; i++) {
		alias = hide_image(test, s, name);
		KUNIT_EXPECT_STREQ(test, s->name, name);
		gp = get_state_synchronize_rcu();
		read = READ_ONCE(s->name);

		KUNIT_ASSERT_EQ(test, 0, kmem_cache_setup(s, "slab-names-after", class_size,
							  0, 0, NULL));
		overwrite_freed(sizeof(struct rcu_head) + sizeof(name));

		/* After a grace period it is freed: no reader could have it still. */
		if (!poll_state_synchronize_rcu(gp)) {
			bool same;

			/* One may end just now. */
			kasan_disable_current();
			same = !strcmp(read, name);
			kasan_enable_current();
			if (!poll_state_synchronize_rcu(gp)) {
				KUNIT_EXPECT_TRUE(test, same);
				seen++;
			}
		}
		kmem_cache_destroy(alias);	/* waits for a grace period */
		kmem_cache_destroy(s);
		KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	}
	if (!seen)
		skip_rest(test, "each time a grace period passed meanwhile");
}

struct name_reader {
	struct kmem_cache *cache;
	struct task_struct *task;
	unsigned int read, wrong;
};

static int read_names(void *arg)
{
	struct name_reader *r = arg;
	unsigned int i;

	while (!kthread_should_stop()) {
		for (i = 0; i < 100; i++) {
			const char *name;
			size_t len;

			guard(rcu)();
			name = READ_ONCE(r->cache->name);
			/* NULL while nothing is set up there. */
			if (!name)
				continue;
			len = strnlen(name, 64);
			r->wrong += len < 13 || strncmp(name, "slab-names-", 11) ||
				    (name[len - 1] != 'a' && name[len - 1] != 'b' &&
				     name[len - 1] != 'e');
			r->read++;
		}
		cond_resched();
	}
	return 0;
}

/* Readers, and names that change all the time. */
static void names_change_beside_readers(struct kunit *test)
{
	static struct name_reader r;
	struct kmem_cache *s = slab_static_image(1), *a, *b;
	unsigned int i;

	need_sharing(test);
	KUNIT_ASSERT_TRUE(test, slab_test_wait_unused(s));
	r = (struct name_reader){ .cache = s };
	r.task = start_task(test, read_names, &r, "slab-names");
	a = hide_image(test, s, "slab-names-aaaa");
	for (i = 0; i < 500; i++) {
		char name[32];

		snprintf(name, sizeof(name), "slab-names-%u-b", i);
		b = create(test, name, class_size, 0);
		kmem_cache_destroy(a);		/* the shown name is b's */
		overwrite_freed(32);
		KUNIT_EXPECT_EQ(test, 0, kmem_cache_setup(s, "slab-names-image", class_size,
							  0, 0, NULL));
		kmem_cache_destroy(b);
		snprintf(name, sizeof(name), "slab-names-%u-a", i);
		a = create(test, name, class_size, 0);
		kmem_cache_destroy(s);		/* the shown name is a's */
		overwrite_freed(32);
		if (!(i % 16))
			schedule_timeout_uninterruptible(1);
	}
	stop_task(test, r.task);
	KUNIT_EXPECT_EQ(test, r.wrong, 0);
	KUNIT_EXPECT_GT(test, r.read, 0);
	kmem_cache_destroy(a);
	KUNIT_EXPECT_TRUE(test, slab_test_wait_unused(s));
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

/* === Iterators ============================================================ */

struct churner {
	struct task_struct *task;
	struct kunit *test;
	unsigned int nr;
};

/* Create and destroy storages of one's own name until told to stop. */
static int churn(void *arg)
{
	struct churner *c = arg;
	struct kmem_cache *s, *t;
	char one[32], two[32];

	snprintf(one, sizeof(one), "slab-names-one-%u", c->nr);
	snprintf(two, sizeof(two), "slab-names-two-%u", c->nr);
	while (!kthread_should_stop()) {
		s = kmem_cache_create(one, class_size + 64, 0, c->nr ? 0 : SLAB_NO_MERGE, NULL);
		t = kmem_cache_create(two, class_size, 0, SLAB_ACCOUNT, NULL);
		KUNIT_EXPECT_NOT_NULL(c->test, s);
		schedule_timeout_interruptible(1);
		kmem_cache_destroy(s);
		kmem_cache_destroy(t);
	}
	return 0;
}

/*
 * Walk as BPF iterators do, with slab_mutex released between two storages, beside
 * tasks that create and destroy some: what lives all the time is met exactly once,
 * what is being destroyed never.
 */
static void iterator_meets_each_storage_once(struct kunit *test)
{
	static struct churner churners[2];
	struct kmem_cache *c[4];
	unsigned int i, round, met[ARRAY_SIZE(c)], steps = 0;

	for (i = 0; i < ARRAY_SIZE(c); i++) {
		char name[32];

		snprintf(name, sizeof(name), "slab-names-stays-%u", i);
		c[i] = create(test, name, class_size, SLAB_NO_MERGE);
		/* Two that are as old as can be, two among those that come and go. */
		if (i != 1)
			continue;
		for (round = 0; round < ARRAY_SIZE(churners); round++) {
			churners[round].test = test;
			churners[round].nr = round;
			churners[round].task = start_task(test, churn, &churners[round],
							  "slab-names-churn");
		}
		schedule_timeout_uninterruptible(1);
	}

	for (round = 0; round < 10; round++) {
		u64 id = U64_MAX;

		memset(met, 0, sizeof(met));
		while (id) {
			struct kmem_cache *s;

			mutex_lock(&slab_mutex);
			s = slab_next_cache(id);
			if (s) {
				KUNIT_EXPECT_LT(test, s->id, id);
				KUNIT_EXPECT_NE(test, s->state, CACHE_DYING);
			}
			id = s ? s->id : 0;
			mutex_unlock(&slab_mutex);
			for (i = 0; i < ARRAY_SIZE(c); i++)
				met[i] += s == c[i];
			if (!(steps++ % 8))
				schedule_timeout_uninterruptible(1);
		}
		for (i = 0; i < ARRAY_SIZE(c); i++)
			KUNIT_EXPECT_EQ(test, met[i], 1);
	}
	for (i = 0; i < ARRAY_SIZE(churners); i++)
		stop_task(test, churners[i].task);
	for (i = 0; i < ARRAY_SIZE(c); i++)
		kmem_cache_destroy(c[i]);
	KUNIT_EXPECT_EQ(test, slab_alias_check(), 0);
}

struct walker {
	struct kmem_cache *at;
	struct completion there, on;
	u64 next;
	bool intact;
};

/* An iterator whose program sleeps at one storage. */
static int walk_and_sleep(void *arg)
{
	struct walker *w = arg;
	struct kmem_cache *s;
	const char *name;
	u64 id = U64_MAX;

	if (IS_ENABLED(CONFIG_TASKS_TRACE_RCU))
		rcu_read_lock_trace();
	do {
		guard(mutex)(&slab_mutex);
		s = slab_next_cache(id);
		id = s ? s->id : 0;
	} while (s && s != w->at);
	name = s ? s->name : NULL;
	complete(&w->there);
	wait_for_completion(&w->on);
	/* Without, destroy leaves nothing that it may look at here. */
	w->intact = true;
	if (IS_ENABLED(CONFIG_TASKS_TRACE_RCU)) {
		w->intact = name && !strcmp(name, "slab-names-walked") && s->id == id;
		rcu_read_unlock_trace();
	}
	mutex_lock(&slab_mutex);
	s = slab_next_cache(id);
	w->next = s ? s->id : 0;
	mutex_unlock(&slab_mutex);
	complete(&w->there);
	return 0;
}

/* Destroying what an iterator's program looks at does not wait for the program. */
static void destroy_does_not_wait_for_iterators(struct kunit *test)
{
	struct walker w = { };
	struct kmem_cache *older, *s;
	struct task_struct *task;
	/* A copy: a name in rodata would stay whatever happens. */
	char name[] = "slab-names-walked";
	u64 id;

	older = create(test, "slab-names-older", class_size, SLAB_NO_MERGE);
	s = create(test, name, class_size, SLAB_NO_MERGE);
	id = older->id;
	w.at = s;
	init_completion(&w.there);
	init_completion(&w.on);
	task = kthread_run(walk_and_sleep, &w, "slab-names-walk");
	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	wait_for_completion(&w.there);

	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, slab_alias_handles(s), -ENOENT);
	overwrite_freed(sizeof(struct rcu_head) + sizeof(name));
	complete(&w.on);
	wait_for_completion(&w.there);
	KUNIT_EXPECT_TRUE(test, w.intact);
	KUNIT_EXPECT_EQ(test, w.next, id);
	kmem_cache_destroy(older);
}

/* === The suite ============================================================ */

static int slab_names_suite_init(struct kunit_suite *suite)
{
	return slab_test_init(suite->name, &class_size);
}

static struct kunit_case slab_names_cases[] = {
	KUNIT_CASE_PARAM(survivor_gets_the_entry, twins_gen_params),
	KUNIT_CASE(oldest_gets_the_entry),
	KUNIT_CASE(nested_life_times),
	KUNIT_CASE(two_of_one_name_in_debugfs),
	KUNIT_CASE(debugfs_lacks_a_file),
	KUNIT_CASE(slash_in_a_name),
	KUNIT_CASE(slash_and_exclamation_mark),
	KUNIT_CASE(names_from_before_sysfs),
	KUNIT_CASE(hidden_storage_has_a_name_of_its_own),
	KUNIT_CASE(hidden_storage_avoids_a_new_name),
	KUNIT_CASE(hidden_storages_do_not_collide),
	KUNIT_CASE(reader_keeps_a_replaced_name),
	KUNIT_CASE(names_change_beside_readers),
	KUNIT_CASE(iterator_meets_each_storage_once),
	KUNIT_CASE(destroy_does_not_wait_for_iterators),
	{}
};

static struct kunit_suite slab_names_suite = {
	.name = "slab_names",
	.suite_init = slab_names_suite_init,
	.test_cases = slab_names_cases,
};

kunit_test_suite(slab_names_suite);

MODULE_DESCRIPTION("KUnit test for names of slab caches that share storage");
MODULE_LICENSE("GPL");
