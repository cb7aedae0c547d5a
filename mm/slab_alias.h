/* SPDX-License-Identifier: GPL-2.0 */
#ifndef MM_SLAB_ALIAS_H
#define MM_SLAB_ALIAS_H
/*
 * Internal interface of the alias layer. Included by mm/slab.h, which has
 * struct kmem_cache.
 */

/* What a struct kmem_cache is in use for. Changed under slab_mutex alone. */
enum cache_state {
	CACHE_UNUSED,		/* Static storage that is not set up */
	CACHE_ALIAS,		/* Handle on the storage of ->primary_cache */
	CACHE_OWNER,		/* Handle and storage */
	CACHE_HIDDEN,		/* Storage without a user of its own */
	CACHE_DYING,		/* Storage without a handle, being destroyed */
	CACHE_LEAKED,		/* Destroyed with objects left, never to be reused */
};

/* === mm/slab_alias.c ====================================================== */

const char *slab_copy_name(const char *name, gfp_t gfp);
void slab_free_name(const char *name);
bool slab_name_shown(const struct kmem_cache *p, const char *name);
struct kmem_cache *slab_join(struct kmem_cache *p, struct kmem_cache *handle,
			     const char *name, unsigned int size,
			     unsigned int align);
void slab_add_storage(struct kmem_cache *p, struct kmem_cache *s, const char *name);
struct kmem_cache *slab_detach(struct kmem_cache *s);
struct kmem_cache *slab_class_first(unsigned int size);
void slab_class_update(struct kmem_cache *s);
void slab_add_addresses(enum kmalloc_cache_type type);
void slab_set_capacity(struct kmem_cache *p, unsigned int capacity);

/* All storages that may have objects of @__size, under slab_mutex */
#define for_each_slab_in_class(__s, __size)				\
	for ((__s) = slab_class_first(__size); (__s); (__s) = (__s)->class_next)

#ifdef SLAB_SUPPORTS_SYSFS
void slab_link_all(void);
void slab_name_is_free(const char *name);
/* What mm/slub.c does for it in /sys/kernel/slab */
int sysfs_slab_add_dir(struct kmem_cache *s, const char *name);
void sysfs_slab_retire(struct kmem_cache *s);
extern struct kset *slab_kset;
#else
static inline void slab_link_all(void) { }
static inline void sysfs_slab_retire(struct kmem_cache *s) { }
#endif

/* === mm/slab_static.c ===================================================== */

extern struct list_head slab_static_aliases;
bool slab_in_module(const struct kmem_cache *s);
int slab_static_claim(struct kmem_cache *s, const char *name);
void slab_static_reset(struct kmem_cache *s);
void slab_static_release(struct kmem_cache *s);
void slab_set_leaked(struct kmem_cache *s);
void slab_unset_report(struct kmem_cache *s);

/*
 * Held while storage is being destroyed, which takes cpu_hotplug_lock, and by
 * those that may wait for that: lockdep reports them under that lock.
 */
extern struct lockdep_map slab_dying_map;

static inline void slab_dying_might_wait(void)
{
	lock_map_acquire(&slab_dying_map);
	lock_map_release(&slab_dying_map);
}

struct kmem_cache *slab_create(struct kmem_cache *handle, const char *name,
			       unsigned int size, struct kmem_cache_args *args,
			       slab_flags_t flags);

/* The cache that owns the storage; NULL for a static cache that is not set up. */
static inline struct kmem_cache *slab_primary(struct kmem_cache *s)
{
	return s->primary_cache;
}

/*
 * Slow paths that the user of a cache can reach call this once, on entry: what
 * they store in slabs, sheaves and metadata must point at the primary.
 */
static inline struct kmem_cache *slab_storage(struct kmem_cache *s)
{
	struct kmem_cache *p = READ_ONCE(s->primary_cache);

	if (unlikely(!p))
		slab_unset_report(s);
	return p;
}

/* Whether the storage of the handle @s outlives it. Called under slab_mutex. */
static inline bool slab_storage_outlives(struct kmem_cache *s)
{
	return s->state == CACHE_ALIAS || (s->state == CACHE_OWNER && s->refcount > 1);
}

/* Where slabs and sheaves get their owner: slow paths have switched before. */
static inline struct kmem_cache *slab_owner(struct kmem_cache *s)
{
	VM_WARN_ON_ONCE(s != s->primary_cache);
	return s;
}

#endif /* MM_SLAB_ALIAS_H */
