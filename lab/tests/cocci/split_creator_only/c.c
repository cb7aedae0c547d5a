#include <linux/module.h>
#include "split_creator_only.h"
int split_creator_only_resume(void);
int split_creator_only_resume(void)
{
	return split_creator_only_\
make();
}
