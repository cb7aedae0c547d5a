#include <linux/module.h>
#include <linux/slab.h>
#include "extern_cplusplus_test.h"

int extern_cplusplus_test_user(void)
{
	if (extern_cplusplus_test_cachep)
		return extern_cplusplus_test_pooled(kmem_cache_alloc(extern_cplusplus_test_cachep, GFP_KERNEL));
	return extern_cplusplus_test_plain();
}
