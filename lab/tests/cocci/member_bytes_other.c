// SPDX-License-Identifier: GPL-2.0
// convert member_bytes_other_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct member_bytes_other {
	int x;
	char name[16];
};

int memcmp(const void *, const void *, size_t);
struct fdev {
	int n;
	struct kmem_cache *slab;
};
static struct fdev fdev;
int member_bytes_other_mode(void);
int member_bytes_other_pooled(void *);
int member_bytes_other_plain(void);
int member_bytes_other_get(void);
static struct kmem_cache *member_bytes_other_cachep;
int member_bytes_other_get(void)
{
	static char a[4], b[4];

	if (memcmp(a, b, 4))
		return member_bytes_other_plain();
	return member_bytes_other_pooled(NULL);
}

static int __init member_bytes_other_init(void)
{
	if (member_bytes_other_mode()) {
		member_bytes_other_cachep = kmem_cache_create("member_bytes_other", sizeof(struct member_bytes_other), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_bytes_other_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_bytes_other_cachep;
	return 0;
}
module_init(member_bytes_other_init);

static void __exit member_bytes_other_exit(void)
{
	kmem_cache_destroy(member_bytes_other_cachep);
}
module_exit(member_bytes_other_exit);
