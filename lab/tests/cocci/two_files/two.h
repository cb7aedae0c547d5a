// SPDX-License-Identifier: GPL-2.0
extern struct kmem_cache *refuse_two_files_two_cachep;
