// SPDX-License-Identifier: GPL-2.0
// convert bass_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *bass_cachep;

static int __init bass_init(void)
{
	int err = -EINVAL;

#ifdef BASS_HUNGRY
	err = -ENOMEM;
#endif
	bass_cachep = kmem_cache_create("bass", 32, 0, 0, NULL);
	if (!bass_cachep)
		goto out;
	err = 0;
out:
	return err;
}
module_init(bass_init);
