// SPDX-License-Identifier: GPL-2.0
// convert bison_cachep
// refuse bison_b_cachep: created in a block, and tested behind it
// refuse bison_c_cachep: its test depends on others
#include <linux/module.h>
#include <linux/slab.h>

struct bison { int x; };
static struct kmem_cache *bison_cachep, *bison_b_cachep, *bison_c_cachep;
int bison_old(void *b);

/* (p) == (NULL) is a test, (p) == NULL beside f(NULL) is one too. */
static int __init bison_init(void)
{
	bison_cachep = KMEM_CACHE(bison, 0);
	if ((bison_cachep) == (NULL))
		return -ENOMEM;
	{
		bison_b_cachep = KMEM_CACHE(bison, 0);
	}
	if (!bison_b_cachep)
		return -ENOMEM;
	bison_c_cachep = KMEM_CACHE(bison, 0);
	if (bison_old(NULL) || (bison_c_cachep) == (NULL))
		return -ENOMEM;
	return 0;
}
module_init(bison_init);
