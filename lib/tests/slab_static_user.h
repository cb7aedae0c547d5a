/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LIB_TESTS_SLAB_STATIC_USER_H
#define _LIB_TESTS_SLAB_STATIC_USER_H

#include <linux/slab.h>

/* A static cache of the image that others use through linux/slab.h alone. */
DECLARE_KMEM_CACHE(slab_static_exported);
#define slab_static_exported to_kmem_cache(&slab_static_exported_storage)

bool slab_static_use(unsigned int n, unsigned int size);

#endif
