#include <linux/module.h>
#include <linux/slab.h>
#include "dev.h"

#define POPPY_DEV_NONE ((struct kmem_cache *)0)
int poppy_dev_get(struct poppy_dev *d);
int poppy_pooled(void *);
int poppy_plain(void);
int poppy_dev_get(struct poppy_dev *d)
{
	if (READ_ONCE(d->slab) == POPPY_DEV_NONE)
		return poppy_plain();
	else
		return poppy_pooled(kmem_cache_alloc(d->slab, GFP_KERNEL));
	return poppy_plain();
}
