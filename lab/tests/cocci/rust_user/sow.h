/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *sow_cachep;
