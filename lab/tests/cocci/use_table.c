// SPDX-License-Identifier: GPL-2.0
// refuse dog_cachep: part of a static initializer
#include <linux/module.h>
#include <linux/slab.h>

struct dog { int x; };
static struct kmem_cache *dog_cachep;

static struct kmem_cache **dog_all[] = { &dog_cachep };

struct kmem_cache *dog_get(int i)
{
	return *dog_all[i];
}

static int __init dog_init(void)
{
	dog_cachep = kmem_cache_create("dog", sizeof(struct dog), 0, 0, NULL);
	if (!dog_cachep)
		return -ENOMEM;
	return 0;
}
module_init(dog_init);
