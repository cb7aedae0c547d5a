// SPDX-License-Identifier: GPL-2.0
// refuse member_bytes_nested_cachep: of a struct that memcmp() reads
#include <linux/module.h>
#include <linux/slab.h>

struct member_bytes_nested {
	int x;
	char name[16];
};

int memcmp(const void *, const void *, size_t);
struct outer {
	struct {
		struct kmem_cache *slab;
	} in;
};
static struct outer fdev;
int member_bytes_nested_mode(void);
int member_bytes_nested_pooled(void *);
int member_bytes_nested_plain(void);
int member_bytes_nested_get(void);
static struct kmem_cache *member_bytes_nested_cachep;
int member_bytes_nested_get(void)
{
	static const struct outer none;

	if (memcmp(&fdev, &none, sizeof(none)))
		return member_bytes_nested_pooled(NULL);
	return member_bytes_nested_plain();
}

static int __init member_bytes_nested_init(void)
{
	if (member_bytes_nested_mode()) {
		member_bytes_nested_cachep = kmem_cache_create("member_bytes_nested", sizeof(struct member_bytes_nested), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!member_bytes_nested_cachep)
			return -ENOMEM;
	}
	fdev.in.slab = member_bytes_nested_cachep;
	return 0;
}
module_init(member_bytes_nested_init);

static void __exit member_bytes_nested_exit(void)
{
	kmem_cache_destroy(member_bytes_nested_cachep);
}
module_exit(member_bytes_nested_exit);
