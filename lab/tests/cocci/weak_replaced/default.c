// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

int __weak weak_replaced_setup(void)
{
	return 0;
}

static int __init weak_replaced_init(void)
{
	return weak_replaced_setup() ?: weak_replaced_setup();
}
module_init(weak_replaced_init);
