// SPDX-License-Identifier: GPL-2.0
/*
 * A module with one slab cache, of the kind that Kbuild defines, and kernel
 * threads that allocate and free through it for as long as it is loaded.
 *
 * Every object is filled with one byte that tells the module, and is checked
 * before it is freed: an object that two owners got, or that was freed early,
 * shows.  Objects are handed over through slots, so that they are freed on
 * another CPU as a rule.
 */
#include <linux/delay.h>
#include <linux/kmemleak.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/nodemask.h>
#include <linux/prandom.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/stringify.h>
#if defined(STATIC) && __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>
#define IS_STATIC 1
#else
#define IS_STATIC 0
#endif

#include "stress_hub.h"

#ifndef FLAGS
#define FLAGS 0
#endif
#ifdef NAME
#define CACHE_NAME	__stringify(NAME)
#else
#define CACHE_NAME	"stress-" __stringify(KIND)
#endif

static char *cache = CACHE_NAME;
module_param(cache, charp, 0444);
MODULE_PARM_DESC(cache, "name of the cache");

static bool is_static = IS_STATIC;
module_param(is_static, bool, 0444);
MODULE_PARM_DESC(is_static, "whether the cache is static");

static unsigned long seed = 1;
module_param(seed, ulong, 0444);
MODULE_PARM_DESC(seed, "of the random choices");

static unsigned int workers = 1;
module_param(workers, uint, 0444);
MODULE_PARM_DESC(workers, "kernel threads, 0 to 4");

static unsigned int pause = 100;
module_param(pause, uint, 0444);
MODULE_PARM_DESC(pause, "mean sleep of a thread after each 64 steps, in ms");

static unsigned int fail_nth;
module_param(fail_nth, uint, 0444);
MODULE_PARM_DESC(fail_nth, "let the n-th allocation in set-up fail");

static unsigned int fail_exit;
module_param(fail_exit, uint, 0444);
MODULE_PARM_DESC(fail_exit, "let the n-th allocation in destroy fail");

static char *exit_mode = "in-order";
module_param(exit_mode, charp, 0444);
MODULE_PARM_DESC(exit_mode, "in-order, forget (to destroy the cache), leak (objects), in-flight (all through kfree_rcu())");

#define MAGIC	0x736c61622d737472ULL
#define SLOTS	128
#define BULK	16
#define LEAKED	3

#ifdef CTOR
/* The constructor owns the last word of each object. */
#define FILLED	(SIZE - 8)
#define HAS_CTOR 1
#define CTOR_FN	construct
static void construct(void *obj)
{
	*(u64 *)(obj + FILLED) = MAGIC;
}
#else
#define FILLED	SIZE
#define HAS_CTOR 0
#define CTOR_FN	NULL
#endif

struct object {
	struct rcu_head rcu;
};

static struct object *slots[SLOTS];
static struct task_struct *tasks[4];

static void error(const void *obj, const char *what)
{
	if (atomic_long_inc_return(&stress_counts.errors) < 20)
		pr_err("stress: %s: object %px: %s\n", cache, obj, what);
}

static void count(long ops)
{
	atomic_long_add(ops, &stress_counts.ops);
}

/* === The cache ============================================================ */

#if IS_STATIC
DEFINE_STATIC_KMEM_CACHE(cachep);

static int set_up(void)
{
#ifdef USERCOPY
	return kmem_cache_setup_usercopy(cachep, CACHE_NAME, SIZE, 0, FLAGS, 16, 64,
					 CTOR_FN);
#else
	return kmem_cache_setup(cachep, CACHE_NAME, SIZE, 0, FLAGS, CTOR_FN);
#endif
}
#else
static struct kmem_cache *cachep;

static int set_up(void)
{
#ifdef USERCOPY
	cachep = kmem_cache_create_usercopy(CACHE_NAME, SIZE, 0, FLAGS, 16, 64, CTOR_FN);
#else
	cachep = kmem_cache_create(CACHE_NAME, SIZE, 0, FLAGS, CTOR_FN);
#endif
	return cachep ? 0 : -ENOMEM;
}
#endif

static int destroy(void)
{
	kmem_cache_destroy(cachep);
	return 0;
}

/* The caller may have a failure point of its own, in all of insmod: keep it. */
static int run_failing(int (*run)(void), unsigned int n)
{
	int err;

	if (!n)
		return run();

	current->fail_nth = n;
	err = run();
	atomic_long_set(&stress_counts.fail_left, current->fail_nth);
	current->fail_nth = 0;
	return err;
}

/* Set up with the n-th allocation failing. Failure must be clean. */
static int set_up_failing(unsigned int n)
{
	int err = run_failing(set_up, n), at_random = current->make_it_fail;

	if (!err)
		return 0;

	/* Whatever failed, nothing fails now. */
	current->make_it_fail = 0;

	kmem_cache_destroy(cachep);
	if (set_up())
		error(NULL, "cannot be set up after a set-up that failed");
	else
		kmem_cache_destroy(cachep);
	current->make_it_fail = at_random;
	return err;
}

/* === Objects ============================================================== */

static void fill(struct object *obj, u32 random)
{
	memset(obj, KIND | (random & 7) << 5, FILLED);
}

static void check(struct object *obj)
{
	u8 first = *(u8 *)obj;

	if ((first & 31) != KIND || memchr_inv(obj, first, FILLED))
		error(obj, "is not as its owner left it");
#ifdef CTOR
	if (*(u64 *)((void *)obj + FILLED) != MAGIC)
		error(obj, "lost what the constructor wrote");
#endif
}

static struct object *new_object(u32 random)
{
	struct object *obj;
	gfp_t gfp = GFP_KERNEL | __GFP_NOWARN;

	if (random & 8)
		gfp = GFP_NOWAIT;
	if (!HAS_CTOR && random & 16)
		gfp |= __GFP_ZERO;
	if (random & 32)
		obj = kmem_cache_alloc_node(cachep, gfp, first_online_node);
	else
		obj = kmem_cache_alloc(cachep, gfp);
	count(1);
	if (!obj) {
		atomic_long_inc(&stress_counts.failed);
		return NULL;
	}
	if (gfp & __GFP_ZERO && memchr_inv(obj, 0, SIZE))
		error(obj, "is not all zero");
#ifdef CTOR
	if (*(u64 *)((void *)obj + FILLED) != MAGIC)
		error(obj, "is not constructed");
#endif
	fill(obj, random >> 8);
	return obj;
}

/* Free an object in one of the ways there are. */
static void drop(struct object *obj, u32 how)
{
	check(obj);
	count(1);
	switch (how % 4) {
	case 0:
	case 1:
		kmem_cache_free(cachep, obj);
		break;
	case 2:
		kfree(obj);
		break;
	default:
		kfree_rcu(obj, rcu);
	}
}

static void bulk(u32 random)
{
	struct object *obj[BULK];
	unsigned int i, n = 1 + random % BULK;

	count(n);
	if (!kmem_cache_alloc_bulk(cachep, GFP_KERNEL | __GFP_NOWARN, n, (void **)obj)) {
		atomic_long_inc(&stress_counts.failed);
		return;
	}
	for (i = 0; i < n; i++)
		fill(obj[i], random >> i);
	/* Those that find their slot in use, or what was there. */
	for (i = 0; i < n; i++)
		obj[i] = xchg(&slots[(random >> 8) % SLOTS + i < SLOTS ?
				     (random >> 8) % SLOTS + i : i], obj[i]);
	for (i = 0; i < n; ) {
		if (obj[i]) {
			check(obj[i++]);
			continue;
		}
		obj[i] = obj[--n];
	}
	count(n);
	if (n)
		kmem_cache_free_bulk(cachep, n, (void **)obj);
}

/* What RCU keeps may be free or somebody else's, but it is of this type. */
static void look(u32 random)
{
#ifdef CTOR
	struct object *obj;

	if (!(FLAGS & SLAB_TYPESAFE_BY_RCU))
		return;
	rcu_read_lock();
	obj = READ_ONCE(slots[random % SLOTS]);
	if (obj && READ_ONCE(*(u64 *)((void *)obj + FILLED)) != MAGIC)
		error(obj, "changed its type under RCU");
	rcu_read_unlock();
#endif
}

static int work(void *data)
{
	struct rnd_state rnd;
	unsigned int n = 0;

	prandom_seed_state(&rnd, seed + (unsigned long)data);
	while (!kthread_should_stop()) {
		u32 random = prandom_u32_state(&rnd);
		struct object **slot = &slots[(random >> 16) % SLOTS];
		struct object *obj;

		switch (random % 8) {
		case 0 ... 3:
			obj = xchg(slot, new_object(random >> 3));
			if (obj)
				drop(obj, random >> 5);
			break;
		case 4 ... 5:
			obj = xchg(slot, NULL);
			if (obj)
				drop(obj, random >> 5);
			break;
		case 6:
			bulk(random >> 3);
			break;
		default:
			look(random >> 3);
		}
		if (++n % 64)
			continue;
		/* Leave time to load and unload; it is unloading that is judged. */
		set_current_state(TASK_IDLE);
		if (!kthread_should_stop())
			schedule_timeout(msecs_to_jiffies(pause / 2 + random % (pause + 1)));
		__set_current_state(TASK_RUNNING);
	}
	return 0;
}

static void stop(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(tasks); i++) {
		if (!IS_ERR_OR_NULL(tasks[i]))
			kthread_stop(tasks[i]);
		tasks[i] = NULL;
	}
}

/* === Life ================================================================= */

static int __init stress_init(void)
{
	unsigned int i;
	int err;

	err = set_up_failing(fail_nth);
	if (err)
		return err;
	atomic_long_inc(&stress_counts.handles);

	if (kmem_cache_size(cachep) != SIZE &&
	    atomic_long_inc_return(&stress_counts.sizes) <= 3)
		pr_notice("stress: %s: kmem_cache_size() is %u, %u was asked for\n",
			  cache, kmem_cache_size(cachep), SIZE);

	/* Charged to the cgroup of the process that loads the module. */
	for (i = 0; i < SLOTS / 4; i++)
		slots[i] = new_object((seed + i) * 97);
	for (i = 0; i < min(workers, 4); i++) {
		tasks[i] = kthread_run(work, (void *)(long)i, "stress%02d/%u", KIND, i);
		/* Without memory for it, the others do the work. */
		if (IS_ERR(tasks[i]))
			break;
	}
	return 0;
}

static void __exit stress_exit(void)
{
	unsigned int i, left = strcmp(exit_mode, "leak") ? 0 : LEAKED;
	bool in_flight = !strcmp(exit_mode, "in-flight");

	stop();
	for (i = 0; i < SLOTS; i++) {
		struct object *obj = slots[i];

		if (!obj)
			continue;
		if (left) {
			left--;
			kmemleak_not_leak(obj);
			continue;
		}
		drop(obj, in_flight ? 3 : seed >> (i % 32));
	}
	if (!strcmp(exit_mode, "forget"))
		return;

	run_failing(destroy, fail_exit);
}

module_init(stress_init);
module_exit(stress_exit);
MODULE_DESCRIPTION("Slab stress: a cache of one kind, and its users");
MODULE_LICENSE("GPL");
