#include <linux/module.h>
#include <linux/slab.h>
#include "split_storage.h"

int split_storage_cachep_\
storage = 3;
int split_storage_user(void)
{
	return split_storage_pooled(kmem_cache_alloc(split_storage_cachep, GFP_KERNEL));
}
