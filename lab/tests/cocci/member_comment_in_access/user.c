#include <linux/module.h>
#include <linux/slab.h>
#include "dev.h"

int pansy_dev_get(struct pansy_dev *d);
int pansy_pooled(void *);
int pansy_plain(void);
int pansy_dev_get(struct pansy_dev *d)
{
	if (d->/* may be NULL */slab)
		return pansy_pooled(NULL);
	return pansy_plain();
}
