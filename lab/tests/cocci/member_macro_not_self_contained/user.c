#include <linux/module.h>
#include <linux/slab.h>
#include "dev.h"
#include "access.h"

int daisy_dev_get(struct daisy_dev *d);
int daisy_pooled(void *);
int daisy_plain(void);
int daisy_dev_get(struct daisy_dev *d)
{
	if (daisy_dev_pooled(d))
		return daisy_pooled(kmem_cache_alloc(d->slab, GFP_KERNEL));
	return daisy_plain();
}
