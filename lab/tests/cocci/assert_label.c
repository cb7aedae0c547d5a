// SPDX-License-Identifier: GPL-2.0
// refuse mica_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct mica { int x; };
static struct kmem_cache *mica_cachep;

static int __init mica_init(void)
{
	mica_cachep = KMEM_CACHE(mica, 0);
	if (!mica_cachep)
		return -ENOMEM;
	return 0;
}
module_init(mica_init);

/* A label cannot stand before a declaration. */
void mica_new(gfp_t gfp)
{
again:
	BUG_ON(!mica_cachep);
	struct mica *m = kmem_cache_alloc(mica_cachep, gfp);
	if (!m)
		goto again;
	mica_use(m);
}
