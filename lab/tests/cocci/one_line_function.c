// SPDX-License-Identifier: GPL-2.0
// convert one_line_function_a_cachep
// convert one_line_function_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct one_line_function { int x; };
static struct kmem_cache *one_line_function_a_cachep, *one_line_function_b_cachep;

static int __init one_line_function_init(void) { one_line_function_a_cachep = KMEM_CACHE(one_line_function, 0); if (!one_line_function_a_cachep) return -ENOMEM; one_line_function_b_cachep = KMEM_CACHE(one_line_function, SLAB_PANIC); return 0; }
module_init(one_line_function_init);
