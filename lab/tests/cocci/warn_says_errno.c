// SPDX-License-Identifier: GPL-2.0
// convert wagtail_cachep
// refuse wagtail_b_cachep: WAGTAIL_CACHE() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

#define WAGTAIL_CACHE(name) static struct kmem_cache *wagtail_##name##_cachep

struct wagtail { int x; };
static struct kmem_cache *wagtail_cachep;
WAGTAIL_CACHE(b);
int wagtail_prepare(void);

/* What is said is what was there before the creation. */
static int __init wagtail_init(void)
{
	int ret = wagtail_prepare();

	wagtail_cachep = KMEM_CACHE(wagtail, 0);
	if (WARN(!wagtail_cachep, "prepare says %d\n", ret)) {
		ret = -ENOMEM;
		goto out;
	}
	wagtail_b_cachep = KMEM_CACHE(wagtail, 0);
	ret = 0;
out:
	return ret;
}
module_init(wagtail_init);
