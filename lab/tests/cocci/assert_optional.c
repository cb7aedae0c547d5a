// SPDX-License-Identifier: GPL-2.0
// refuse serin_cachep: tested for NULL
// refuse siskin_cachep: tested for NULL
// refuse twite_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *serin_cachep, *siskin_cachep, *twite_cachep;

static int siskin_setup(void)
{
	siskin_cachep = kmem_cache_create("siskin", 32, 0, 0, NULL);
	if (!siskin_cachep)
		return -ENOMEM;
	return 0;
}

static int __init serin_init(void)
{
	int err;

	if (serin_mode()) {
		serin_cachep = kmem_cache_create("serin", 32, 0, 0, NULL);
		if (!serin_cachep)
			return -ENOMEM;
	}
	err = siskin_mode() ? siskin_setup() : 0;
	if (err)
		return err;
	if (!twite_mode())
		return 0;
	twite_cachep = kmem_cache_create("twite", 32, 0, 0, NULL);
	if (!twite_cachep)
		return -ENOMEM;
	return 0;
}
module_init(serin_init);

/* Without the modes these stop, and do not fail. */
void *serin_get(void)
{
	BUG_ON(!serin_cachep);
	return kmem_cache_alloc(serin_cachep, GFP_KERNEL);
}

void *siskin_get(void)
{
	BUG_ON(!siskin_cachep);
	return kmem_cache_alloc(siskin_cachep, GFP_KERNEL);
}

void *twite_get(void)
{
	BUG_ON(!twite_cachep);
	return kmem_cache_alloc(twite_cachep, GFP_KERNEL);
}
