// SPDX-License-Identifier: GPL-2.0
/*
 * Not part of the kernel: its object code is read for
 * include/generated/kmem-cache-size.h.
 */
#define COMPILE_OFFSETS
#include <linux/kbuild.h>
#include "slab.h"

int main(void)
{
	DEFINE(KMEM_CACHE_SIZE, sizeof(struct kmem_cache));

	return 0;
}
