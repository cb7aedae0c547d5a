#include <linux/module.h>
#include <linux/slab.h>
#include "chalk.h"

struct chalk_ctx {
#include "chalk_fields.def"
};
int chalk_user(void)
{
	return sizeof(struct chalk_ctx);
}
