// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

#include <asm/runtime-const.h>

static struct kmem_cache *__foo_cache __ro_after_init;
#define foo_cache	runtime_const_ptr(__foo_cache)

void __init foo_init(void)
{
	__foo_cache = KMEM_CACHE(foo, SLAB_PANIC);
	runtime_const_init(ptr, __foo_cache);
}

void *foo_alloc(void)
{
	return kmem_cache_alloc(foo_cache, GFP_KERNEL);
}
