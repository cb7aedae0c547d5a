#include <linux/module.h>
#include "split_creator_only.h"

static int __init split_creator_only_init(void)
{
	return split_creator_only_make();
}
module_init(split_creator_only_init);

static void __exit split_creator_only_exit(void)
{
	split_creator_only_unmake();
}
module_exit(split_creator_only_exit);
