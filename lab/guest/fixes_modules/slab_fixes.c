// SPDX-License-Identifier: GPL-2.0
/*
 * What the messages of the first series say shows a fault. The parameter do= names
 * it; the module does that when it is loaded. It uses public interfaces alone.
 */

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

static char *what = "";
module_param_named(do, what, charp, 0444);

static struct kmem_cache *twin;

/* Size 0, which calculate_alignment() halves the size of a cache line for. */
static int create_none(void)
{
	struct kmem_cache *s = kmem_cache_create("fixes-none", 0, 0, SLAB_HWCACHE_ALIGN, NULL);

	pr_info("fixes: size 0 is %s\n", s ? "taken" : "refused");
	kmem_cache_destroy(s);
	return 0;
}

static DECLARE_COMPLETION(destroyed);

static int destroy(void *cache)
{
	kmem_cache_destroy(cache);
	complete(&destroyed);
	return 0;
}

/*
 * Create a cache of a class while another task destroys the last one of that class.
 * lab/patches/fixes.patch makes a task of that name wait until this has happened.
 */
static int create_beside_destroy(void)
{
	struct kmem_cache *s = kmem_cache_create("fixes-old", 1500, 0, 0, NULL);
	struct task_struct *task = kthread_run(destroy, s, "slab_destroyer");

	if (IS_ERR(task))
		return PTR_ERR(task);
	msleep(200);
	kmem_cache_destroy(kmem_cache_create("fixes-new", 1500, 0, 0, NULL));
	if (!completion_done(&destroyed))
		pr_info("fixes: created meanwhile\n");
	wait_for_completion(&destroyed);
	return 0;
}

/* Two caches of one name that remember who allocated; only the first stays. */
static int create_twins(void)
{
	struct kmem_cache *second;

	twin = kmem_cache_create("fixes-twin", 700, 0, SLAB_STORE_USER, NULL);
	second = kmem_cache_create("fixes-twin", 700, 0, SLAB_STORE_USER, NULL);
	kmem_cache_destroy(second);
	return 0;
}

static DECLARE_COMPLETION(dumping);
static DECLARE_COMPLETION(dumped);

static int dump(void *object)
{
	complete(&dumping);
	mem_dump_obj(object);
	complete(&dumped);
	return 0;
}

/*
 * Destroy the cache of an object that another task reports. lab/patches/fixes.patch
 * makes a task of that name wait between finding the cache and reading its name.
 */
static int destroy_while_reported(void)
{
	struct kmem_cache *s = kmem_cache_create("fixes-dump", 1500, 0, SLAB_NO_MERGE, NULL);
	void *object = s ? kmem_cache_alloc(s, GFP_KERNEL) : NULL;
	struct task_struct *task;

	if (!object)
		return -ENOMEM;
	task = kthread_create(dump, object, "slab_dumper");
	if (IS_ERR(task))
		return PTR_ERR(task);
	kthread_bind(task, 1);
	wake_up_process(task);
	wait_for_completion(&dumping);
	msleep(100);
	kmem_cache_free(s, object);
	kmem_cache_destroy(s);
	pr_info("fixes: the cache is destroyed\n");
	pr_info("fixes: the report %s\n",
		wait_for_completion_timeout(&dumped, 20 * HZ) ? "ended" : "did not end");
	return 0;
}

static int __init slab_fixes_init(void)
{
	if (!strcmp(what, "none"))
		return create_none();
	if (!strcmp(what, "race"))
		return create_beside_destroy();
	if (!strcmp(what, "twins"))
		return create_twins();
	if (!strcmp(what, "report"))
		return destroy_while_reported();
	pr_err("fixes: there is no do=%s\n", what);
	return -EINVAL;
}
module_init(slab_fixes_init);

static void __exit slab_fixes_exit(void)
{
	kmem_cache_destroy(twin);
}
module_exit(slab_fixes_exit);

MODULE_DESCRIPTION("Faults that the first series fixes");
MODULE_LICENSE("GPL");
