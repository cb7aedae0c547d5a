// SPDX-License-Identifier: GPL-2.0
// refuse member_bytes_pointer_cachep: of a struct that memcmp() reads
#include <linux/module.h>
#include <linux/slab.h>

struct member_bytes_pointer {
	int x;
	char name[16];
};

int memcmp(const void *, const void *, size_t);
struct fdev {
	int n;
	struct kmem_cache *slab;
};
static struct fdev fdev;
int member_bytes_pointer_mode(void);
int member_bytes_pointer_pooled(void *);
int member_bytes_pointer_plain(void);
int member_bytes_pointer_get(void);
static struct kmem_cache *member_bytes_pointer_cachep;
int member_bytes_pointer_get(void)
{
	static const struct fdev none;
	struct fdev *d = &fdev;

	if (memcmp(d, &none, sizeof(*d)))
		return member_bytes_pointer_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_bytes_pointer_plain();
}

static int __init member_bytes_pointer_init(void)
{
	if (member_bytes_pointer_mode()) {
		member_bytes_pointer_cachep = kmem_cache_create("member_bytes_pointer", sizeof(struct member_bytes_pointer), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_bytes_pointer_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_bytes_pointer_cachep;
	return 0;
}
module_init(member_bytes_pointer_init);

static void __exit member_bytes_pointer_exit(void)
{
	kmem_cache_destroy(member_bytes_pointer_cachep);
}
module_exit(member_bytes_pointer_exit);
