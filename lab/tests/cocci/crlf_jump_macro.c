// SPDX-License-Identifier: GPL-2.0
// convert sloe_cachep
// CR LF: a macro of two lines jumps to where err is read.
#include <linux/module.h>
#include <linux/slab.h>

struct sloe { int x; };

int sloe_mode(void);
#define SLOE_TRY(x) \
	do { if (x) goto out; } while (0)
static struct kmem_cache *sloe_cachep;
void *sloe_get(void)
{
	return kmem_cache_alloc(sloe_cachep, GFP_KERNEL);
}
int sloe_b(void);
static int __init sloe_init(void)
{
	int err = 3;

	sloe_cachep = KMEM_CACHE(sloe, SLAB_HWCACHE_ALIGN);
	if (!sloe_cachep)
		return -ENOMEM;
	SLOE_TRY(sloe_mode());
	err = sloe_b();
out:
	return err;
}
module_init(sloe_init);

static void __exit sloe_exit(void)
{
	kmem_cache_destroy(sloe_cachep);
}
module_exit(sloe_exit);
