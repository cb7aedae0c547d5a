/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *refuse_together_extern_first_cachep, *refuse_together_extern_second_cachep;
