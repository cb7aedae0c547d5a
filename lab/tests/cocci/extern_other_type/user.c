// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

extern void *fly_cachep;

int fly_ready(void)
{
	return fly_cachep != NULL;
}
