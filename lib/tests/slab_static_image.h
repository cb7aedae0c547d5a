/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LIB_TESTS_SLAB_STATIC_IMAGE_H
#define _LIB_TESTS_SLAB_STATIC_IMAGE_H

#include <linux/slab.h>

/* Static caches of the kernel image, whatever the suite is built as. */
#define IMAGE_CACHES	8
struct kmem_cache *slab_static_image(unsigned int i);

/* Remember what is leaked on purpose where kmemleak finds it. */
void slab_static_leaks(void *p);

/* One that others use through linux/slab.h alone, see slab_static_user.c. */
extern struct kmem_cache_opaque slab_static_exported;
#define exported_cache	to_kmem_cache(&slab_static_exported)

bool slab_static_use(unsigned int n, unsigned int size);

#endif
