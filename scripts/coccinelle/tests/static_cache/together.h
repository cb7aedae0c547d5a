/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *first_cachep, *second_cachep;
