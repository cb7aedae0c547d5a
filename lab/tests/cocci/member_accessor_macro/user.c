#include <linux/module.h>
#include <linux/slab.h>
#include "dev.h"

int orchid_dev_get(struct orchid_dev *d);
int orchid_pooled(void *);
int orchid_plain(void);
int orchid_dev_get(struct orchid_dev *d)
{
	if (ORCHID_DEV_FIELD(d, slab) != NULL)
		return orchid_pooled(kmem_cache_alloc(d->slab, GFP_KERNEL));
	return orchid_plain();
}
