// SPDX-License-Identifier: GPL-2.0
// convert wren_cachep
#include "wren.h"

/* Its rows are made elsewhere. */
static const char * const wren_names[] = {
#include <linux/wren_names.h>
};

enum wren_kind {
#include "wren_kinds.h"
};

static struct kmem_cache *wren_cachep;

static int __init wren_init(void)
{
	wren_cachep = kmem_cache_create("wren", 32, 0, 0, NULL);
	if (!wren_cachep)
		return -ENOMEM;
	return 0;
}
module_init(wren_init);
