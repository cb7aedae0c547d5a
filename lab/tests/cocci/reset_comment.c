// SPDX-License-Identifier: GPL-2.0
// convert swift_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct swift { int x; };
static struct kmem_cache *swift_cachep;
int swift_register(void);

/* The comment stays, without blanks around it. */
static int __init swift_init(void)
{
	int err;

	swift_cachep = KMEM_CACHE(swift, 0);
	if (!swift_cachep)
		return -ENOMEM;
	err = swift_register();
	if (err) {
		kmem_cache_destroy(swift_cachep);
		swift_cachep /* gone */ = NULL; // for good
	}
	return err;
}

static void __exit swift_exit(void)
{
	kmem_cache_destroy(swift_cachep);
	swift_cachep = /* gone */ NULL /* too */;
}
module_init(swift_init);
module_exit(swift_exit);
