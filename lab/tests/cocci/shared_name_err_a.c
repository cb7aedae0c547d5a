// SPDX-License-Identifier: GPL-2.0
// convert sap_first_cachep
// convert common_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct sap { int x; };
static struct kmem_cache *sap_first_cachep;
static struct kmem_cache *common_cachep;
int sap_go(void);

static int __init sap_init(void)
{
	int err = -ENOMEM;

	sap_first_cachep = kmem_cache_create("sap_first", sizeof(struct sap), 0, 0, NULL);
	if (!sap_first_cachep)
		goto out;
	common_cachep = kmem_cache_create("sap_common", sizeof(struct sap), 8, 0, NULL);
	if (!common_cachep)
		goto out;
	err = sap_go();
	return err;
out:
	kmem_cache_destroy(sap_first_cachep);
	return err;
}
module_init(sap_init);
