#include <linux/module.h>
#include <linux/slab.h>
#include "stats.h"

void clove_stats_cache(struct kmem_cache *s)
{
	if (s)
		pr_info("counts %u", kmem_cache_size(s));
	else
		pr_info("no cache");
}
