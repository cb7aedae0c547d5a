#include "lily.h"
#include <linux/module.h>
#include <linux/fs.h>
#include <linux/slab.h>

int lily_user(void)
{
	return !kmem_cache_alloc(reserve, GFP_KERNEL);
}
