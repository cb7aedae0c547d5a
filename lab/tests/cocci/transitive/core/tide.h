/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _TIDE_H
#define _TIDE_H
#include <linux/slab.h>
struct tide { int x; };
extern struct kmem_cache *tide_cachep;
#endif
