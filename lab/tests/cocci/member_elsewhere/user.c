// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
#include "zho.h"

int zho_ready(struct zho *z)
{
	return z->pool != NULL;
}
