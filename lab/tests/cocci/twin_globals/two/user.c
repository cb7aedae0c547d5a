// SPDX-License-Identifier: GPL-2.0
#include "twin_globals.h"

bool twin_globals_two_ok(void)
{
	return twin_globals_cachep != NULL;
}
