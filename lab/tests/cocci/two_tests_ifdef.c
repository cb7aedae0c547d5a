// SPDX-License-Identifier: GPL-2.0
// refuse knotwing_a_cachep: preprocessor lines between creation and test
// refuse knotwing_b_cachep: its test does not follow at once (
#include <linux/module.h>
#include <linux/slab.h>

struct knotwing { int x; };
static struct kmem_cache *knotwing_a_cachep, *knotwing_b_cachep;
void knotwing_hello(void);

/* Whether the second is used without the first is not asked. */
static int __init knotwing_init(void)
{
	knotwing_a_cachep = KMEM_CACHE(knotwing, 0);
#ifdef CONFIG_KNOTWING
	knotwing_hello();
#endif
	knotwing_b_cachep = KMEM_CACHE(knotwing, SLAB_ACCOUNT);
	if (!knotwing_a_cachep)
		return -ENOMEM;
	if (!knotwing_b_cachep)
		return -ENOMEM;
	return 0;
}
module_init(knotwing_init);
