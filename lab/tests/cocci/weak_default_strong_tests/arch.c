#include <linux/module.h>
#include <linux/slab.h>

void arch_clover_cache(struct kmem_cache *s);
void arch_clover_cache(struct kmem_cache *s)
{
	if (!s)
		pr_info("no cache");
}
