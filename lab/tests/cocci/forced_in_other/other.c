#include <linux/module.h>
#include <linux/slab.h>
#include "other.h"
static struct kmem_cache *forced_in_other_cachep;
int other(void);
int other(void)
{
	return OTHER();
}
