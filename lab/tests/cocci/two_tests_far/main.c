// SPDX-License-Identifier: GPL-2.0
// convert curlew_a_cachep
// refuse curlew_b_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>
#include "curlew.h"

struct curlew { int x; };
static struct kmem_cache *curlew_a_cachep;
struct kmem_cache *curlew_b_cachep;

/* The second is used where the first fails, in another file. */
static int __init curlew_init(void)
{
	curlew_a_cachep = KMEM_CACHE(curlew, 0);
	curlew_b_cachep = KMEM_CACHE(curlew, SLAB_ACCOUNT);
	if (!curlew_a_cachep) {
		curlew_flush();
		return -ENOMEM;
	}
	if (!curlew_b_cachep)
		return -ENOMEM;
	return 0;
}
module_init(curlew_init);
