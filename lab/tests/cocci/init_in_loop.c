// SPDX-License-Identifier: GPL-2.0
// refuse date_cachep: created more than once perhaps: date_round() is called in a loop
#include <linux/module.h>
#include <linux/slab.h>

struct date { int x; };
static struct kmem_cache *date_cachep;

static int __init date_round(unsigned int size)
{
	date_cachep = kmem_cache_create("date", size, 0, 0, NULL);
	if (!date_cachep)
		return -ENOMEM;
	return 0;
}

static int __init date_init(void)
{
	int i, err = 0;

	for (i = 1; i < 4 && !err; i++)
		err = date_round(i * sizeof(struct date));
	return err;
}
module_init(date_init);
