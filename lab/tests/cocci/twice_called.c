// SPDX-License-Identifier: GPL-2.0
// refuse kiwi_cachep: created more than once perhaps: kiwi_setup() is called twice
#include <linux/module.h>
#include <linux/slab.h>

struct kiwi { int x; };
static struct kmem_cache *kiwi_cachep;

static int kiwi_setup(const char *name)
{
	kiwi_cachep = kmem_cache_create(name, sizeof(struct kiwi), 0, 0, NULL);
	if (!kiwi_cachep)
		return -ENOMEM;
	return 0;
}

static int __init kiwi_init(void)
{
	int err = kiwi_setup("kiwi_green");

	if (!err)
		err = kiwi_setup("kiwi_gold");
	return err;
}
module_init(kiwi_init);
