#include <linux/module.h>
#include <linux/slab.h>
#include "split_in_user.h"

int split_in_user_user(void)
{
	if (split_in_user_\
cachep != NULL)
		return split_in_user_pooled(kmem_cache_alloc(split_in_user_cachep, GFP_KERNEL));
	return split_in_user_plain();
}
