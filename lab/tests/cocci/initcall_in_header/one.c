// SPDX-License-Identifier: GPL-2.0
#include "initcall_in_header.inc"

struct kmem_cache *initcall_in_header_cachep;
