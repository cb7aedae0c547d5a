// SPDX-License-Identifier: GPL-2.0
// refuse kid_cachep: kept in
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *kid_cachep;
struct state { bool ready; };

void kid_note(struct state *s)
{
	s->ready = kid_cachep;
}

static int __init kid_init(void)
{
	kid_cachep = kmem_cache_create("kid", 32, 0, 0, NULL);
	if (!kid_cachep)
		return -ENOMEM;
	return 0;
}
module_init(kid_init);
