// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
#include "jay.h"

#define CACHE(x) x##_cachep
int jay_there(void)
{
	return CACHE(jay) != NULL;
}
