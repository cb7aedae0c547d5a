// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include <asm/runtime-const.h>

static struct kmem_cache *__foo_cache __ro_after_init;
#define foo_cache runtime_const_ptr(__foo_cache)
static void *foo_table __ro_after_init;

void __init foo_init(void)
{
	runtime_const_init(ptr, foo_table);
	__foo_cache = KMEM_CACHE(foo, SLAB_PANIC);
	runtime_const_init(ptr, __foo_cache);
}
