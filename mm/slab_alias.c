// SPDX-License-Identifier: GPL-2.0
/*
 * The alias layer of SLUB: caches that share storage.
 *
 * Each kmem_cache_create() returns a struct kmem_cache of its own, a handle,
 * with its own name, object size and link in /sys/kernel/slab. Handles of one
 * class share storage: the per-CPU sheaves and the per-node slabs. The handle
 * that came first owns it, it is the primary; those that joined later are its
 * aliases:
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
 * Slabs and sheaves point at the primary, so that an alias can go at any time.
 * A primary stays as long as it has aliases. When its own user destroys it
 * before that, it becomes a hidden primary: storage without a user, shown under
 * the name of one of its aliases, that further caches join as before. The last
 * handle takes the storage with it. A hidden primary is also made for a static
 * cache of a module, which cannot own storage, see mm/slab_static.c.
 *
 * Which caches belong to one class is for find_mergeable() to say. Handles do
 * not change it. What can be joined is found by its size, in a time that does
 * not depend on how many caches there are.
 */

/**
 * DOC: Invariants
 *
 * 1. Nothing reachable from an object, slab, sheaf, barn, RCU callback, deferred
 *    free, KFENCE or KASAN metadata points at an alias.
 * 2. primary_cache is never NULL on a live cache and is reached in one step.
 * 3. No primary lies in module memory.
 * 4. Only primaries are on slab_caches, so that whoever walks that list sees
 *    each storage once. Aliases are on the list of their primary, those with
 *    static storage on slab_static_aliases too.
 * 5. The fast paths run the same instructions for a primary and for an alias,
 *    which carries copies of what they read. What is copied does not change
 *    afterwards, except by slab_alias_set_flag().
 * 6. Each handle owns its name. The name of a destroyed cache is shown nowhere.
 * 7. Each handle owns its link in /sys/kernel/slab: made with it, removed with
 *    it, never another's.
 * 8. kmem_cache_size() is what the user of that handle asked for. object_size of
 *    a primary is the largest size that was ever asked for.
 * 9. Create and destroy are all or nothing.
 */

/*
 * Locking: slab_mutex protects all that is written here. Read without it are
 * primary_cache, user_size and is_static, which are set before the user has the
 * handle; the name of a primary, under RCU; its object_size and inuse, which only
 * grow; and flags.
 */

#include <linux/slab.h>
#include <linux/hash.h>
#include <linux/kernfs.h>
#include <linux/sysfs.h>
#include <kunit/static_stub.h>
#include <kunit/visibility.h>
#include <asm/sections.h>

#include "slab.h"

/* === Names ================================================================ */

/**
 * slab_copy_name() - make a handle's own copy of its name
 * @name: name as the creator gave it
 *
 * The string of a module goes with the module; one in the kernel's rodata is
 * used as it is.
 *
 * Context: process context, may sleep.
 * Return: the copy, for kfree_const(), or %NULL without memory.
 */
const char *slab_copy_name(const char *name)
{
	KUNIT_STATIC_STUB_REDIRECT(slab_copy_name, name);
	return kstrdup_const(name, GFP_KERNEL);
}
EXPORT_SYMBOL_IF_KUNIT(slab_copy_name);

/*
 * Storage is shown under the name of a live handle. Replace the name of
 * @primary by that of an alias, which keeps owning it, and free the old one
 * when the readers that found it through a slab are done.
 */
static void replace_shown_name(struct kmem_cache *primary)
{
	struct kmem_cache *alias = list_first_entry(&primary->aliases,
						    struct kmem_cache, list);
	const char *old = primary->name;

	WRITE_ONCE(primary->name, alias->name);
	if (!is_kernel_rodata((unsigned long)old))
		kvfree_rcu_mightsleep((void *)old);
}

/* === Links in /sys/kernel/slab ============================================ */

#ifdef SLAB_SUPPORTS_SYSFS
/**
 * slab_create_link() - make the link from a handle's name to its storage
 * @s: handle
 *
 * Context: slab_mutex held.
 * Return: 0, -EEXIST if another cache has that name there, or another error.
 */
int slab_create_link(struct kmem_cache *s)
{
	KUNIT_STATIC_STUB_REDIRECT(slab_create_link, s);
	return sysfs_create_link_nowarn(&slab_kset->kobj,
					&slab_primary(s)->kobj, s->name);
}
EXPORT_SYMBOL_IF_KUNIT(slab_create_link);

/* A cache without a link works, so a failure is told and no more. */
static void link_handle(struct kmem_cache *s)
{
	int err;

	/* Before sysfs is up, or when it refused the directory. */
	if (!slab_primary(s)->kobj.state_in_sysfs)
		return;

	/*
	 * What cannot share has a directory of that name: with a link if the
	 * storage is hidden, it would be another's.
	 */
	if (!strcmp(kobject_name(&slab_primary(s)->kobj), s->name))
		return;

	err = slab_create_link(s);
	if (err == -EEXIST)
		pr_warn("SLUB: the name %s is taken, cache gets no link in sysfs\n",
			s->name);
	else if (err)
		pr_err("SLUB: Unable to add cache alias %s to sysfs\n", s->name);
	s->linked = !err;
}

static void unlink_handle(struct kmem_cache *s)
{
	if (s->linked)
		sysfs_remove_link(&slab_kset->kobj, s->name);
	s->linked = false;
}

/**
 * slab_alias_link() - link every handle of a storage that just got its directory
 * @primary: the storage
 *
 * Context: slab_mutex held.
 */
void slab_alias_link(struct kmem_cache *primary)
{
	struct kmem_cache *s;

	lockdep_assert_held(&slab_mutex);

	if (!primary->hidden)
		link_handle(primary);
	list_for_each_entry(s, &primary->aliases, list)
		link_handle(s);
}
#else
static void link_handle(struct kmem_cache *s) { }
static void unlink_handle(struct kmem_cache *s) { }
#endif

/* === Classes ============================================================== */

/*
 * The storages that a new cache may join, by the size of what they allocate, in
 * the order in which that became possible. find_mergeable() looks at one chain,
 * however many caches there are. A storage leaves its chain when its last handle
 * goes, long before it is freed. slab_mutex protects the chains.
 *
 * Caches that share have the same size: both are multiples of a pointer's, and
 * less than that apart.
 */
#define SLAB_CLASS_BITS 8
static struct kmem_cache *slab_classes[1 << SLAB_CLASS_BITS];

static struct kmem_cache **slab_class(unsigned int size)
{
	return &slab_classes[hash_32(size, SLAB_CLASS_BITS)];
}

/* The link that leads to @s, or the end of its chain. */
static struct kmem_cache **class_link(struct kmem_cache *s)
{
	struct kmem_cache **link = slab_class(s->size);

	while (*link && *link != s)
		link = &(*link)->class_next;
	return link;
}

/**
 * slab_class_first() - begin of the chain of storages to consider
 * @size: of an object with all that belongs to it, aligned
 *
 * Context: slab_mutex held; so for what follows by class_next.
 * Return: a storage, of that or another size, or %NULL.
 */
struct kmem_cache *slab_class_first(unsigned int size)
{
	return *slab_class(size);
}

/**
 * slab_class_update() - note whether a storage can be shared now
 * @s: storage whose size is settled
 *
 * Context: slab_mutex held, or early boot.
 */
void slab_class_update(struct kmem_cache *s)
{
	struct kmem_cache **link = class_link(s);
	bool there = *link, mergeable = !slab_unmergeable(s);

	if (mergeable && !there) {
		s->class_next = NULL;
		*link = s;
	} else if (!mergeable && there) {
		*link = s->class_next;
	}
}

/* === Invariants =========================================================== */

#if IS_ENABLED(CONFIG_KUNIT) || IS_ENABLED(CONFIG_DEBUG_VM)
/* One line and one count for each violation. */
#define broken(s, cond)							\
({									\
	bool __broken = (cond);						\
									\
	if (__broken)							\
		pr_err("slab alias: %s: " #cond "\n", (s)->name);	\
	__broken;							\
})

static unsigned int check_alias(struct kmem_cache *p, struct kmem_cache *s)
{
	unsigned int bad = 0;

	bad += broken(s, slab_primary(s) != p);
	bad += broken(s, list_empty(&s->aliases) == s->is_static);
	bad += broken(s, s->hidden || s->pins);
	bad += broken(s, s->name == p->name && !p->hidden &&
		      !is_kernel_rodata((unsigned long)s->name));
	bad += broken(s, s->object_size != s->user_size);
	bad += broken(s, s->object_size > p->object_size);
	/* What the fast paths read. */
	bad += broken(s, s->cpu_sheaves != p->cpu_sheaves);
	/* A test may exempt its own handle from KFENCE, as slub_kunit does. */
	bad += broken(s, (s->flags ^ p->flags) & ~SLAB_SKIP_KFENCE);
	bad += broken(s, s->size != p->size);
	bad += broken(s, s->offset != p->offset);
	bad += broken(s, s->sheaf_capacity != p->sheaf_capacity);
	bad += broken(s, s->per_node != p->per_node);
	bad += broken(s, s->ctor != p->ctor);
#ifdef CONFIG_SLAB_FREELIST_HARDENED
	bad += broken(s, s->random != p->random);
#endif
#ifdef CONFIG_SLUB_STATS
	bad += broken(s, s->cpu_stats != p->cpu_stats);
#endif
	return bad;
}

#ifdef SLAB_SUPPORTS_SYSFS
static unsigned int check_link(struct kmem_cache *s)
{
	struct kernfs_node *kn;
	unsigned int bad;

	if (!s->linked)
		return 0;

	kn = kernfs_find_and_get(slab_kset->kobj.sd, s->name);
	bad = broken(s, !kn || kernfs_type(kn) != KERNFS_LINK ||
		     kn->symlink.target_kn != slab_primary(s)->kobj.sd);
	kernfs_put(kn);
	return bad;
}
#else
static unsigned int check_link(struct kmem_cache *s)
{
	return 0;
}
#endif

static unsigned int check_storage(struct kmem_cache *p)
{
	bool shown = !p->hidden || !p->refcount;
	unsigned int bad = 0;
	struct kmem_cache *s;
	int handles = 0;

	lockdep_assert_held(&slab_mutex);

	bad += broken(p, slab_primary(p) != p);
	bad += broken(p, slab_in_module(p));
	bad += broken(p, p->user_size > p->object_size);
	bad += broken(p, !slab_storage_owned(p));
	bad += broken(p, slab_unmergeable(p) == !!*class_link(p));
	bad += check_link(p);

	list_for_each_entry(s, &p->aliases, list) {
		bad += check_alias(p, s);
		bad += check_link(s);
		shown |= p->name == s->name;
		handles++;
	}
	bad += broken(p, !shown);
	bad += broken(p, handles && p->refcount != handles + !p->hidden);
	return bad;
}

/**
 * slab_alias_check() - check the invariants on every live cache
 *
 * Each violation is printed with the name of the cache and the condition.
 *
 * Context: process context, takes slab_mutex.
 * Return: how many violations there are.
 */
unsigned int slab_alias_check(void)
{
	struct kmem_cache *s;
	unsigned int bad = 0;

	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list)
		bad += check_storage(s);
	mutex_unlock(&slab_mutex);
	return bad;
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_check);

/**
 * slab_alias_handles() - how many live handles a storage has
 * @p: address to look for, need not be a cache any more
 *
 * Context: process context, takes slab_mutex.
 * Return: the number, -ENOENT if there is no storage at @p.
 */
int slab_alias_handles(const struct kmem_cache *p)
{
	struct kmem_cache *s;

	guard(mutex)(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		if (s == p)
			return s->refcount;
	}
	return -ENOENT;
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_handles);

/**
 * slab_alias_lookup() - what an entry of /sys/kernel/slab leads to
 * @name: of a link or directory there
 *
 * Context: process context, takes slab_mutex.
 * Return: the storage, to be compared only; %NULL if there is no such entry.
 */
const struct kmem_cache *slab_alias_lookup(const char *name)
{
	const struct kmem_cache *p = NULL;
#ifdef SLAB_SUPPORTS_SYSFS
	struct kernfs_node *kn, *dir;

	guard(mutex)(&slab_mutex);
	kn = kernfs_find_and_get(slab_kset->kobj.sd, name);
	if (kn) {
		dir = kernfs_type(kn) == KERNFS_LINK ? kn->symlink.target_kn : kn;
		p = container_of(dir->priv, struct kmem_cache, kobj);
	}
	kernfs_put(kn);
#endif
	return p;
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_lookup);
#else
static unsigned int check_storage(struct kmem_cache *p)
{
	return 0;
}
#endif

/* === Attaching and detaching ============================================== */

/*
 * The aliases with static storage, by their ->aliases, under slab_mutex. All
 * handles in modules are there, and few others: the end of a module looks through
 * it.
 */
LIST_HEAD(slab_static_aliases);

/**
 * slab_alloc_handle() - allocate the struct of an alias
 *
 * An alias has no per-node array of its own, hence not from the kmem_cache
 * cache.
 *
 * Context: process context, may sleep.
 * Return: the struct, for kfree(), or %NULL without memory.
 */
struct kmem_cache *slab_alloc_handle(void)
{
	KUNIT_STATIC_STUB_REDIRECT(slab_alloc_handle);
	return kmalloc_obj(struct kmem_cache);
}
EXPORT_SYMBOL_IF_KUNIT(slab_alloc_handle);

/* One handle more uses @p. */
static void add_user(struct kmem_cache *p, unsigned int size)
{
	p->refcount++;
	/* Clear the whole object on a zeroing allocation, whoever frees it. */
	p->object_size = max(p->object_size, size);
	p->inuse = max(p->inuse, ALIGN(size, sizeof(void *)));
}

/* Turn the memory at @s into an alias of @p. Cannot fail. */
static void attach(struct kmem_cache *s, bool is_static, struct kmem_cache *p,
		   const char *name, unsigned int size)
{
	*s = *p;
	s->name = name;
	s->object_size = size;
	s->user_size = size;
	s->refcount = 1;
	s->hidden = false;
	s->linked = false;
	s->is_static = is_static;
	s->class_next = NULL;
	INIT_LIST_HEAD(&s->aliases);
	if (is_static)
		list_add(&s->aliases, &slab_static_aliases);
#ifdef CONFIG_SYSFS
	memset(&s->kobj, 0, sizeof(s->kobj));
#endif

	list_add_tail(&s->list, &p->aliases);
	add_user(p, size);
}

/* The user of hidden storage is back, maybe with another name and size. */
static void unhide(struct kmem_cache *p, const char *name, unsigned int size)
{
	/* The name that it was shown under is an alias's. */
	WRITE_ONCE(p->name, name);
	p->user_size = size;
	p->hidden = false;
	add_user(p, size);
}

/**
 * slab_alias_create() - create a cache as an alias, if it has a partner
 * @handle: static storage that slab_static_claim() has found usable, or %NULL
 * @name: name of the cache, is copied
 * @size: object size that the user asks for
 * @flags: as for kmem_cache_create()
 * @args: as for kmem_cache_create()
 *
 * If @handle is storage that its user destroyed before others did, then it is
 * that storage or none.
 *
 * Context: process context, slab_mutex held.
 * Return: the new handle; %NULL if no storage of that class exists, so that the
 * caller makes some; an ERR_PTR() with nothing changed: %-ENOMEM if there is
 * storage but not the memory for a handle, %-EBUSY if @handle is in use as
 * storage of another class.
 */
struct kmem_cache *slab_alias_create(struct kmem_cache *handle, const char *name,
				     unsigned int size, slab_flags_t flags,
				     struct kmem_cache_args *args)
{
	struct kmem_cache *hidden = handle ? slab_primary(handle) : NULL;
	struct kmem_cache *p, *s;

	lockdep_assert_held(&slab_mutex);

	p = find_mergeable(size, flags, name, args, hidden);
	if (!p)
		return hidden ? ERR_PTR(-EBUSY) : NULL;

	s = handle ?: slab_alloc_handle();
	if (!s)
		return ERR_PTR(-ENOMEM);

	name = slab_copy_name(name);
	if (!name) {
		if (!handle)
			kfree(s);
		return ERR_PTR(-ENOMEM);
	}

	if (hidden)
		unhide(s, name, size);
	else
		attach(s, handle, p, name, size);
	link_handle(s);
	VM_WARN_ON_ONCE(check_storage(p));
	return s;
}

/**
 * slab_alias_adopt() - give new hidden storage its first handle
 * @s: static storage in a module
 * @p: hidden primary that was made for it; its name becomes the name of @s
 *
 * Context: process context, slab_mutex held.
 * Return: @s, an alias of @p.
 */
struct kmem_cache *slab_alias_adopt(struct kmem_cache *s, struct kmem_cache *p)
{
	lockdep_assert_held(&slab_mutex);

	/* It counted as its own user while it was made. */
	p->refcount = 0;
	attach(s, true, p, p->name, p->user_size);
	link_handle(s);
	VM_WARN_ON_ONCE(check_storage(p));
	return s;
}

/**
 * slab_alias_detach() - take a handle off its storage
 * @s: handle that its user destroys
 *
 * When it returns, the name and the link of @s are gone, and so is its memory,
 * or it is zero if static, unless it owns storage that others use: then it is
 * hidden. There is nothing to wait for, because nothing but its user and the
 * list of aliases points at an alias.
 *
 * Context: process context, slab_mutex held.
 * Return: the storage if @s was its last handle; it has the name of @s, and is
 * the caller's to shut down and release. %NULL otherwise.
 */
struct kmem_cache *slab_alias_detach(struct kmem_cache *s)
{
	struct kmem_cache *p = slab_primary(s);
	bool last;

	lockdep_assert_held(&slab_mutex);

	/* A static cache that is not set up, or not any more. */
	if (!p || !p->refcount)
		return NULL;

	/* Its user destroyed it before. */
	if (WARN_ON(s->hidden))
		return NULL;

	unlink_handle(s);
	last = !--p->refcount;
	if (last)
		slab_class_update(p);

	if (s != p) {
		list_del(&s->list);
		/* Names from rodata are not copied: two handles may share one. */
		if (!p->hidden || p->name != s->name)
			kfree_const(s->name);
		else if (!last)
			replace_shown_name(p);
		/* else the storage takes the name over */
		if (s->is_static) {
			list_del(&s->aliases);
			memset(s, 0, sizeof(*s));
		} else {
			kfree(s);
		}
	} else if (!last) {
		p->hidden = true;
		replace_shown_name(p);
	}

	VM_WARN_ON_ONCE(check_storage(p));
	return last ? p : NULL;
}

/**
 * slab_alias_set_flag() - set or clear a flag of a storage while it is in use
 * @p: the storage
 * @flag: flag to change
 * @on: whether to set it
 *
 * The fast paths read it from the handle, so that all of them get it.
 *
 * Context: process context, slab_mutex held.
 */
void slab_alias_set_flag(struct kmem_cache *p, slab_flags_t flag, bool on)
{
	struct kmem_cache *s;

	lockdep_assert_held(&slab_mutex);

	WRITE_ONCE(p->flags, on ? p->flags | flag : p->flags & ~flag);
	list_for_each_entry(s, &p->aliases, list)
		WRITE_ONCE(s->flags, p->flags);
	slab_class_update(p);
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_set_flag);
