// SPDX-License-Identifier: GPL-2.0
/*
 * Creates and destroys caches as user space says, in SLOTs from 0. A line written
 * to the parameter "cmd":
 *	create SLOT NAME SIZE [nomerge|usercopy]
 *	setup SLOT NAME SIZE	a static cache (on a kernel without them, a dynamic one)
 *	destroy SLOT
 *	churn SLOT NAME SIZE N	create and destroy N times
 * Writing fails with the error of the call; -EINVAL for what is no command.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#if __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>
#define HAVE_STATIC
#endif

#define SLOTS	16

struct slot {
	char name[32];
	struct kmem_cache *cache;
};

static struct slot slots[SLOTS];

static int create(struct slot *s, const char *name, unsigned int size, const char *flag)
{
	char own[sizeof(s->name)];
	struct kmem_cache *cache;

	strscpy(own, name);
	if (!strcmp(flag, "usercopy"))
		cache = kmem_cache_create_usercopy(own, size, 0, 0, 8, 16, NULL);
	else
		cache = kmem_cache_create(own, size, 0, strcmp(flag, "nomerge") ? 0 : SLAB_NO_MERGE,
					  NULL);
	/* The name belongs to the caller, who may write something else there. */
	memset(own, 'x', sizeof(own) - 1);
	if (!cache)
		return -ENOMEM;
	s->cache = cache;
	return 0;
}

#ifdef HAVE_STATIC
DEFINE_STATIC_KMEM_CACHE(the_static);

static int set_up(struct slot *s, const char *name, unsigned int size)
{
	int err = kmem_cache_setup(the_static, name, size, 0, 0, NULL);

	if (!err)
		s->cache = the_static;
	return err;
}
#else
static int set_up(struct slot *s, const char *name, unsigned int size)
{
	return create(s, name, size, "");
}
#endif

static void destroy(struct slot *s)
{
	kmem_cache_destroy(s->cache);
	s->cache = NULL;
}

static int run(const char *cmd, const struct kernel_param *kp)
{
	char what[8], name[32] = "", flag[16] = "";
	unsigned int slot, size = 0, times = 0;
	struct slot *s;
	int n, err = 0;

	n = sscanf(cmd, "%7s %u %31s %u %15s", what, &slot, name, &size, flag);
	if (n < 2 || slot >= SLOTS)
		return -EINVAL;
	s = &slots[slot];
	if (!strcmp(what, "destroy") && s->cache) {
		destroy(s);
		return 0;
	}
	if (n < 4 || s->cache)
		return -EINVAL;
	if (!strcmp(what, "create"))
		return create(s, name, size, flag);
	if (!strcmp(what, "setup"))
		return set_up(s, name, size);
	if (strcmp(what, "churn") || kstrtouint(flag, 10, &times))
		return -EINVAL;
	while (times-- && !err) {
		err = create(s, name, size, "");
		if (!err)
			destroy(s);
		cond_resched();
	}
	return err;
}

static const struct kernel_param_ops run_ops = {
	.set = run,
};
module_param_cb(cmd, &run_ops, NULL, 0200);

static int __init client_init(void)
{
	return 0;
}

static void __exit client_exit(void)
{
	for (unsigned int i = 0; i < SLOTS; i++)
		kmem_cache_destroy(slots[i].cache);
}

module_init(client_init);
module_exit(client_exit);
MODULE_DESCRIPTION("Creates and destroys slab caches as user space says");
MODULE_LICENSE("GPL");
