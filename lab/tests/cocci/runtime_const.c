// SPDX-License-Identifier: GPL-2.0
// convert __runtime_const_foo_cache
#include <linux/module.h>
#include <linux/slab.h>

#include <asm/runtime-const.h>

static struct kmem_cache *__runtime_const_foo_cache __ro_after_init;
#define runtime_const_foo_cache	runtime_const_ptr(__runtime_const_foo_cache)

void __init runtime_const_foo_init(void)
{
	__runtime_const_foo_cache = KMEM_CACHE(runtime_const_foo, SLAB_PANIC);
	runtime_const_init(ptr, __runtime_const_foo_cache);
}

void *runtime_const_foo_alloc(void)
{
	return kmem_cache_alloc(runtime_const_foo_cache, GFP_KERNEL);
}
core_initcall(runtime_const_foo_init);
