// SPDX-License-Identifier: GPL-2.0
// convert refuse_together_extern_first_cachep
// convert refuse_together_extern_second_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include "together.h"

struct kmem_cache *refuse_together_extern_first_cachep;
struct kmem_cache *refuse_together_extern_second_cachep;

static int __init together_init(void)
{
	refuse_together_extern_first_cachep = KMEM_CACHE(refuse_together_extern_first, SLAB_PANIC);
	refuse_together_extern_second_cachep = KMEM_CACHE(refuse_together_extern_second, SLAB_PANIC);
	return 0;
}
module_init(together_init);
