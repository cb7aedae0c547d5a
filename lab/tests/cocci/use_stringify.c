// SPDX-License-Identifier: GPL-2.0
// refuse gnu_cachep: passed to GNU_NAME()
#include <linux/module.h>
#include <linux/slab.h>

struct gnu { int x; };
static struct kmem_cache *gnu_cachep;

#define GNU_NAME(x) #x

const char *gnu_name(void)
{
	return GNU_NAME(gnu_cachep);
}

static int __init gnu_init(void)
{
	gnu_cachep = kmem_cache_create("gnu", sizeof(struct gnu), 0, 0, NULL);
	if (!gnu_cachep)
		return -ENOMEM;
	return 0;
}
module_init(gnu_init);
