#include <linux/module.h>
#include <linux/slab.h>
#include "b.h"

int palm_pooled(void *);
int palm_plain(void);
int fb_get(struct fb *b)
{
	if (b->pool)
		return palm_pooled(kmem_cache_alloc(b->pool, GFP_KERNEL));
	return palm_plain();
}
