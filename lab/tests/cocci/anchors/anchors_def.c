// SPDX-License-Identifier: GPL-2.0
/* Here the include would go after another, and in the other file too. */
#include <linux/fs.h>

#include "anchors.h"

struct kmem_cache *refuse_anchors_anchor_cachep;
