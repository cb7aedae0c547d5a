// SPDX-License-Identifier: GPL-2.0
// refuse auk_cachep: under cpus_read_lock(), where it cannot be set up
// refuse murre_cachep: under cpus_read_lock(), where it cannot be set up
// convert guille_cachep
#include "auk.h"

static struct kmem_cache *auk_cachep, *murre_cachep, *guille_cachep;

static int auk_create(void)
{
	auk_cachep = kmem_cache_create("auk", 32, 0, 0, NULL);
	return auk_cachep ? 0 : -ENOMEM;
}

/* The lock is taken in a function of the other file. */
static int __init auk_init(void)
{
	int err;

	auk_lock();
	err = auk_create();
	auk_unlock();
	return err;
}
module_init(auk_init);

static int __init murre_init(void)
{
	MURRE_LOCK();
	murre_cachep = kmem_cache_create("murre", 32, 0, SLAB_PANIC, NULL);
	MURRE_UNLOCK();
	return 0;
}
module_init(murre_init);

static int __init guille_init(void)
{
	auk_count();
	guille_cachep = kmem_cache_create("guille", 32, 0, 0, NULL);
	return guille_cachep ? 0 : -ENOMEM;
}
module_init(guille_init);
