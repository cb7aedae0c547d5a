#include <linux/module.h>
#include <linux/slab.h>
#include "split_thrice.h"

int split_thrice_user(void)
{
	if (split_thrice_\
cac\
hep != NULL)
		return split_thrice_pooled(NULL);
	return split_thrice_plain();
}
