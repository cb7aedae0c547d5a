// SPDX-License-Identifier: GPL-2.0
/*
 * Static caches of the kernel image for slab_static_test.c, which may be in a
 * module.
 */

#include <kunit/visibility.h>
#include <linux/array_size.h>
#include <linux/bug.h>
#include <linux/slab-static.h>

#include "slab_static_image.h"

static struct kmem_cache_opaque caches[IMAGE_CACHES];

struct kmem_cache *slab_static_image(unsigned int i)
{
	return WARN_ON(i >= IMAGE_CACHES) ? NULL : to_kmem_cache(&caches[i]);
}
EXPORT_SYMBOL_IF_KUNIT(slab_static_image);

static void *leaked[16];

void slab_static_leaks(void *p)
{
	static unsigned int n;

	leaked[n++ % ARRAY_SIZE(leaked)] = p;
}
EXPORT_SYMBOL_IF_KUNIT(slab_static_leaks);

struct kmem_cache_opaque slab_static_exported;
EXPORT_SYMBOL_IF_KUNIT(slab_static_exported);
