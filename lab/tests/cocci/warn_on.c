// SPDX-License-Identifier: GPL-2.0
// convert wren_cachep
// convert wren_b_cachep
// convert wren_c_cachep
// convert wren_d_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct wren { int x; };
static struct kmem_cache *wren_cachep;
static struct kmem_cache *wren_b_cachep;
static struct kmem_cache *wren_c_cachep;
static struct kmem_cache *wren_d_cachep;

/* The warning stays. */
static int __init wren_last(void)
{
	wren_d_cachep = KMEM_CACHE(wren, 0);
	if (WARN_ON(!wren_d_cachep))
		return -ENOMEM;
	return 0;
}

/* No variable, and a panic that a warning comes before. */
static void __init wren_loud(void)
{
	wren_c_cachep = KMEM_CACHE(wren, 0);
	if (unlikely(WARN_ON_ONCE(wren_c_cachep == NULL)))
		panic("no wrens\n");
}

static int __init wren_init(void)
{
	int err = -ENOMEM;

	wren_cachep = kmem_cache_create("wren", sizeof(struct wren), 0, 0, NULL);
	if (WARN_ON(!wren_cachep))
		goto out;
	wren_b_cachep = KMEM_CACHE(wren, 0);
	if (WARN_ON_ONCE(!wren_b_cachep)) {
		err = -ENOMEM;
		goto out_a;
	}
	wren_loud();
	return wren_last();

out_a:
	kmem_cache_destroy(wren_cachep);
out:
	return err;
}
module_init(wren_init);
