// SPDX-License-Identifier: GPL-2.0
// refuse zebu_cachep: declared inside a function
#include <linux/module.h>
#include <linux/slab.h>

struct zebu { int x; };
struct kmem_cache *zebu_cachep;

static int __init zebu_init(void)
{
	zebu_cachep = kmem_cache_create("zebu", sizeof(struct zebu), 0, 0, NULL);
	if (!zebu_cachep)
		return -ENOMEM;
	return 0;
}
module_init(zebu_init);
