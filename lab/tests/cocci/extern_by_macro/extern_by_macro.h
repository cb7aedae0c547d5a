/* SPDX-License-Identifier: GPL-2.0 */
#define DECLARE(n) extern struct kmem_cache *n
DECLARE(extern_by_macro_cachep);
