// SPDX-License-Identifier: GPL-2.0
/*
 * A planted fault, so that the suites alive, alive_debug and kcsan know that the kernel
 * and verdict.py report it.
 */

#include <linux/cpu.h>
#include <linux/jiffies.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#if __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>
#define HAVE_STATIC
#endif

static char *fault = "";
module_param(fault, charp, 0444);

static DEFINE_MUTEX(lock_a);
static DEFINE_MUTEX(lock_b);
static DEFINE_SPINLOCK(atomic);
static int __rcu *shared;

static void plant_redzone(void)
{
	struct kmem_cache *s = kmem_cache_create("plant", 100, 0,
						 SLAB_RED_ZONE | SLAB_CONSISTENCY_CHECKS, NULL);
	u8 *p = kmem_cache_alloc(s, GFP_KERNEL);

	OPTIMIZER_HIDE_VAR(p);
	p[100] = 1;
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
}

static void plant_objects(void)
{
	struct kmem_cache *s = kmem_cache_create("plant", 100, 0, SLAB_NO_MERGE, NULL);

	kmem_cache_alloc(s, GFP_KERNEL);
	kmem_cache_destroy(s);
}

static void plant_duplicate(void)
{
	struct kobject *one = kobject_create_and_add("plant", kernel_kobj);
	struct kobject *two = kobject_create_and_add("plant", kernel_kobj);

	kobject_put(two);
	kobject_put(one);
}

static void plant_failslab(void)
{
	void *p;

	current->fail_nth = 1;
	p = kmalloc(64, GFP_ATOMIC);
	current->fail_nth = 0;
	WARN(!p, "plant: a fault was injected\n");
	kfree(p);
}

static void plant_use_after_free(void)
{
	u8 *p = kmalloc(100, GFP_KERNEL);

	kfree(p);
	OPTIMIZER_HIDE_VAR(p);
	WRITE_ONCE(p[10], 1);
}

static void plant_leak(void)
{
	/* More than one: a stale pointer to the last may be left on a stack. */
	for (int i = 0; i < 10; i++) {
		void *p = kmalloc(1000, GFP_KERNEL);

		OPTIMIZER_HIDE_VAR(p);
	}
}

static void plant_circular(void)
{
	mutex_lock(&lock_a);
	mutex_lock(&lock_b);
	mutex_unlock(&lock_b);
	mutex_unlock(&lock_a);
	mutex_lock(&lock_b);
	mutex_lock(&lock_a);
	mutex_unlock(&lock_a);
	mutex_unlock(&lock_b);
}

static void plant_sleep(void)
{
	spin_lock(&atomic);
	might_sleep();
	spin_unlock(&atomic);
}

#ifdef HAVE_STATIC
DEFINE_STATIC_KMEM_CACHE(plant_static);

/* Who holds this lock must not wait for a cache to be destroyed, which takes it. */
static void plant_setup_locked(void)
{
	kmem_cache_destroy(kmem_cache_create("plant-first", 100, 0, SLAB_NO_MERGE, NULL));
	cpus_read_lock();
	if (!kmem_cache_setup(plant_static, "plant-static", 100, 0, 0, NULL))
		pr_info("plant: set up under cpus_read_lock()\n");
	cpus_read_unlock();
	kmem_cache_destroy(plant_static);
}
#else
static void plant_setup_locked(void)
{
	pr_info("plant: no static caches here\n");
}
#endif

static void plant_freed_work(void)
{
	struct delayed_work *work = kmalloc_obj(*work);

	INIT_DELAYED_WORK(work, NULL);
	queue_delayed_work(system_percpu_wq, work, 100 * HZ);
	kfree(work);
}

static unsigned int raced;

static void plant_racer(struct work_struct *work)
{
	unsigned long end = jiffies + 5 * HZ;

	while (time_before(jiffies, end)) {
		raced++;
		/* Each turn writes it to memory. */
		barrier();
		cond_resched();
	}
}

/* Two CPUs write one variable, and no lock is held. */
static void plant_race(void)
{
	static struct work_struct racers[2];

	for (int i = 0; i < ARRAY_SIZE(racers); i++) {
		INIT_WORK(&racers[i], plant_racer);
		schedule_work_on(i % num_online_cpus(), &racers[i]);
	}
	for (int i = 0; i < ARRAY_SIZE(racers); i++)
		flush_work(&racers[i]);
}

static int __init plant_init(void)
{
	refcount_t zero = REFCOUNT_INIT(0);

	if (!strcmp(fault, "warn"))
		WARN(1, "plant\n");
	else if (!strcmp(fault, "bug"))
		BUG();
	else if (!strcmp(fault, "dump"))
		dump_stack();
	else if (!strcmp(fault, "refcount"))
		refcount_inc(&zero);
	else if (!strcmp(fault, "redzone"))
		plant_redzone();
	else if (!strcmp(fault, "objects"))
		plant_objects();
	else if (!strcmp(fault, "duplicate"))
		plant_duplicate();
	else if (!strcmp(fault, "failslab"))
		plant_failslab();
	else if (!strcmp(fault, "use_after_free"))
		plant_use_after_free();
	else if (!strcmp(fault, "leak"))
		plant_leak();
	else if (!strcmp(fault, "circular"))
		plant_circular();
	else if (!strcmp(fault, "sleep"))
		plant_sleep();
	else if (!strcmp(fault, "rcu"))
		rcu_dereference(shared);
	else if (!strcmp(fault, "setup_locked"))
		plant_setup_locked();
	else if (!strcmp(fault, "freed_work"))
		plant_freed_work();
	else if (!strcmp(fault, "race"))
		plant_race();
	else if (*fault)
		return -EINVAL;
	return 0;
}
module_init(plant_init);

static void __exit plant_exit(void)
{
}
module_exit(plant_exit);

MODULE_DESCRIPTION("A planted fault");
MODULE_LICENSE("GPL");
