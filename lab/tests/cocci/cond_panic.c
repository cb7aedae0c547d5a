// SPDX-License-Identifier: GPL-2.0
// refuse elk_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct elk { int x; };
static struct kmem_cache *elk_cachep;
extern bool elk_enabled;
int elk_register(void);

static int __init elk_init(void)
{
	if (elk_enabled)
		elk_cachep = KMEM_CACHE(elk, SLAB_PANIC);
	if (!elk_cachep)
		return 0;
	return elk_register();
}
module_init(elk_init);
