// SPDX-License-Identifier: GPL-2.0
// refuse tern_cachep: under cpus_read_lock()
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *tern_cachep;
static int __init tern_init(void)
{
	cpus_read_lock();
	tern_cachep = kmem_cache_create("tern", 32, 0, SLAB_PANIC, NULL);
	cpus_read_unlock();
	return 0;
}
module_init(tern_init);
