// SPDX-License-Identifier: GPL-2.0
// convert __runtime_const_others_foo_cache
#include <linux/slab.h>
#include <asm/runtime-const.h>

static struct kmem_cache *__runtime_const_others_foo_cache __ro_after_init;
#define runtime_const_others_foo_cache runtime_const_ptr(__runtime_const_others_foo_cache)
static void *runtime_const_others_foo_table __ro_after_init;

void __init runtime_const_others_foo_init(void)
{
	runtime_const_init(ptr, runtime_const_others_foo_table);
	__runtime_const_others_foo_cache = KMEM_CACHE(runtime_const_others_foo, SLAB_PANIC);
	runtime_const_init(ptr, __runtime_const_others_foo_cache);
}
core_initcall(runtime_const_others_foo_init);
