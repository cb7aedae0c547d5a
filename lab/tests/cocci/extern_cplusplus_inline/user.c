#include <linux/module.h>
#include <linux/slab.h>
#include "extern_cplusplus_inline.h"

int extern_cplusplus_inline_user(void)
{
	return extern_cplusplus_inline_pooled(kmem_cache_alloc(extern_cplusplus_inline_cachep, GFP_KERNEL));
}
