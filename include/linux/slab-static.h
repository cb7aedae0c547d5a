/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_SLAB_STATIC_H
#define _LINUX_SLAB_STATIC_H
/*
 * Caches with static storage.
 *
 * A pointer to a cache costs a load wherever objects are allocated or freed. A
 * cache with static storage costs none: its address is a constant. It shares
 * its slabs with others by the same rules as a cache from kmem_cache_create(),
 * whichever is created first.
 *
 * It can be in the kernel image or in a module.
 *
 * A cache of one file:
 *
 *	#include <linux/slab-static.h>
 *
 *	DEFINE_STATIC_KMEM_CACHE(foo_cache);
 *
 *	err = KMEM_CACHE_SETUP(foo_cache, foo, SLAB_ACCOUNT);
 *	if (err)
 *		return err;
 *	...
 *	p = kmem_cache_alloc(foo_cache, GFP_KERNEL);
 *	...
 *	kmem_cache_destroy(foo_cache);
 *
 * Only the file that defines a cache and sets it up includes this header. If
 * others use the cache, a header of theirs declares it, for which linux/slab.h
 * is enough:
 *
 *	DECLARE_KMEM_CACHE(foo_cache);
 *	#define foo_cache to_kmem_cache(&foo_cache_storage)
 *
 * and the file that defines it has, in place of DEFINE_STATIC_KMEM_CACHE():
 *
 *	#undef foo_cache
 *	DEFINE_KMEM_CACHE(foo_cache);
 *	EXPORT_SYMBOL_GPL(foo_cache_storage);
 *
 * While the cache is set up, its storage belongs to the allocator. After
 * kmem_cache_destroy() it can be set up again, or unloaded with its module; in
 * the kernel image it may have to serve other caches until they are destroyed.
 *
 * Callers must serialize set-up, use and destruction of the same cache. Destroying
 * one that is not set up does nothing, as with NULL, and warns if its storage still
 * serves others, is being destroyed or has leaked. Allocating from storage that is
 * not in use fails with a warning, unless a cache is set up in it meanwhile.
 */

#include <linux/cache.h>
#include <linux/percpu-defs.h>
#include <linux/slab.h>
#include <generated/kmem-cache-size.h>

struct slub_percpu_sheaves;
DECLARE_PER_CPU(struct slub_percpu_sheaves, slab_unset_sheaves);

/**
 * struct kmem_cache_opaque - static storage of a cache
 *
 * Has the size of struct kmem_cache, which only mm/ knows, and begins at a
 * cache line as those from kmem_cache_create() do. Use DEFINE_KMEM_CACHE() or
 * DEFINE_STATIC_KMEM_CACHE(): storage that is not set up is not zero.
 */
struct kmem_cache_opaque {
	/* private: */
	struct slub_percpu_sheaves __percpu *cpu_sheaves;
	unsigned char opaque[KMEM_CACHE_SIZE - sizeof(void *)];
} ____cacheline_aligned;

/* Sheaves that are empty and full at once: fast paths find nothing to do. */
#define __KMEM_CACHE_UNSET { .cpu_sheaves = &slab_unset_sheaves }

/**
 * DEFINE_STATIC_KMEM_CACHE - define a cache with static storage for one file
 * @name: name of the cache, a constant pointer to &struct kmem_cache
 *
 * The storage is called @name with "_storage" appended. It is not to be
 * __initdata, __ro_after_init or per-CPU. The pointer costs no load; it is
 * there for debuggers.
 */
#define DEFINE_STATIC_KMEM_CACHE(name)					\
	static struct kmem_cache_opaque name##_storage = __KMEM_CACHE_UNSET; \
	static struct kmem_cache *const __used name =			\
		(struct kmem_cache *)&name##_storage

/**
 * DEFINE_KMEM_CACHE - define a cache with static storage for several files
 * @name: name of the cache, a constant pointer to &struct kmem_cache
 *
 * As DEFINE_STATIC_KMEM_CACHE(). Other files use the storage, not the pointer,
 * see DECLARE_KMEM_CACHE().
 */
#define DEFINE_KMEM_CACHE(name)						\
	struct kmem_cache_opaque name##_storage = __KMEM_CACHE_UNSET;	\
	extern struct kmem_cache *const name;				\
	struct kmem_cache *const name = (struct kmem_cache *)&name##_storage

int __must_check
__kmem_cache_setup_args(struct kmem_cache *s, size_t storage_size,
			const char *name, unsigned int size,
			struct kmem_cache_args *args, slab_flags_t flags);

static inline int __must_check
__kmem_cache_setup_default_args(struct kmem_cache *s, const char *name,
				unsigned int size, struct kmem_cache_args *args,
				slab_flags_t flags)
{
	struct kmem_cache_args default_args = {};

	/*
	 * Only a literal NULL may get here through the void * branch. No cache has
	 * that size: -EINVAL, or a panic with SLAB_PANIC.
	 */
	if (WARN_ON_ONCE(args))
		size = 0;

	return __kmem_cache_setup_args(s, sizeof(struct kmem_cache_opaque), name, size,
				       &default_args, flags);
}

static inline int __must_check
__kmem_cache_setup_with_args(struct kmem_cache *s, const char *name,
			     unsigned int size, struct kmem_cache_args *args,
			     slab_flags_t flags)
{
	return __kmem_cache_setup_args(s, sizeof(struct kmem_cache_opaque), name, size,
				       args, flags);
}

static inline int __must_check
__kmem_cache_setup(struct kmem_cache *s, const char *name, unsigned int size,
		   unsigned int align, slab_flags_t flags, void (*ctor)(void *))
{
	struct kmem_cache_args args = {
		.align	= align,
		.ctor	= ctor,
	};

	return __kmem_cache_setup_args(s, sizeof(struct kmem_cache_opaque), name, size,
				       &args, flags);
}

static inline int __must_check
__kmem_cache_setup_usercopy(struct kmem_cache *s, const char *name,
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

	return __kmem_cache_setup_args(s, sizeof(struct kmem_cache_opaque), name, size,
				       &args, flags);
}

/* What fails with %SLAB_PANIC does not return: then there is nothing to check. */
#define __kmem_cache_check(__flags, __call)				\
	__builtin_choose_expr(						\
		((__force unsigned int)__builtin_choose_expr(		\
			__is_constexpr((__force unsigned int)(__flags)),	\
			(__flags), 0) &					\
		 (__force unsigned int)SLAB_PANIC) != 0,		\
		({ int __err = (__call); __err; }), (__call))
#define __kmem_cache_flags(__flags, ...) __flags

/**
 * kmem_cache_setup - Set up a cache with static storage.
 * @__s: The cache, as DEFINE_KMEM_CACHE() or DEFINE_STATIC_KMEM_CACHE() names it.
 * @__name: As for kmem_cache_create(); is copied unless it is kernel rodata.
 * @__size: Size of the objects in bytes.
 * @__args: Optional arguments, see &struct kmem_cache_args. %NULL stands for
 *	    the defaults.
 * @...: SLAB flags, see kmem_cache_create().
 *
 * Like kmem_cache_create(), takes the older form too::
 *
 *	kmem_cache_setup(s, name, size, &args, flags)
 *	kmem_cache_setup(s, name, size, align, flags, ctor)
 *
 * A module must destroy its cache before it is unloaded. If that was forgotten,
 * the kernel warns and does it.
 *
 * Context: process context, may sleep. Takes slab_mutex, and may wait for
 * another cache of the same storage to be destroyed, so not in a callback of CPU
 * hotplug and not under cpus_read_lock().
 *
 * Return: %0, or a negative error with nothing changed. %-EBUSY: the cache is
 * set up already, which also warns, or its storage has users of another class
 * left from before it was destroyed, or objects that were never freed. %-EINVAL:
 * no static storage, storage that is too small, or arguments that make no cache.
 * %-ENOMEM: out of memory. Panics on failure if %SLAB_PANIC is set. The result
 * must be checked unless the flags are a constant expression with %SLAB_PANIC.
 */
#define kmem_cache_setup(__s, __name, __size, __args, ...)		\
	__kmem_cache_check(__kmem_cache_flags(__VA_ARGS__),		\
		_Generic((__args),					\
			struct kmem_cache_args *: __kmem_cache_setup_with_args,	\
			void *: __kmem_cache_setup_default_args,	\
			default: __kmem_cache_setup)(__s, __name, __size, __args, __VA_ARGS__))

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
#define kmem_cache_setup_usercopy(s, name, size, align, flags, useroffset, usersize, ctor) \
	__kmem_cache_check(flags, __kmem_cache_setup_usercopy(s, name, size, align, flags, \
							      useroffset, usersize, ctor))

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
	__kmem_cache_check(__flags,					\
		__kmem_cache_setup_with_args(__s, #__struct, sizeof(struct __struct), \
			&(struct kmem_cache_args) {			\
				.align	= __alignof__(struct __struct),	\
			}, (__flags)))

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
	__kmem_cache_check(__flags,					\
		__kmem_cache_setup_with_args(__s, #__struct, sizeof(struct __struct), \
			&(struct kmem_cache_args) {			\
				.align		= __alignof__(struct __struct),		\
				.useroffset	= offsetof(struct __struct, __field),	\
				.usersize	= sizeof_field(struct __struct, __field), \
			}, (__flags)))

#endif /* _LINUX_SLAB_STATIC_H */
