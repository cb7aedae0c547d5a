// SPDX-License-Identifier: GPL-2.0
#include <linux/types.h>

extern struct kmem_cache *refuse_anchors_anchor_cachep;
