// SPDX-License-Identifier: GPL-2.0
// convert wok_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct wok { int x; };
static struct kmem_cache *wok_cachep;
int wok_start(void);

static int __init wok_init(void)
{
	int err;

	wok_cachep = kmem_cache_create("wok", sizeof(struct wok), 0, 0, NULL);
	err = -ENOMEM;
	if (!wok_cachep)
		goto out;
	err = wok_start();
out:
	return err;
}
module_init(wok_init);
