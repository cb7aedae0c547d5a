// SPDX-License-Identifier: GPL-2.0
// convert sod_cachep
// convert sad_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct sod { int x; };
static struct kmem_cache *sod_cachep;
static struct kmem_cache *sad_cachep;
void sod_log(int);

static int __init sod_init(void)
{
	int ret, err = -EINVAL;

	sod_cachep = kmem_cache_create("sod", sizeof(struct sod), 0, 0, NULL);
	if (!sod_cachep) {
		err = -ENOMEM;
		sod_log(err);
		goto fail;
	}
	sad_cachep = kmem_cache_create("sad", sizeof(struct sod), 8, 0, NULL);
	if (unlikely(sad_cachep == NULL)) {
		sod_log(ENOMEM);
		ret = -ENOMEM;
		goto out;
	}
	return 0;
out:
	kmem_cache_destroy(sod_cachep);
	return ret;
fail:
	return err;
}
module_init(sod_init);
