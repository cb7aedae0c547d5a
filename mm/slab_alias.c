// SPDX-License-Identifier: GPL-2.0
/*
 * The alias layer of SLUB: caches that share storage.
 *
 * Each kmem_cache_create() returns a struct kmem_cache of its own, a handle,
 * with its own name and object size. Handles of one class share storage: the
 * per-CPU sheaves and the per-node slabs. The handle that was created first owns
 * it, it is the primary; later ones are its aliases:
 *
 *	   "a", primary          "b", alias            "c", alias
 *	+----------------+    +----------------+    +----------------+
 *	| primary_cache -+-.  | primary_cache  |    | primary_cache  |
 *	| aliases .......|.|..| list ..........|....| list           |
 *	+----------------+ |  +-------+--------+    +-------+--------+
 *	  ^   ^            |          |                     |
 *	  |   `------------+----------+---------------------'
 *	  `--- slabs, sheaves, KFENCE metadata
 *
 * Slabs and sheaves point at the primary, so an alias can be destroyed at any
 * time. A primary stays as long as it has aliases. If its own user destroys it
 * before that, it becomes hidden: storage without a user, which further caches
 * join as before. The last handle takes the storage with it. A hidden primary
 * is also made for a static cache of a module, see mm/slab_static.c.
 *
 * Each handle owns the entry of its name in /sys/kernel/slab.
 * find_mergeable() still decides which caches may share.
 */

/*
 * Life of a struct kmem_cache: ->state says what it is, ->primary_cache whose
 * storage it allocates from.
 *
 *	             create             join
 *	  OWNER <---------- UNUSED ----------> ALIAS
 *	   | ^                ^ ^                |
 *	   | | set up again   | | destroy        |
 *	   v |                | `----------------'
 *	  HIDDEN              |
 *	   |                  | memory is given back
 *	   | last handle      |
 *	   `-------------> DYING -----> LEAKED (objects were left)
 *
 * An owner without aliases goes straight to DYING. UNUSED is memory of static
 * caches only; for others it is memory that is not allocated. Storage that is
 * made for a static cache of a module starts as HIDDEN.
 */

/**
 * DOC: Invariants
 *
 * 1. Nothing reachable from an object, slab, sheaf, barn, RCU callback, deferred
 *    free, KFENCE or KASAN metadata points at an alias.
 * 2. primary_cache of a live cache is a primary, reached in one step.
 * 3. Only primaries are on slab_caches, newest first: its walkers see each
 *    storage once. Aliases are on the list of their primary, those with static
 *    storage on slab_static_aliases too.
 * 4. An alias has a copy of what fast paths read, and nothing else of its
 *    primary. The copy does not change, except by slab_set_flag(), and during
 *    boot by bootstrap_cache_sheaves().
 * 5. Each handle and each storage owns its name; no copy of a string is shared,
 *    except by 10.
 *    Hidden storage is shown under the name of a live handle, which no other
 *    storage shows if there is such a handle.
 * 6. Each handle has the entry of its name in /sys/kernel/slab, or an older handle
 *    of that name has it, unless sysfs failed.
 * 7. kmem_cache_size() is what the user of that handle asked for. object_size
 *    of a primary is the largest size that was ever asked for.
 * 8. Create and destroy are all or nothing.
 * 9. No primary lies in module memory.
 * 10. An alias without an id is a constant address of kmalloc(). It has the name
 *     of its primary, no entry in sysfs, and is not counted in refcount.
 */

/*
 * Locking: slab_mutex protects all that is written here. Read without it are
 * what a handle's user reads from its own handle; the name of a storage, under
 * RCU; object_size and inuse of a primary, which only grow; flags; and what sysfs
 * shows of state, refcount and align.
 */

#include <linux/slab.h>
#include <linux/hash.h>
#include <linux/string_helpers.h>
#include <linux/sysfs.h>
#include <asm/sections.h>

#include "slab.h"

/* How many storages are hidden. */
static unsigned int slab_nr_hidden;

/* === Names ================================================================ */

struct slab_name {
	struct rcu_head rcu;
	char string[];
};

/* Return a copy of @name for slab_free_name(), NULL of none or if out of memory. */
const char *slab_copy_name(const char *name, gfp_t gfp)
{
	size_t len = name ? strlen(name) + 1 : 0;
	struct slab_name *copy;

	/* A string of a module is freed with it, one of the image stays. */
	if (!name || is_kernel_rodata((unsigned long)name))
		return name;

	copy = kmalloc_flex(*copy, string, len, gfp);
	return copy ? memcpy(copy->string, name, len) : NULL;
}

static void slab_free_name_rcu(struct rcu_head *head)
{
	kfree(container_of(head, struct slab_name, rcu));
}

/* Does not sleep. Readers that found @name under RCU keep it until they end. */
void slab_free_name(const char *name)
{
	if (name && !is_kernel_rodata((unsigned long)name))
		slab_call_rcu(&container_of((const char (*)[])name, struct slab_name,
					    string)->rcu, slab_free_name_rcu);
}

static void slab_rename(struct kmem_cache *p, const char *name)
{
	const char *old = p->name;

	/* Pairs with the address dependency of readers of the string. */
	smp_store_release(&p->name, name);
	slab_free_name(old);
}

/* === Entries in /sys/kernel/slab ========================================== */

#ifdef SLAB_SUPPORTS_SYSFS
/* How many handles have no entry in sysfs, most because another has their name. */
static unsigned int slab_nr_nameless;

/* What sysfs makes of a name, as kobject_set_name() does: there is no '/'. */
static char slab_entry_char(char c)
{
	return c == '/' ? '!' : c;
}

static bool slab_same_entry(const char *a, const char *b)
{
	while (*a && slab_entry_char(*a) == slab_entry_char(*b))
		a++, b++;
	return slab_entry_char(*a) == slab_entry_char(*b);
}

/* The older of two handles that were created after @id and lack the name @name. */
static struct kmem_cache *slab_older(struct kmem_cache *a, struct kmem_cache *b,
				     u64 id, const char *name)
{
	if (b->id <= id || (name && (!b->nameless || !slab_same_entry(b->name, name))))
		return a;
	return a && a->id < b->id ? a : b;
}

/* The oldest of those handles, or NULL. Any handle will do if @name is NULL. */
static struct kmem_cache *slab_oldest(u64 id, const char *name)
{
	struct kmem_cache *p, *s, *oldest = NULL;

	lockdep_assert_held(&slab_mutex);
	list_for_each_entry(p, &slab_caches, list) {
		if (p->state == CACHE_DYING)
			continue;
		if (p->state == CACHE_OWNER)
			oldest = slab_older(oldest, p, id, name);
		list_for_each_entry(s, &p->aliases, list)
			oldest = slab_older(oldest, s, id, name);
	}
	return oldest;
}

/* Add or remove the link of @s, under the name that a directory would have. */
static int slab_set_link(struct kmem_cache *s, bool add)
{
	struct kobject *of = &slab_primary(s)->kobj, *in = &slab_kset->kobj;
	const gfp_t gfp = GFP_KERNEL | (add ? 0 : __GFP_NOFAIL);
	const bool slash = strchr(s->name, '/');
	const char *name = slash ? kstrdup_and_replace(s->name, '/', '!', gfp) : s->name;
	int err = 0;

	if (!add)
		sysfs_remove_link(in, name);
	else
		err = name ? sysfs_create_link_nowarn(in, of, name) : -ENOMEM;
	s->linked = add && !err;
	if (slash)
		kfree(name);
	return err;
}

static void slab_set_nameless(struct kmem_cache *s, bool nameless)
{
	slab_nr_nameless += nameless - s->nameless;
	s->nameless = nameless;
}

/*
 * Give @s its entry: the directory of its storage if that has its name, which
 * it has if it cannot be shared, or a link to it. A cache works without.
 */
static void slab_link(struct kmem_cache *s)
{
	struct kmem_cache *p = slab_primary(s);
	int err = 0;

	/* slab_late_init() does it. */
	if (slab_state < FULL)
		return;

	if (!p->kobj.state_in_sysfs)
		err = sysfs_slab_add_dir(p, s->name);
	if (!err && !p->own_dir)
		err = slab_set_link(s, true);
	slab_set_nameless(s, err);
	if (err == -EEXIST)
		pr_warn("SLUB: the name %s is taken, cache has no entry in sysfs\n", s->name);
	else if (err)
		pr_err("SLUB: Unable to add cache %s to sysfs: %d\n", s->name, err);
}

/* The oldest handle that lacks the entry @name gets it. */
void slab_name_is_free(const char *name)
{
	struct kmem_cache *s;

	lockdep_assert_held(&slab_mutex);
	s = slab_nr_nameless ? slab_oldest(0, name) : NULL;
	if (s)
		slab_link(s);
}

/* Remove the entry of @s, whose directory has given up the name if that was it. */
static void slab_unlink(struct kmem_cache *s)
{
	bool had_none = s->nameless;

	if (s->linked)
		slab_set_link(s, false);
	slab_set_nameless(s, false);
	if (!had_none)
		slab_name_is_free(s->name);
}

/* sysfs is up: give all caches their entries, in order of creation. */
void __init slab_link_all(void)
{
	struct kmem_cache *s;
	u64 id = 0;

	while ((s = slab_oldest(id, NULL))) {
		slab_link(s);
		id = s->id;
	}
}

/* Whether each handle has its entry, so that no two have a name in common. */
static bool slab_names_differ(void)
{
	return slab_state == FULL && !slab_nr_nameless;
}
#else
static void slab_link(struct kmem_cache *s) { }
static void slab_unlink(struct kmem_cache *s) { }
static bool slab_names_differ(void) { return false; }
#endif

/* === Names that are shown ================================================= */

/* Whether a storage other than @p is shown under @name; a dying one is not. */
bool slab_name_shown(const struct kmem_cache *p, const char *name)
{
	struct kmem_cache *s;

	list_for_each_entry(s, &slab_caches, list) {
		if (s != p && s->state != CACHE_DYING && !strcmp(s->name, name))
			return true;
	}
	return false;
}

/*
 * Show hidden storage under a name that no other storage shows, or else under
 * that of its oldest handle. Tools that key on names lose a storage whose name
 * changes, and some lose all if one repeats.
 */
static void slab_choose_name(struct kmem_cache *p)
{
	struct kmem_cache *s, *unique = NULL;

	list_for_each_entry(s, &p->aliases, list) {
		bool shown = !strcmp(s->name, p->name);

		if ((!unique || shown) &&
		    (slab_names_differ() || !slab_name_shown(p, s->name)))
			unique = s;
		if (unique && shown)
			break;
	}

	p->name_repeats = !unique;
	s = unique ?: list_first_entry(&p->aliases, struct kmem_cache, list);
	/* A few bytes; a cache cannot fail to be destroyed for want of them. */
	if (strcmp(s->name, p->name))
		slab_rename(p, slab_copy_name(s->name, GFP_KERNEL | __GFP_NOFAIL));
}

/* The handles of @p, or the name that it is shown under, have changed. */
static void slab_names_changed(struct kmem_cache *p)
{
	static bool differed;
	bool differ = slab_names_differ();
	struct kmem_cache *s;

	if (!slab_nr_hidden)
		return;
	/* The others look at the name that @p has then. */
	if (p->state == CACHE_HIDDEN)
		slab_choose_name(p);
	/* Then no name repeats, and none did before. */
	if (differ && differed)
		return;
	differed = differ;
	list_for_each_entry(s, &slab_caches, list) {
		if (s != p && s->state == CACHE_HIDDEN &&
		    (s->name_repeats || !strcmp(s->name, p->name)))
			slab_choose_name(s);
	}
}

/* === Classes ============================================================== */

/*
 * The storages that a new cache may join, by the size of what they allocate, in
 * the order in which that became possible. find_mergeable() looks at one chain,
 * however many caches there are. A storage leaves its chain with its last
 * handle, long before it is freed.
 *
 * Caches that share have the same size: both are multiples of a pointer's, and
 * less than that apart. The chains are singly linked: a second pointer would
 * make the struct larger than four cache lines.
 */
#define SLAB_CLASS_BITS 6
static struct kmem_cache *slab_classes[1 << SLAB_CLASS_BITS];

static struct kmem_cache **slab_class(unsigned int size)
{
	return &slab_classes[hash_32(size, SLAB_CLASS_BITS)];
}

/* The first storage of a chain, for for_each_slab_in_class(). */
struct kmem_cache *slab_class_first(unsigned int size)
{
	lockdep_assert_held(&slab_mutex);
	return *slab_class(size);
}

/* Note whether @s, a storage whose size is settled, can be shared now. */
void slab_class_update(struct kmem_cache *s)
{
	struct kmem_cache **slot = slab_class(s->size);
	bool mergeable = !slab_unmergeable(s) && !s->own_dir;

	while (*slot && *slot != s)
		slot = &(*slot)->class_next;

	if (mergeable && !*slot) {
		s->class_next = NULL;
		*slot = s;
	} else if (!mergeable && *slot) {
		*slot = s->class_next;
	}
}

/* === Handles ============================================================== */

/* Whether @s is what slab_attach() makes of a handle on @p. */
static inline bool slab_is_alias_of(struct kmem_cache *s, struct kmem_cache *p)
{
	return s->state == CACHE_ALIAS && s->primary_cache == p &&
	       (p->state == CACHE_OWNER || p->state == CACHE_HIDDEN) &&
	       s->cpu_sheaves == p->cpu_sheaves &&
	       /* slub_kunit exempts its own handle from KFENCE. */
	       !((s->flags ^ p->flags) & ~SLAB_SKIP_KFENCE) &&
	       !memcmp(&s->shared, &p->shared, sizeof(s->shared));
}

/* What init_on_free clears and krealloc() may use in place is the largest object. */
static void slab_add_user(struct kmem_cache *p, unsigned int size)
{
	p->refcount++;
	if (size > p->object_size)
		WRITE_ONCE(p->object_size, size);
	if (ALIGN(size, sizeof(void *)) > p->inuse)
		WRITE_ONCE(p->inuse, ALIGN(size, sizeof(void *)));
}

/*
 * Make @s, which is zero but for ->cpu_sheaves, a handle on the storage @p. It
 * owns @name from now on.
 */
static void slab_attach(struct kmem_cache *s, bool is_static, struct kmem_cache *p,
			const char *name, unsigned int size, unsigned int align)
{
	lockdep_assert_held(&slab_mutex);

	s->cpu_sheaves = p->cpu_sheaves;
	s->flags = p->flags;
	s->is_static = is_static;
	s->primary_cache = p;
	s->object_size = size;
	s->user_size = size;
	memcpy(&s->shared, &p->shared, sizeof(s->shared));
	s->refcount = 1;
	s->inuse = p->inuse;	/* for freeptr_outside_object(); grows in @p only */
	s->align = align;
	s->name = name;
	s->id = slab_new_id();
	s->state = CACHE_ALIAS;
	list_add_tail(&s->list, &p->aliases);
	if (is_static)
		list_add(&s->statics, &slab_static_aliases);
	slab_add_user(p, size);
}

/*
 * Where another cache serves a size or a type, make what kmalloc() knows as a
 * constant address stand for it. It is not counted as a handle: what users see of
 * that cache is the same as without it.
 */
void __init slab_add_addresses(enum kmalloc_cache_type type)
{
	struct kmem_cache *s, *p;

	guard(mutex)(&slab_mutex);
	for (unsigned int i = 1; i < KMALLOC_STATIC_NR; i++) {
		p = kmalloc_caches[type][i];
		if (!p || !kmalloc_is_static(type, i) || p == kmalloc_static_cache(type, i))
			continue;
		s = kmalloc_static_cache(type, i);
		slab_attach(s, true, p, p->name, p->object_size, p->align);
		p->refcount--;
		s->id = 0;
	}
}

/* @p, and what stands for it, have sheaves now. */
void __init slab_set_capacity(struct kmem_cache *p, unsigned int capacity)
{
	struct kmem_cache *s;

	guard(mutex)(&slab_mutex);
	p->sheaf_capacity = capacity;
	list_for_each_entry(s, &p->aliases, list)
		s->sheaf_capacity = capacity;
}

/* The user of hidden storage is back, maybe with another name, size or alignment. */
static void slab_unhide(struct kmem_cache *p, const char *name, unsigned int size,
			unsigned int align)
{
	/* As a handle it is new. */
	slab_list_del(p);
	slab_list_add(p);
	p->state = CACHE_OWNER;
	p->name_repeats = false;
	p->user_size = size;
	p->align = align;
	slab_nr_hidden--;
	slab_rename(p, name);
	slab_add_user(p, size);
}

/* @p has lost its own user, or never had one. */
static void slab_hide(struct kmem_cache *p)
{
	p->state = CACHE_HIDDEN;
	slab_nr_hidden++;
}

/*
 * Create a cache on storage that is there.
 * @p: the storage
 * @handle: static storage that slab_static_claim() has found usable, or %NULL;
 *	    @p if its user is back
 * @name: is copied
 * @size: object size that the user asks for
 * @align: alignment that the user asks for, calculated
 *
 * Returns the handle, or ERR_PTR(-ENOMEM) with nothing changed.
 */
struct kmem_cache *slab_join(struct kmem_cache *p, struct kmem_cache *handle,
			     const char *name, unsigned int size, unsigned int align)
{
	struct kmem_cache *s = handle;

	lockdep_assert_held(&slab_mutex);

	if (!s)
		s = kmem_cache_zalloc(kmem_cache, GFP_KERNEL);
	name = slab_copy_name(name, GFP_KERNEL);
	if (!s || !name) {
		if (s && !handle)
			kmem_cache_free(kmem_cache, s);
		slab_free_name(name);
		return ERR_PTR(-ENOMEM);
	}

	if (s == p)
		slab_unhide(p, name, size, align);
	else
		slab_attach(s, handle, p, name, size, align);
	slab_link(s);
	slab_names_changed(p);
	return s;
}

/*
 * Take storage that was just made into use.
 * @p: the storage, its own user's or hidden
 * @s: the handle of its first user: @p, or static storage in a module
 * @name: copy for @s if that is not @p, which has its own
 */
void slab_add_storage(struct kmem_cache *p, struct kmem_cache *s, const char *name)
{
	lockdep_assert_held(&slab_mutex);

	slab_list_add(p);
	if (s != p) {
		slab_hide(p);
		p->refcount = 0;	/* it counted as its own user */
		slab_attach(s, true, p, name, p->user_size, p->align);
	}
	slab_class_update(p);
	slab_link(s);
	slab_names_changed(p);
}

/*
 * Take the handle @s off its storage, because its user destroys it.
 *
 * Removes the entry of @s in sysfs, frees its name and its memory, or makes that
 * unused if static; if @s owns storage that others use, hides it.
 * The caller has waited for callbacks that free through @s, see
 * slab_storage_outlives(). There is nothing more to wait for: only its user and
 * lists under slab_mutex point at an alias.
 *
 * Returns the storage if @s was its last handle, for the caller to shut it down
 * and release it. It has the name of @s. Else returns NULL.
 */
struct kmem_cache *slab_detach(struct kmem_cache *s)
{
	struct kmem_cache *p = slab_primary(s);
	const char *name = s->name;
	bool last;

	lockdep_assert_held(&slab_mutex);

	/* Its user destroyed it before, or a static cache is not set up. */
	if (s->state != CACHE_OWNER && s->state != CACHE_ALIAS) {
		WARN(s->state != CACHE_UNUSED, "cache %s is destroyed twice\n", name);
		return NULL;
	}

	VM_WARN_ON_ONCE(s != p && !slab_is_alias_of(s, p));

	last = !--p->refcount;
	if (last) {
		if (p->state == CACHE_HIDDEN)
			slab_nr_hidden--;
		p->state = CACHE_DYING;
		slab_class_update(p);
		sysfs_slab_retire(p);
	} else if (s == p) {
		slab_hide(p);
	}
	if (s != p)
		list_del(&s->list);

	slab_unlink(s);
	slab_names_changed(p);

	if (s != p) {
		if (s->is_static) {
			list_del(&s->statics);
			slab_static_reset(s);
		} else {
			kmem_cache_free(kmem_cache, s);
		}
		slab_free_name(name);
	}
	return last ? p : NULL;
}
