// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "sea.h"

int sea_again(void)
{
	return sea_setup();
}
