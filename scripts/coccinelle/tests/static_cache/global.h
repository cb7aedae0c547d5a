// SPDX-License-Identifier: GPL-2.0
#ifndef GLOBAL_H
#define GLOBAL_H

extern struct kmem_cache *foo_cachep;

#endif
