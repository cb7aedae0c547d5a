/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_SLAB_STATIC_H
#define _LINUX_SLAB_STATIC_H
/*
 * Caches with static storage.
 *
 * A pointer to a cache costs a load wherever objects are allocated or freed. A
 * cache with static storage costs none: its address is a constant. It shares
 * its slabs with others by the same rules as a cache from kmem_cache_create(),
 * whichever is created first, in the kernel image as well as in modules.
 *
 * Only the file that defines a cache and sets it up includes this header. Its
 * users get along with linux/slab.h:
 *
 *	foo.h:	#include <linux/slab.h>
 *
 *		extern struct kmem_cache_opaque foo_cache_storage;
 *		#define foo_cache to_kmem_cache(&foo_cache_storage)
 *
 *	foo.c:	#include <linux/slab-static.h>
 *
 *		struct kmem_cache_opaque foo_cache_storage;
 *		EXPORT_SYMBOL_GPL(foo_cache_storage);
 *
 *		err = KMEM_CACHE_SETUP(foo_cache, foo, SLAB_ACCOUNT);
 *		...
 *		p = kmem_cache_alloc(foo_cache, GFP_KERNEL);
 *		...
 *		kmem_cache_destroy(foo_cache);
 *
 * The storage starts out as zeroes, and is neither __initdata nor
 * __ro_after_init. From a successful set-up to the return of
 * kmem_cache_destroy() it is the allocator's. After that it can be set up
 * again, or go with its module. Whoever sets a cache up and destroys it does
 * not do both at once.
 */

#include <linux/cache.h>
#include <linux/slab.h>
#include <generated/kmem-cache-size.h>

/**
 * struct kmem_cache_opaque - static storage of a cache
 *
 * Has the size of struct kmem_cache, which only mm/ knows, and begins at a
 * cache line as those from kmem_cache_create() do.
 */
struct kmem_cache_opaque {
	/* private: */
	unsigned char opaque[KMEM_CACHE_SIZE] __aligned(KMEM_CACHE_ALIGN);
} ____cacheline_aligned;

int __kmem_cache_setup_args(struct kmem_cache *s, const char *name,
			    unsigned int size, struct kmem_cache_args *args,
			    slab_flags_t flags);

static inline int
__kmem_cache_setup_default_args(struct kmem_cache *s, const char *name,
				unsigned int size, struct kmem_cache_args *args,
				slab_flags_t flags)
{
	struct kmem_cache_args default_args = {};

	/* Not a NULL of that type, but some other pointer. */
	if (WARN_ON_ONCE(args))
		return -EINVAL;

	return __kmem_cache_setup_args(s, name, size, &default_args, flags);
}

static inline int
__kmem_cache_setup(struct kmem_cache *s, const char *name, unsigned int size,
		   unsigned int align, slab_flags_t flags, void (*ctor)(void *))
{
	struct kmem_cache_args args = {
		.align	= align,
		.ctor	= ctor,
	};

	return __kmem_cache_setup_args(s, name, size, &args, flags);
}

/**
 * kmem_cache_setup - Set up a cache with static storage.
 * @__s: The cache, to_kmem_cache() of its &struct kmem_cache_opaque.
 * @__name: As for kmem_cache_create(); is copied unless it is part of the kernel.
 * @__size: Size of the objects in bytes.
 * @__args: Optional arguments, see &struct kmem_cache_args. %NULL stands for
 *	    the defaults.
 * @...: SLAB flags, see kmem_cache_create().
 *
 * What follows @__size can also be what follows the size in the older form of
 * kmem_cache_create(): the alignment, the flags, and a constructor or %NULL.
 *
 * A cache in a module is to be destroyed before the module goes. If that was
 * forgotten, the kernel warns and does it.
 *
 * Context: process context, may sleep. Takes slab_mutex.
 *
 * Return: %0, or a negative error with nothing changed. %-EBUSY means that the
 * cache is set up already, which is also warned of, or that its storage has
 * users of another class left from before it was destroyed, or objects that were
 * never freed. %-EINVAL: no static storage, or arguments that make no cache.
 * %-ENOMEM: out of memory. With %SLAB_PANIC an error is the end.
 */
#define kmem_cache_setup(__s, __name, __size, __args, ...)		\
	_Generic((__args),						\
		struct kmem_cache_args *: __kmem_cache_setup_args,	\
		void *: __kmem_cache_setup_default_args,		\
		default: __kmem_cache_setup)(__s, __name, __size, __args, __VA_ARGS__)

/**
 * kmem_cache_setup_usercopy - Set up a cache with a region that may be copied to
 * and from user space.
 * @s: As for kmem_cache_setup().
 * @name: As for kmem_cache_setup().
 * @size: Size of the objects in bytes.
 * @align: Alignment of the objects in bytes, or 0.
 * @flags: SLAB flags.
 * @useroffset: Where the region begins in an object, in bytes.
 * @usersize: Size of the region in bytes.
 * @ctor: A constructor for the objects, or %NULL.
 *
 * Context: As for kmem_cache_setup().
 * Return: As for kmem_cache_setup().
 */
static inline int
kmem_cache_setup_usercopy(struct kmem_cache *s, const char *name,
			  unsigned int size, unsigned int align,
			  slab_flags_t flags, unsigned int useroffset,
			  unsigned int usersize, void (*ctor)(void *))
{
	struct kmem_cache_args args = {
		.align		= align,
		.ctor		= ctor,
		.useroffset	= useroffset,
		.usersize	= usersize,
	};

	return __kmem_cache_setup_args(s, name, size, &args, flags);
}

/**
 * KMEM_CACHE_SETUP - Set up a cache for objects of one type.
 * @__s: As for kmem_cache_setup().
 * @__struct: The tag of a struct, which is also the name of the cache.
 * @__flags: SLAB flags.
 *
 * Context: As for kmem_cache_setup().
 * Return: As for kmem_cache_setup().
 */
#define KMEM_CACHE_SETUP(__s, __struct, __flags)			\
	__kmem_cache_setup_args(__s, #__struct, sizeof(struct __struct),	\
			&(struct kmem_cache_args) {			\
				.align	= __alignof__(struct __struct),	\
			}, (__flags))

/**
 * KMEM_CACHE_SETUP_USERCOPY - Set up a cache for objects of one type, of which
 * one field may be copied to and from user space.
 * @__s: As for kmem_cache_setup().
 * @__struct: As for KMEM_CACHE_SETUP().
 * @__flags: SLAB flags.
 * @__field: The field.
 *
 * Context: As for kmem_cache_setup().
 * Return: As for kmem_cache_setup().
 */
#define KMEM_CACHE_SETUP_USERCOPY(__s, __struct, __flags, __field)	\
	__kmem_cache_setup_args(__s, #__struct, sizeof(struct __struct),	\
			&(struct kmem_cache_args) {			\
				.align		= __alignof__(struct __struct),		\
				.useroffset	= offsetof(struct __struct, __field),	\
				.usersize	= sizeof_field(struct __struct, __field), \
			}, (__flags))

#endif /* _LINUX_SLAB_STATIC_H */
