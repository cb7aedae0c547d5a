// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

int errno_asked_for_setup(void);

/* Who asks for -ENOMEM gets no other error. */
static int __init errno_asked_for_init(void)
{
	int err = errno_asked_for_setup();

	if (-ENOMEM == err)
		return 0;
	return err;
}
module_init(errno_asked_for_init);
