// SPDX-License-Identifier: GPL-2.0
#include "foo.h"
int foo_use(void)
{
	return foo_pass(foo_cachep);
}
