// SPDX-License-Identifier: GPL-2.0
// refuse rail_cachep: kept in the member s: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *rail_cachep;
struct m { struct kmem_cache *s; };

void u(struct m *m)
{
	m->s = rail_cachep;
}

int v(struct m *m)
{
	return m->s == (void *)0;
}
static int __init rail_init(void)
{
	rail_cachep = kmem_cache_create("rail", 32, 0, 0, NULL);
	if (!rail_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rail_init);
