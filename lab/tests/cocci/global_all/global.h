// SPDX-License-Identifier: GPL-2.0
#ifndef GLOBAL_H
#define GLOBAL_H

extern struct kmem_cache *global_all_foo_cachep;

#endif
