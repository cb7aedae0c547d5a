// SPDX-License-Identifier: GPL-2.0
// refuse fox_cachep: is called through a pointer
#include <linux/module.h>
#include <linux/slab.h>

struct fox { int x; };
static struct kmem_cache *fox_cachep;

static int fox_online(unsigned int cpu)
{
	fox_cachep = KMEM_CACHE(fox, 0);
	if (!fox_cachep)
		return -ENOMEM;
	return 0;
}

static int __init fox_init(void)
{
	return cpuhp_setup_state(CPUHP_AP_ONLINE_DYN, "fox", fox_online, NULL);
}
module_init(fox_init);
