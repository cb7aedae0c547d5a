// SPDX-License-Identifier: GPL-2.0
// convert args_foo_cache
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *args_foo_cache;

void __init args_foo_init(void)
{
	struct kmem_cache_args args = {
		.use_freeptr_offset = true,
		.freeptr_offset = offsetof(struct args_foo, ptr),
	};

	args_foo_cache = kmem_cache_create("args_foo", sizeof(struct args_foo), &args,
				SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_TYPESAFE_BY_RCU);
}
core_initcall(args_foo_init);
