// SPDX-License-Identifier: GPL-2.0
// refuse member_bytes_cachep: of a struct that memchr_inv() reads
#include <linux/module.h>
#include <linux/slab.h>

struct member_bytes {
	int x;
	char name[16];
};

static inline void *memchr_inv(const void *p, int c, size_t n)
{
	const char *q = p;

	while (n--)
		if (*q++ != c)
			return (void *)(q - 1);
	return NULL;
}
struct fdev {
	int n;
	struct kmem_cache *slab;
};
static struct fdev fdev;
int member_bytes_mode(void);
int member_bytes_pooled(void *);
int member_bytes_plain(void);
int member_bytes_get(void);
static struct kmem_cache *member_bytes_cachep;
int member_bytes_get(void)
{
	if (memchr_inv(&fdev, 0, sizeof(fdev)))
		return member_bytes_pooled(kmem_cache_alloc(fdev.slab, GFP_KERNEL));
	return member_bytes_plain();
}

static int __init member_bytes_init(void)
{
	if (member_bytes_mode()) {
		member_bytes_cachep = kmem_cache_create("member_bytes", sizeof(struct member_bytes), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_bytes_cachep)
			return -ENOMEM;
	}
	fdev.slab = member_bytes_cachep;
	return 0;
}
module_init(member_bytes_init);

static void __exit member_bytes_exit(void)
{
	kmem_cache_destroy(member_bytes_cachep);
}
module_exit(member_bytes_exit);
