// SPDX-License-Identifier: GPL-2.0
// refuse eel_cachep: used in typeof()
#include <linux/module.h>
#include <linux/slab.h>

struct eel { int x; };
static struct kmem_cache *eel_cachep;

void eel_swap(typeof(eel_cachep) *s)
{
	typeof(eel_cachep) t = *s;

	(void)t;
}

static int __init eel_init(void)
{
	eel_cachep = kmem_cache_create("eel", sizeof(struct eel), 0, 0, NULL);
	if (!eel_cachep)
		return -ENOMEM;
	return 0;
}
module_init(eel_init);
