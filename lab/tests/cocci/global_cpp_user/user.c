#include <linux/module.h>
#include <linux/slab.h>
#include "rush.h"

int rush_user_c(void);
int rush_user(void)
{
	return rush_user_c();
}
