#include <linux/module.h>
#include <linux/slab.h>
#include "dev.h"
#include "access.h"

int cumin_dev_get(struct cumin_dev *d);
int cumin_pooled(void *);
int cumin_plain(void);
int cumin_dev_get(struct cumin_dev *d)
{
	if (cumin_dev_pooled(d))
		return cumin_pooled(kmem_cache_alloc(d->slab, GFP_KERNEL));
	return cumin_plain();
}
