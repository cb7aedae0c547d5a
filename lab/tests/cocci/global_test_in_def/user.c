#include <linux/module.h>
#include <linux/slab.h>
#include "jasmine.h"

int jasmine_user(void)
{
#include "jasmine_fast.inl"
	return jasmine_plain();
}
