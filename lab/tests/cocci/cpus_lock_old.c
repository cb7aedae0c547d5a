// SPDX-License-Identifier: GPL-2.0
// refuse skua_cachep: under get_online_cpus(), where it cannot be set up
// refuse jaeger_cachep: under cpus_read_trylock(), where it cannot be set up
#include <linux/cpu.h>
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *skua_cachep, *jaeger_cachep;

static int __init skua_init(void)
{
	int err = 0;

	get_online_cpus();
	skua_cachep = kmem_cache_create("skua", 32, 0, 0, NULL);
	if (!skua_cachep)
		err = -ENOMEM;
	put_online_cpus();
	return err;
}
module_init(skua_init);

static int __init jaeger_init(void)
{
	if (!cpus_read_trylock())
		return -EBUSY;
	jaeger_cachep = kmem_cache_create("jaeger", 32, 0, SLAB_PANIC, NULL);
	cpus_read_unlock();
	return 0;
}
module_init(jaeger_init);
