#include <linux/module.h>
#include <linux/slab.h>
#include "split_only.h"

int split_only_user(void)
{
	if (split_only_\
cachep != NULL)
		return split_only_pooled(NULL);
	return split_only_plain();
}
