/* SPDX-License-Identifier: GPL-2.0 */
#ifndef CROW_H
#define CROW_H
struct kmem_cache;
extern struct kmem_cache *crow_cachep, *dove_cachep;
#endif
