#include <linux/module.h>
#include <linux/slab.h>
#include "dev.h"

int osier_dev_get(struct osier_dev *d);
int osier_pooled(void *);
int osier_plain(void);
int osier_dev_get(struct osier_dev *d)
{
#include "fast.inl"
		return osier_pooled(kmem_cache_alloc(d->slab, GFP_KERNEL));
	return osier_plain();
}
