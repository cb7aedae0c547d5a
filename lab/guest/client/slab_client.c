// SPDX-License-Identifier: GPL-2.0
/*
 * A user of slab caches that a script drives from user space.
 *
 * It uses nothing but linux/slab.h, so that the same source shows what callers
 * see on a kernel with the alias layer and on one without it. Only one cache can
 * be asked for that is static, where the kernel has static caches. A command is
 * written to /sys/module/slab_client/parameters/cmd, and reading that file gives
 * the result of the last one:
 *
 *	create KEY SIZE [FLAG]		create a cache; FLAG: nomerge, or image for
 *					the one with storage in the kernel image
 *	alloc KEY N			allocate N objects, fill them
 *	free KEY			free all of them by kmem_cache_free()
 *	kfree KEY			... by kfree()
 *	zero KEY			bytes that __GFP_ZERO left in an object
 *	size KEY			kmem_cache_size()
 *	destroy KEY			destroy the cache
 *
 * KEY is the name of the cache, or NAME#ANYTHING when two have one name. Writing
 * fails with -EBADMSG if an object no longer holds what it was filled with.
 */

#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#if __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>

#define STATICS		true

/* Storage in the kernel image, from lib/tests/slab_test_util.c. Its suite is done. */
struct kmem_cache *slab_static_image(unsigned int i);

static struct kmem_cache *create_in_image(const char *name, unsigned int size)
{
	struct kmem_cache *s = slab_static_image(7);
	int err = kmem_cache_setup(s, name, size, 0, 0, NULL);

	return err ? ERR_PTR(err) : s;
}

MODULE_IMPORT_NS("EXPORTED_FOR_KUNIT_TESTING");
#else
#define STATICS		false

static struct kmem_cache *create_in_image(const char *name, unsigned int size)
{
	return kmem_cache_create(name, size, 0, 0, NULL);
}
#endif

#define MAX_CLIENTS	16
#define MAX_OBJECTS	64

/**
 * struct client - one cache and what is allocated from it
 * @key:     what commands call it
 * @name:    what the kernel was given, overwritten when the cache is destroyed:
 *           the caller may free its string
 * @cache:   NULL if this entry is free
 * @size:    object size that was asked for
 * @objects: allocated, all bytes are fill_of() this client
 * @nr:      how many they are
 */
struct client {
	char key[32];
	char name[32];
	struct kmem_cache *cache;
	unsigned int size;
	void *objects[MAX_OBJECTS];
	unsigned int nr;
};

/* All of it is serialized by the lock that parameters have. */
static struct client clients[MAX_CLIENTS];
static unsigned int result;

static bool statics = STATICS;
module_param(statics, bool, 0444);
MODULE_PARM_DESC(statics, "Whether this kernel has static caches");

static u8 fill_of(struct client *c)
{
	return c - clients + 1;
}

static struct client *find_client(const char *key)
{
	for (struct client *c = clients; c < clients + MAX_CLIENTS; c++) {
		if (c->cache && !strcmp(c->key, key))
			return c;
	}
	return NULL;
}

static int create(const char *key, unsigned int size, const char *flag)
{
	bool image = !strcmp(flag, "image");
	slab_flags_t flags = 0;
	struct client *c = clients;
	struct kmem_cache *s;

	if (!size || size > KMALLOC_MAX_CACHE_SIZE)
		return -ERANGE;
	if (!strcmp(flag, "nomerge"))
		flags = SLAB_NO_MERGE;
	else if (*flag && !image)
		return -EINVAL;

	while (c->cache) {
		if (++c == clients + MAX_CLIENTS)
			return -ENOSPC;
	}

	strscpy(c->key, key);
	strscpy(c->name, key);
	*strchrnul(c->name, '#') = '\0';
	c->size = size;
	s = image ? create_in_image(c->name, size) :
		    kmem_cache_create(c->name, size, 0, flags, NULL);
	if (IS_ERR_OR_NULL(s))
		return s ? PTR_ERR(s) : -ENOMEM;
	c->cache = s;
	return 0;
}

static int get_objects(struct client *c, unsigned int n)
{
	void *p;

	if (n > MAX_OBJECTS - c->nr)
		return -ENOSPC;

	while (n--) {
		p = kmem_cache_alloc(c->cache, GFP_KERNEL);
		if (!p)
			return -ENOMEM;
		memset(p, fill_of(c), c->size);
		c->objects[c->nr++] = p;
	}
	return 0;
}

static int put_objects(struct client *c, bool by_kfree)
{
	int err = 0;

	while (c->nr) {
		void *p = c->objects[--c->nr];

		if (memchr_inv(p, fill_of(c), c->size))
			err = -EBADMSG;
		if (by_kfree)
			kfree(p);
		else
			kmem_cache_free(c->cache, p);
	}
	return err;
}

static int zero(struct client *c)
{
	u8 *p;

	/* So that there is something to clear: most likely the same object. */
	p = kmem_cache_alloc(c->cache, GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	memset(p, fill_of(c), c->size);
	kmem_cache_free(c->cache, p);

	p = kmem_cache_alloc(c->cache, GFP_KERNEL | __GFP_ZERO);
	if (!p)
		return -ENOMEM;
	for (unsigned int i = 0; i < c->size; i++)
		result += p[i] != 0;
	kmem_cache_free(c->cache, p);
	return 0;
}

static int destroy(struct client *c)
{
	if (c->nr)
		return -EBUSY;
	kmem_cache_destroy(c->cache);
	c->cache = NULL;
	memset(c->name, '?', sizeof(c->name) - 1);
	return 0;
}

static int cmd_set(const char *val, const struct kernel_param *kp)
{
	char verb[16], key[sizeof_field(struct client, key)], flag[16] = "";
	unsigned int n = 0;
	struct client *c;

	result = 0;
	if (sscanf(val, "%15s %31s %u %15s", verb, key, &n, flag) < 2)
		return -EINVAL;

	c = find_client(key);
	if (!strcmp(verb, "create"))
		return c ? -EEXIST : create(key, n, flag);
	if (!c)
		return -ENOENT;
	if (!strcmp(verb, "alloc"))
		return get_objects(c, n);
	if (!strcmp(verb, "free"))
		return put_objects(c, false);
	if (!strcmp(verb, "kfree"))
		return put_objects(c, true);
	if (!strcmp(verb, "zero"))
		return zero(c);
	if (!strcmp(verb, "destroy"))
		return destroy(c);
	if (strcmp(verb, "size"))
		return -EINVAL;
	result = kmem_cache_size(c->cache);
	return 0;
}

static int cmd_get(char *buffer, const struct kernel_param *kp)
{
	return sysfs_emit(buffer, "%u\n", result);
}

static const struct kernel_param_ops cmd_ops = {
	.set = cmd_set,
	.get = cmd_get,
};
module_param_cb(cmd, &cmd_ops, NULL, 0600);
MODULE_PARM_DESC(cmd, "What to do, see the top of the source");

static int __init client_init(void)
{
	return 0;
}
module_init(client_init);

static void __exit client_exit(void)
{
	for (struct client *c = clients; c < clients + MAX_CLIENTS; c++) {
		put_objects(c, false);
		kmem_cache_destroy(c->cache);
	}
}
module_exit(client_exit);

MODULE_DESCRIPTION("A user of slab caches, driven from user space");
MODULE_LICENSE("GPL");
