// SPDX-License-Identifier: GPL-2.0
// convert stag_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct stag { int x; };
static struct kmem_cache *stag_cachep;
void stag_log(const char *s);

static int __init stag_init(void)
{
	stag_cachep = KMEM_CACHE(stag, 0);
	if (!stag_cachep) {
		stag_log("none");	/* unlucky */
		return -EINVAL;
	} else {
		stag_log("one");
	}
	return 0;
}
module_init(stag_init);
