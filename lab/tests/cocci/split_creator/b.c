#include <linux/module.h>
#include "split_creator.h"

static int __init split_creator_init(void)
{
	return split_creator_make();
}
module_init(split_creator_init);

int split_creator_resume(void);
int split_creator_resume(void)
{
	return split_creator_\
make();
}

static void __exit split_creator_exit(void)
{
	split_creator_unmake();
}
module_exit(split_creator_exit);
