// SPDX-License-Identifier: GPL-2.0
// refuse egret_one_cachep: tested for NULL
// refuse egret_two_cachep: tested for NULL
// refuse egret_three_cachep: tested for NULL
// refuse egret_four_cachep: tested for NULL
// convert egret_other
// refuse egret_five_cachep: tested for NULL
// convert egret_six_cachep
#include <linux/module.h>
#include <linux/slab.h>

#define EGRET_UNLESS(on)	do { if (!(on)) return 0; } while (0)

static struct kmem_cache *egret_one_cachep, *egret_two_cachep, *egret_three_cachep, *egret_four_cachep;
static struct kmem_cache *egret_five_cachep, *egret_six_cachep, *egret_other;

/* Each of these is there or not, and the exit asks which. */
static int __init egret_one_init(void)
{
	int ret = egret_find();

	if (ret == EGRET_NONE)
		return 0;
	egret_one_cachep = kmem_cache_create("egret_one", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(egret_one_init);

static int __init egret_two_init(void)
{
	int err = egret_find();

	if (err)
		return err < 0 ? err : 0;
	egret_two_cachep = kmem_cache_create("egret_two", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(egret_two_init);

static int __init egret_three_init(void)
{
	EGRET_UNLESS(egret_wanted);
	egret_three_cachep = kmem_cache_create("egret_three", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(egret_three_init);

static int __init egret_four_init(void)
{
	int err = egret_find();

	if (err < 0)
		goto none;
	egret_four_cachep = kmem_cache_create("egret_four", 32, 0, SLAB_PANIC, NULL);
none:
	return 0;
}
module_init(egret_four_init);

static int __init egret_five_init(void)
{
	egret_other = KMEM_CACHE(egret, 0);
	if (!egret_other)
		return 0;
	egret_five_cachep = kmem_cache_create("egret_five", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(egret_five_init);

/* Here what leaves before it is an error. */
static int __init egret_six_init(void)
{
	int err;

	if (unlikely((err = egret_find()) < 0))
		goto fail;
	if (egret_busy())
		return -EBUSY;
	err = egret_more();
	if (err)
		return err;
	egret_six_cachep = kmem_cache_create("egret_six", 32, 0, SLAB_PANIC, NULL);
	return 0;
fail:
	egret_less();
	return err;
}
module_init(egret_six_init);

static void __exit egret_one_exit(void)
{
	if (!egret_one_cachep)
		return;
	egret_drop(1);
	kmem_cache_destroy(egret_one_cachep);
}
module_exit(egret_one_exit);

static void __exit egret_two_exit(void)
{
	if (!egret_two_cachep)
		return;
	egret_drop(2);
	kmem_cache_destroy(egret_two_cachep);
}
module_exit(egret_two_exit);

static void __exit egret_three_exit(void)
{
	if (!egret_three_cachep)
		return;
	egret_drop(3);
	kmem_cache_destroy(egret_three_cachep);
}
module_exit(egret_three_exit);

static void __exit egret_four_exit(void)
{
	if (!egret_four_cachep)
		return;
	egret_drop(4);
	kmem_cache_destroy(egret_four_cachep);
}
module_exit(egret_four_exit);

static void __exit egret_five_exit(void)
{
	if (!egret_five_cachep)
		return;
	egret_drop(5);
	kmem_cache_destroy(egret_five_cachep);
}
module_exit(egret_five_exit);

static void __exit egret_six_exit(void)
{
	if (!egret_six_cachep)
		return;
	egret_drop(6);
	kmem_cache_destroy(egret_six_cachep);
}
module_exit(egret_six_exit);
