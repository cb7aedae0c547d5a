// SPDX-License-Identifier: GPL-2.0
// refuse moa_cachep: created more than once perhaps: may run again, as MOA_AGAIN() jumps to a label that a macro makes
// convert kea_cachep
#include <linux/module.h>
#include <linux/slab.h>

#define MOA_RETRY	moa_retry:
#define MOA_AGAIN(c)	do { if (c) goto moa_retry; } while (0)
#define KEA_WAIT(c)	do { kea_wait: if (!(c)) goto kea_wait; } while (0)
#define KEA_CHECK(c, l)	do { if (!(c)) goto l; } while (0)

static struct kmem_cache *moa_cachep, *kea_cachep;
int moa_busy(void);

static int __init moa_init(void)
{
	MOA_RETRY;
	moa_cachep = kmem_cache_create("moa", 32, 0, 0, NULL);
	if (!moa_cachep)
		return -ENOMEM;
	MOA_AGAIN(moa_busy());
	return 0;
}
module_init(moa_init);

/* This one keeps to itself, and the other jumps to where it is told. */
static int __init kea_init(void)
{
	kea_cachep = kmem_cache_create("kea", 32, 0, 0, NULL);
	if (!kea_cachep)
		return -ENOMEM;
	KEA_WAIT(moa_busy());
	KEA_CHECK(moa_busy(), out);
	return 0;
out:
	kmem_cache_destroy(kea_cachep);
	return -EBUSY;
}
module_init(kea_init);
