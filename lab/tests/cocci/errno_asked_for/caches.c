// SPDX-License-Identifier: GPL-2.0
// convert errno_asked_for_a_cachep
// convert errno_asked_for_b_cachep
// convert errno_asked_for_c_cachep
// convert errno_asked_for_d_cachep
// convert errno_asked_for_e_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct errno_asked_for { int x; };
static struct kmem_cache *errno_asked_for_a_cachep, *errno_asked_for_b_cachep;
static struct kmem_cache *errno_asked_for_c_cachep, *errno_asked_for_d_cachep;
static struct kmem_cache *errno_asked_for_e_cachep;
int errno_asked_for_other(void);

static int errno_asked_for_a(void)
{
	errno_asked_for_a_cachep = KMEM_CACHE(errno_asked_for, 0);
	return errno_asked_for_a_cachep ? 0 : -ENOMEM;
}

static int errno_asked_for_b(void)
{
	int err;

	errno_asked_for_b_cachep = KMEM_CACHE(errno_asked_for, 0);
	err = errno_asked_for_b_cachep ? 0 : -ENOMEM;
	return err;
}

static int errno_asked_for_c(void)
{
	int err;

	errno_asked_for_c_cachep = KMEM_CACHE(errno_asked_for, 0);
	if (!errno_asked_for_c_cachep) {
		err = -ENOMEM;
		goto out;
	}
	err = errno_asked_for_other();
out:
	return err;
}

static int errno_asked_for_d(void)
{
	errno_asked_for_d_cachep = KMEM_CACHE(errno_asked_for, 0);
	errno_asked_for_other();
	return errno_asked_for_d_cachep ? 0 : -ENOMEM;
}

static int errno_asked_for_e(void)
{
	errno_asked_for_e_cachep = KMEM_CACHE(errno_asked_for, 0);
	if (errno_asked_for_e_cachep)
		return 0;
	return -ENOMEM;
}

int errno_asked_for_setup(void)
{
	return errno_asked_for_a() ?: errno_asked_for_b() ?: errno_asked_for_c() ?: errno_asked_for_d() ?:
		errno_asked_for_e();
}
