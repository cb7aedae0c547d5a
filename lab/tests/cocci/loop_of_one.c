// SPDX-License-Identifier: GPL-2.0
// convert avocet_cachep
// refuse avocet_b_cachep: in a loop
// refuse avocet_c_cachep: in a loop
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *avocet_cachep, *avocet_b_cachep, *avocet_c_cachep;

static int __init avocet_init(void)
{
	int ret = -ENOMEM, i;

	do {
		avocet_cachep = kmem_cache_create("avocet", 32, 0, 0, NULL);
		if (!avocet_cachep)
			break;
		ret = avocet_register();
	} while (0);
	if (ret)
		return ret;

	do {
		avocet_b_cachep = kmem_cache_create("avocet_b", 32, 0, 0, NULL);
		if (!avocet_b_cachep)
			return -ENOMEM;
	} while (0 || avocet_again());

	for (i = 0; i < 2; i++) {
		do {
			avocet_c_cachep = kmem_cache_create("avocet_c", 32, 0, 0, NULL);
			if (!avocet_c_cachep)
				return -ENOMEM;
		} while (0);
	}
	return 0;
}
module_init(avocet_init);
