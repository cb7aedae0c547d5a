#include <linux/module.h>
#include <linux/slab.h>
#include "extern_cplusplus.h"

int extern_cplusplus_user(void)
{
	return extern_cplusplus_pooled(kmem_cache_alloc(extern_cplusplus_cachep, GFP_KERNEL));
}
