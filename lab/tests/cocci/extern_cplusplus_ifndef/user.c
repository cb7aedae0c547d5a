#include <linux/module.h>
#include <linux/slab.h>
#include "extern_cplusplus_ifndef.h"

int extern_cplusplus_ifndef_user(void)
{
	return extern_cplusplus_ifndef_pooled(kmem_cache_alloc(extern_cplusplus_ifndef_cachep, GFP_KERNEL));
}
