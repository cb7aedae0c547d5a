/* SPDX-License-Identifier: GPL-2.0 */
struct zho { struct kmem_cache *pool; };
