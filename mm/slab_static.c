// SPDX-License-Identifier: GPL-2.0
/*
 * Caches with static storage, see include/linux/slab-static.h.
 *
 * One in the kernel image can own storage as a dynamic cache does. Memory of a
 * module can be unloaded at any time, so a static cache there is always an
 * alias, which nothing points at. If it finds no partner, or is of a kind that
 * has none, it gets one: a dynamic cache, hidden until its last alias goes.
 */

#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/sched/task_stack.h>
#include <linux/slab-static.h>
#include <linux/wait_bit.h>
#include <kunit/static_stub.h>
#include <asm/sections.h>

#include "slab.h"

static_assert(sizeof(struct kmem_cache) <= sizeof(struct kmem_cache_opaque));
static_assert(__alignof__(struct kmem_cache) <= __alignof__(struct kmem_cache_opaque));
static_assert(offsetof(struct kmem_cache, cpu_sheaves) ==
	      offsetof(struct kmem_cache_opaque, cpu_sheaves));
static_assert(CACHE_UNUSED == 0);

/* The kmalloc caches of the types that have static storage, see linux/slab.h. */
#define KMALLOC_DEFINE(type, index, size)				\
	struct kmem_cache kmalloc_##type##_##size ____cacheline_aligned = {	\
		.cpu_sheaves = &slab_unset_sheaves			\
	};								\
	EXPORT_SYMBOL(kmalloc_##type##_##size);

KMALLOC_STATIC_SIZES(KMALLOC_DEFINE, normal)
#ifndef CONFIG_SLUB_TINY
KMALLOC_STATIC_SIZES(KMALLOC_DEFINE, reclaim)
#endif
#ifdef CONFIG_MEMCG
KMALLOC_STATIC_SIZES(KMALLOC_DEFINE, cgroup)
#endif

/* All aliases with static storage: searched when a module is unloaded. */
LIST_HEAD(slab_static_aliases);

#ifdef CONFIG_LOCKDEP
struct lockdep_map slab_dying_map =
	STATIC_LOCKDEP_MAP_INIT("slab_dying", &slab_dying_map);
#endif

/* === Memory =============================================================== */

/* Whether all of @s is writable data of the kernel image for as long as it runs. */
static bool slab_in_image(const struct kmem_cache *s)
{
	const unsigned long first = (unsigned long)s, last = first + sizeof(*s) - 1;

	return is_kernel_core_data(first) && is_kernel_core_data(last) &&
	       !is_kernel_ro_after_init(first) && !is_kernel_rodata(first) &&
	       !is_kernel_percpu_address(first) &&
	       first - (unsigned long)task_stack_page(&init_task) >= THREAD_SIZE &&
	       !init_section_intersects((void *)s, sizeof(*s));
}

#ifdef CONFIG_MODULES
static bool slab_in_module_data(const struct kmem_cache *s)
{
	const unsigned long first = (unsigned long)s, last = first + sizeof(*s) - 1;
	struct module *mod;

	guard(rcu)();
	mod = __module_address(first);
	return mod && within_module_mem_type(first, mod, MOD_DATA) &&
	       within_module_mem_type(last, mod, MOD_DATA);
}
#else
static bool slab_in_module_data(const struct kmem_cache *s)
{
	return false;
}
#endif

/*
 * Whether it is writable data of a module for as long as that is loaded. The
 * stub lets a test that is part of the image take its own storage for a module's.
 */
bool slab_in_module(const struct kmem_cache *s)
{
	KUNIT_STATIC_STUB_REDIRECT(slab_in_module, s);

	return slab_in_module_data(s);
}

/* === Life of static storage =============================================== */

/*
 * Can cache @name be set up in this storage? Waits, without slab_mutex, for its
 * destruction to end, which another cache's user may have begun.
 *
 * Returns 0, also for hidden storage, which only a cache of its own class can
 * use, and if @s is NULL; -EBUSY if a cache is set up there or has leaked;
 * -EINVAL if it is no static storage.
 */
int slab_static_claim(struct kmem_cache *s, const char *name)
{
	lockdep_assert_held(&slab_mutex);

	if (!s)
		return 0;
	if (WARN(!slab_in_module(s) && !slab_in_image(s),
		 "storage of cache %s is no writable data that stays\n", name))
		return -EINVAL;

	wait_var_event_mutex(&s->state, s->state != CACHE_DYING, &slab_mutex);

	switch (s->state) {
	case CACHE_UNUSED:
		if (WARN(s->cpu_sheaves != &slab_unset_sheaves,
			 "cache %s is not defined by DEFINE_KMEM_CACHE() or its like\n", name))
			return -EINVAL;
		return 0;
	case CACHE_HIDDEN:
		return 0;
	case CACHE_LEAKED:
		return -EBUSY;
	default:
		WARN(1, "cache %s is set up already\n", s->name);
		return -EBUSY;
	}
}

/* Make static storage what it was before a cache was set up in it. */
void slab_static_reset(struct kmem_cache *s)
{
	/* What sees this finds sheaves that are empty and full at once. */
	WRITE_ONCE(s->sheaf_capacity, 0);
	WRITE_ONCE(s->cpu_sheaves, &slab_unset_sheaves);
	memset_after(s, 0, cpu_sheaves);
}

/* Storage has been destroyed: @s can be set up again. */
void slab_static_release(struct kmem_cache *s)
{
	guard(mutex)(&slab_mutex);
	slab_static_reset(s);
	wake_up_var_locked(&s->state, &slab_mutex);
}

/* Storage has been destroyed with objects left: @s stays as it is. */
void slab_set_leaked(struct kmem_cache *s)
{
	lockdep_assert_held(&slab_mutex);
	s->state = CACHE_LEAKED;
	wake_up_var_locked(&s->state, &slab_mutex);
}

/* A slow path met a cache that is not set up, or not any more. */
void slab_unset_report(struct kmem_cache *s)
{
	WARN_RATELIMIT(1, "the static cache %pS is not set up\n", s);
}

/*
 * Common implementation of kmem_cache_setup(), KMEM_CACHE_SETUP() and the like.
 * @storage_size is what the caller was compiled with.
 */
int __kmem_cache_setup_args(struct kmem_cache *s, size_t storage_size,
			    const char *name, unsigned int size,
			    struct kmem_cache_args *args, slab_flags_t flags)
{
	int err = -EINVAL;

	slab_dying_might_wait();

	if (storage_size < sizeof(*s))
		pr_err("SLUB: storage of cache %s has %zu bytes, a cache needs %zu\n",
		       name, storage_size, sizeof(*s));
	else if (!WARN_ON(!s))
		return PTR_ERR_OR_ZERO(slab_create(s, name, size, args, flags));

	if (flags & SLAB_PANIC)
		panic("%s: Failed to create slab '%s'. Error %d\n", __func__, name, err);
	return err;
}
EXPORT_SYMBOL(__kmem_cache_setup_args);

/* === Modules ============================================================== */

#ifdef CONFIG_MODULES
/* Some handle in the memory of @mod, or NULL. */
static struct kmem_cache *slab_handle_in(struct module *mod)
{
	struct kmem_cache *s;

	guard(mutex)(&slab_mutex);
	list_for_each_entry(s, &slab_static_aliases, statics) {
		if (within_module((unsigned long)s, mod))
			return s;
	}
	return NULL;
}

/* A module is unloaded, or its init failed: destroy the caches it left behind. */
static int slab_module_notify(struct notifier_block *nb, unsigned long action, void *data)
{
	struct module *mod = data;
	struct kmem_cache *s;

	if (action != MODULE_STATE_GOING)
		return NOTIFY_DONE;

	while ((s = slab_handle_in(mod))) {
		WARN(1, "module %s is unloaded without destroying its cache %s\n",
		     mod->name, s->name);
		kmem_cache_destroy(s);
	}
	return NOTIFY_OK;
}

static struct notifier_block slab_module_nb = {
	.notifier_call = slab_module_notify,
};

static int __init slab_static_init(void)
{
	return register_module_notifier(&slab_module_nb);
}
core_initcall(slab_static_init);
#endif
