// SPDX-License-Identifier: GPL-2.0
// refuse coot_cachep: kept in the member s: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *coot_cachep;
struct m { struct kmem_cache *s; };

void u(struct m *m)
{
	m->s = coot_cachep;
}

int v(struct m *m)
{
	return !READ_ONCE(m->s);
}
static int __init coot_init(void)
{
	coot_cachep = kmem_cache_create("coot", 32, 0, 0, NULL);
	if (!coot_cachep)
		return -ENOMEM;
	return 0;
}
module_init(coot_init);
