// SPDX-License-Identifier: GPL-2.0
/*
 * Caches with static storage, see include/linux/slab-static.h.
 *
 * The storage of a static cache is zero as long as nothing uses it, so
 * primary_cache tells its states apart:
 *
 *	primary_cache	refcount  hidden
 *	NULL		0	  false		not set up, or destroyed
 *	a primary	1	  false		set up as an alias
 *	itself		> 0	  false		set up, owns storage
 *	itself		> 0	  true		destroyed by its user, owns storage
 *						that others use
 *	itself		0	  any		the storage is being destroyed, or
 *						has leaked
 *
 * slab_mutex protects them, except that storage becomes zero again without it,
 * when the last reference to its kobject is gone.
 *
 * Memory of a module can go at any time, so a static cache there is always an
 * alias, which nothing points at. If it finds no partner, or is of a kind that
 * has none, it gets one: a dynamic cache that is hidden from the start, and goes
 * with its last alias as hidden primaries do.
 */

#include <linux/module.h>
#include <linux/slab-static.h>
#include <linux/wait_bit.h>
#include <kunit/static_stub.h>
#include <kunit/visibility.h>
#include <asm/sections.h>

#include "slab.h"

static_assert(sizeof(struct kmem_cache) <= sizeof(struct kmem_cache_opaque));
static_assert(__alignof__(struct kmem_cache) <= __alignof__(struct kmem_cache_opaque));

/**
 * slab_in_module() - is it memory of a module?
 * @s: a cache
 *
 * Context: any.
 * Return: whether it is, and not of the part that goes after initialization.
 */
bool slab_in_module(const struct kmem_cache *s)
{
	const unsigned long addr = (unsigned long)s;
	struct module *mod;

	KUNIT_STATIC_STUB_REDIRECT(slab_in_module, s);

	guard(rcu)();
	mod = __module_address(addr);
	return mod && !within_module_init(addr, mod);
}
EXPORT_SYMBOL_IF_KUNIT(slab_in_module);

/* Whether @s is memory of the kernel image that stays. */
static bool slab_in_image(struct kmem_cache *s)
{
	return __is_kernel((unsigned long)s) && !init_section_intersects(s, sizeof(*s));
}

static bool being_destroyed(struct kmem_cache *s)
{
	/* Pairs with slab_free_struct(). */
	return smp_load_acquire(&s->primary_cache) && !s->refcount &&
	       !READ_ONCE(s->leaked);
}

/**
 * slab_static_claim() - can a cache be set up in this storage?
 * @s: the storage
 *
 * Waits for its destruction to end, which another cache's user may have begun.
 *
 * Context: process context, slab_mutex held, and dropped to wait.
 * Return: 0, also for hidden storage, which only a cache of its own class can
 * use; -EBUSY if a cache is set up there or has leaked; -EINVAL if it is no
 * static storage, or some that goes when initialization is done.
 */
int slab_static_claim(struct kmem_cache *s)
{
	lockdep_assert_held(&slab_mutex);

	if (WARN(!slab_in_module(s) && !slab_in_image(s),
		 "%pS is no static storage of a cache\n", s))
		return -EINVAL;

	while (being_destroyed(s)) {
		mutex_unlock(&slab_mutex);
		wait_var_event(&s->primary_cache, !being_destroyed(s));
		mutex_lock(&slab_mutex);
	}

	if (s->leaked)
		return -EBUSY;
	if (WARN(slab_primary(s) && !s->hidden, "cache %s is set up already\n", s->name))
		return -EBUSY;

	return 0;
}

/**
 * slab_alloc_primary() - get the struct of a cache that owns its storage
 * @handle: static storage, or %NULL
 *
 * That is @handle, unless it is in a module: then it will be an alias of what
 * this returns.
 *
 * Context: process context, may sleep.
 * Return: the struct, for slab_free_struct(), zeroed but for the pointer to the
 * per-node array and for what tells its kind; %NULL without memory.
 */
struct kmem_cache *slab_alloc_primary(struct kmem_cache *handle)
{
	struct kmem_cache_per_node_ptrs *per_node;

	KUNIT_STATIC_STUB_REDIRECT(slab_alloc_primary, handle);

	if (!handle || slab_in_module(handle)) {
		struct kmem_cache *s = alloc_kmem_cache(GFP_KERNEL);

		if (s)
			s->hidden = handle;
		return s;
	}

	per_node = kzalloc_objs(*per_node, nr_node_ids);
	if (!per_node)
		return NULL;

	handle->per_node = per_node;
	handle->is_static = true;
	return handle;
}
EXPORT_SYMBOL_IF_KUNIT(slab_alloc_primary);

/**
 * slab_free_struct() - give back the struct of a cache that owned its storage
 * @s: the cache, that nothing uses any more
 *
 * Context: any context that kfree() is good for. Wakes slab_static_claim().
 */
void slab_free_struct(struct kmem_cache *s)
{
	if (!s->is_static) {
		kmem_cache_free(kmem_cache, s);
		return;
	}

	kfree(s->per_node);
	/* Busy to the last: slab_static_claim() does not wait for a lock here. */
	*s = (struct kmem_cache){ .primary_cache = s };
	store_release_wake_up(&s->primary_cache, NULL);
}

/**
 * slab_static_leak() - storage stays in use for ever
 * @s: the cache, destroyed with objects left
 *
 * Nothing takes it back, so that slab_static_claim() needs no lock to see it.
 *
 * Context: process context. Wakes slab_static_claim().
 */
void slab_static_leak(struct kmem_cache *s)
{
	WRITE_ONCE(s->leaked, true);
	smp_mb();	/* as in store_release_wake_up() */
	wake_up_var(&s->primary_cache);
}

/*
 * What kmem_cache_setup() and its kind come down to. Not to be called directly.
 */
int __kmem_cache_setup_args(struct kmem_cache *s, const char *name,
			    unsigned int size, struct kmem_cache_args *args,
			    slab_flags_t flags)
{
	if (WARN_ON(!s))
		return -EINVAL;

	return PTR_ERR_OR_ZERO(slab_create(s, name, size, args, flags));
}
EXPORT_SYMBOL(__kmem_cache_setup_args);

#ifdef CONFIG_MODULES
/* Some handle in the memory of @mod, or NULL. */
static struct kmem_cache *handle_in(struct module *mod)
{
	struct kmem_cache *s;

	guard(mutex)(&slab_mutex);
	list_for_each_entry(s, &slab_static_aliases, aliases) {
		if (within_module((unsigned long)s, mod))
			return s;
	}
	return NULL;
}

/* A module went, or failed to come, and forgot to destroy a cache. */
VISIBLE_IF_KUNIT int slab_module_notify(struct notifier_block *nb,
					unsigned long action, void *data)
{
	struct module *mod = data;
	struct kmem_cache *s;

	if (action != MODULE_STATE_GOING)
		return NOTIFY_DONE;

	while ((s = handle_in(mod))) {
		WARN(1, "module %s goes without destroying its cache %s\n",
		     mod->name, s->name);
		kmem_cache_destroy(s);
	}
	return NOTIFY_OK;
}
EXPORT_SYMBOL_IF_KUNIT(slab_module_notify);

static struct notifier_block slab_module_nb = {
	.notifier_call = slab_module_notify,
};

static int __init slab_static_init(void)
{
	return register_module_notifier(&slab_module_nb);
}
core_initcall(slab_static_init);
#endif
