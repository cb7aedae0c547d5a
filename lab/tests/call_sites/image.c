// SPDX-License-Identifier: GPL-2.0
/* A call of kmalloc() whose size and flags the compiler knows, for the suite objcode. */
#include <linux/slab.h>

void *kmalloc_64(void);
void *kmalloc_64(void)
{
	return kmalloc(64, GFP_KERNEL);
}
