// SPDX-License-Identifier: GPL-2.0
/*
 * What the tests of the alias layer of the slab allocator have in common: checks
 * of the invariants that mm/slab_alias.c begins with, and static caches of the
 * kernel image for a suite that may be a module.
 */

#include <kunit/visibility.h>
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/kfence.h>
#include <linux/memblock.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/slab-static.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <asm/sections.h>

#include "slab_static_user.h"
#include "slab_test_util.h"

/* === Invariants =========================================================== */

/* One line and one count for each violation. */
#define broken(s, cond)							\
({									\
	bool __broken = (cond);						\
									\
	if (__broken)							\
		pr_err("slab alias: %s: %s\n", (s)->name, #cond);	\
	__broken;							\
})

/* Is what an alias does not need zero? That cannot go stale, nor be a copy. */
static bool rest_is_zero(const struct kmem_cache *s)
{
	struct kmem_cache rest = *s;

	rest.cpu_sheaves = NULL;
	rest.flags = 0;
	rest.state = 0;
	rest.is_static = 0;
	rest.linked = 0;
	rest.nameless = 0;
	rest.primary_cache = NULL;
	rest.object_size = 0;
	rest.user_size = 0;
	rest.inuse = 0;
	rest.align = 0;
	memset(&rest.shared, 0, sizeof(rest.shared));
	rest.refcount = 0;
	rest.name = NULL;
	memset(&rest.list, 0, sizeof(rest.list));
	if (s->is_static)
		memset(&rest.statics, 0, sizeof(rest.statics));
	rest.id = 0;
	return !memchr_inv(&rest, 0, sizeof(rest));
}

/* Whether slab_static_aliases has @s. */
static bool is_on_statics(const struct kmem_cache *s)
{
	struct kmem_cache *i;

	list_for_each_entry(i, &slab_static_aliases, statics) {
		if (i == s)
			return true;
	}
	return false;
}

static unsigned int check_alias(struct kmem_cache *p, struct kmem_cache *s)
{
	unsigned int bad = 0;

	bad += broken(s, s->state != CACHE_ALIAS);
	bad += broken(s, slab_primary(s) != p);
	bad += broken(s, s->is_static != is_on_statics(s));
	bad += broken(s, s->refcount != 1);
	bad += broken(s, s->object_size != s->user_size);
	bad += broken(s, s->object_size > p->object_size);
	bad += broken(s, s->inuse > p->inuse);
	bad += broken(s, p->size % s->align);
	/* What the fast paths read. */
	bad += broken(s, s->cpu_sheaves != p->cpu_sheaves);
	/* A test may exempt its own handle from KFENCE, as slub_kunit does. */
	bad += broken(s, (s->flags ^ p->flags) & ~SLAB_SKIP_KFENCE);
	bad += broken(s, memcmp(&s->shared, &p->shared, sizeof(s->shared)));
	bad += broken(s, !rest_is_zero(s));
	return bad;
}

/* How often the chain of its class has @p. */
static unsigned int times_in_class(const struct kmem_cache *p)
{
	unsigned int n = 0;
	struct kmem_cache *s;

	for_each_slab_in_class(s, p->size)
		n += s == p;
	return n;
}

/* Whether a storage other than @p is shown under @name. */
static bool name_is_shown(const struct kmem_cache *p, const char *name)
{
	struct kmem_cache *s;

	list_for_each_entry(s, &slab_caches, list) {
		if (s != p && s->state != CACHE_DYING && !strcmp(s->name, name))
			return true;
	}
	return false;
}

/* Storage goes by the name of a live handle, by one that is not repeated if it can. */
static unsigned int check_shown_name(struct kmem_cache *p)
{
	bool repeats = name_is_shown(p, p->name), live = false, avoidable = false;
	struct kmem_cache *s;
	unsigned int bad = 0;

	if (p->state != CACHE_HIDDEN)
		return broken(p, p->name_repeats);

	list_for_each_entry(s, &p->aliases, list) {
		live |= !strcmp(s->name, p->name);
		if (repeats)
			avoidable |= !name_is_shown(p, s->name);
	}
	bad += broken(p, !live);
	bad += broken(p, repeats && avoidable);
	return bad;
}

static bool strings_shared(const struct kmem_cache *a, const struct kmem_cache *b)
{
	return a->name == b->name && !is_kernel_rodata((unsigned long)a->name);
}

/* Two that own the same string. The one that is destroyed first takes it away. */
static unsigned int check_strings(struct kmem_cache *p)
{
	struct kmem_cache *q, *s, *t;
	unsigned int bad = 0;

	list_for_each_entry(s, &p->aliases, list) {
		bad += broken(s, strings_shared(s, p));
		t = s;
		list_for_each_entry_continue(t, &p->aliases, list)
			bad += broken(s, strings_shared(s, t));
	}
	q = p;
	list_for_each_entry_continue(q, &slab_caches, list) {
		bad += broken(p, strings_shared(p, q));
		list_for_each_entry(s, &p->aliases, list)
			bad += broken(s, strings_shared(s, q));
		list_for_each_entry(t, &q->aliases, list)
			bad += broken(t, strings_shared(t, p));
	}
	return bad;
}

#ifdef SLAB_SUPPORTS_SYSFS
/* The storage that an entry of /sys/kernel/slab leads to. */
static const struct kmem_cache *lookup(const char *name, bool *is_link)
{
	struct kernfs_node *kn, *dir;
	struct kmem_cache *p = NULL;
	char *entry = NULL;

	if (strchr(name, '/')) {
		entry = kstrdup(name, GFP_KERNEL);
		if (!entry)
			return NULL;
		strreplace(entry, '/', '!');
	}
	kn = kernfs_find_and_get(slab_kset->kobj.sd, entry ?: name);
	kfree(entry);
	if (!kn)
		return NULL;
	*is_link = kernfs_type(kn) == KERNFS_LINK;
	dir = *is_link ? kn->symlink.target_kn : kn;
	p = container_of(dir->priv, struct kmem_cache, kobj);
	kernfs_put(kn);
	return p;
}

/* Whether two names have one entry in sysfs. */
static bool same_entry(const char *a, const char *b)
{
	for (; *a && (*a == '/' ? '!' : *a) == (*b == '/' ? '!' : *b); a++, b++)
		;
	return *a == *b;
}

/* The handle of that name which is older than @id, if @p has one. */
static bool has_older(const struct kmem_cache *p, const char *name, u64 id)
{
	struct kmem_cache *s;

	if (p->state == CACHE_OWNER && p->id < id && same_entry(p->name, name))
		return true;
	list_for_each_entry(s, &p->aliases, list) {
		if (s->id < id && same_entry(s->name, name))
			return true;
	}
	return false;
}

/* Each handle has its entry, or an older one of its name has it. */
static unsigned int check_entry(struct kmem_cache *s)
{
	const struct kmem_cache *p, *mine = slab_primary(s);
	unsigned int bad = 0;
	bool is_link = false;

	if (slab_state < FULL)
		return 0;

	p = lookup(s->name, &is_link);
	if (broken(s, !p))
		return 1;
	if (s->nameless)
		return broken(s, s->linked || !has_older(p, s->name, s->id));
	bad += broken(s, p != mine);
	bad += broken(s, s->linked != is_link);
	return bad;
}
#else
static const struct kmem_cache *lookup(const char *name, bool *is_link)
{
	return NULL;
}

static unsigned int check_entry(struct kmem_cache *s)
{
	return broken(s, s->linked || s->nameless);
}
#endif

static unsigned int check_storage(struct kmem_cache *p)
{
	unsigned int bad = 0;
	struct kmem_cache *s;
	int handles = 0;
	u64 id = 0;

	bad += broken(p, slab_primary(p) != p);
	bad += broken(p, slab_in_module(p));
	if (p->state == CACHE_DYING) {
		bad += broken(p, p->refcount);
		bad += broken(p, !list_empty(&p->aliases));
		bad += broken(p, times_in_class(p));
		return bad;
	}

	bad += broken(p, p->state != CACHE_OWNER && p->state != CACHE_HIDDEN);
	bad += broken(p, p->user_size > p->object_size);
	bad += broken(p, times_in_class(p) != (!slab_unmergeable(p) && !p->own_dir));
	bad += check_shown_name(p);
	bad += check_strings(p);
	if (p->state == CACHE_OWNER)
		bad += check_entry(p);

	list_for_each_entry(s, &p->aliases, list) {
		bad += check_alias(p, s);
		/* A constant address of kmalloc() has no name of its own. */
		if (is_kmalloc_cache(p) && !s->id) {
			bad += broken(s, s->name != p->name || s->linked || s->nameless);
			continue;
		}
		bad += check_entry(s);
		bad += broken(s, s->id <= id);
		id = s->id;
		handles++;
	}
	handles += p->state == CACHE_OWNER;
	bad += broken(p, !handles);
	/* Boot caches have another number there, and no aliases. */
	bad += broken(p, p->refcount >= 0 ? p->refcount != handles : handles != 1);
	return bad;
}

/* slab_alias_check() for who holds slab_mutex. */
unsigned int slab_alias_check_locked(void)
{
	struct kmem_cache *s;
	unsigned int bad = 0;
	u64 id = U64_MAX;

	lockdep_assert_held(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list) {
		bad += check_storage(s);
		bad += broken(s, s->id >= id);
		id = s->id;
	}
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
	guard(mutex)(&slab_mutex);
	return slab_alias_check_locked();
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_check);

/* Whether @p is the address of an alias. */
static bool is_alias(const struct kmem_cache *p)
{
	struct kmem_cache *i, *s;

	list_for_each_entry(i, &slab_caches, list) {
		if (i == p)
			return false;
		list_for_each_entry(s, &i->aliases, list) {
			if (s == p)
				return true;
		}
	}
	return false;
}

/**
 * slab_alias_check_slabs() - look for slabs that belong to an alias
 *
 * Looks at all of memory, partial and full slabs alike. Slabs may come and be
 * freed meanwhile, but what was never an owner is not found in one.
 *
 * Context: process context, takes slab_mutex.
 * Return: how many there are.
 */
unsigned int slab_alias_check_slabs(void)
{
	const struct kmem_cache *last = NULL, *p;
	unsigned int bad = 0;
	unsigned long pfn;
	struct page *page;
	struct slab *slab;

	guard(mutex)(&slab_mutex);
	for (pfn = min_low_pfn; pfn < max_pfn; pfn++) {
		if (!(pfn % SZ_64K))
			cond_resched();
		page = pfn_to_online_page(pfn);
		if (!page)
			continue;
		slab = page_slab(page);
		/* KFENCE's keep the cache of an object that was freed. */
		if (!slab || is_kfence_address(slab_address(slab)))
			continue;
		p = READ_ONCE(slab->slab_cache);
		if (p != last && is_alias(p)) {
			pr_err("slab alias: %s owns a slab\n", p->name);
			bad++;
		} else {
			last = p;
		}
	}
	return bad;
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_check_slabs);

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
 * slab_alias_state() - what a struct kmem_cache is in use for
 * @s: static storage, or a cache that lives
 *
 * Context: process context, takes slab_mutex.
 * Return: its state.
 */
enum cache_state slab_alias_state(const struct kmem_cache *s)
{
	guard(mutex)(&slab_mutex);
	return s->state;
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_state);

struct in_flight {
	struct rcu_head rcu;
	struct kmem_cache *storage;
	void *object;
	int handles;
};

static void free_in_flight(struct rcu_head *head)
{
	struct in_flight *f = container_of(head, struct in_flight, rcu);

	/* A user's callback would free to the handle, if that is there. */
	f->handles = READ_ONCE(f->storage->refcount);
	kmem_cache_free(f->storage, f->object);
}

/**
 * slab_test_destroy_in_flight() - destroy a cache with a callback on its way
 * @test: the test
 * @s: the cache
 *
 * Context: process context, may sleep.
 * Return: how many handles the storage had when a callback of call_rcu() freed the
 * last object of @s: as many as before, if kmem_cache_destroy() waited for that.
 */
int slab_test_destroy_in_flight(struct kunit *test, struct kmem_cache *s)
{
	struct in_flight f = { .storage = slab_primary(s) };

	f.object = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, f.object);
	init_rcu_head_on_stack(&f.rcu);
	call_rcu(&f.rcu, free_in_flight);
	kmem_cache_destroy(s);
	rcu_barrier();
	destroy_rcu_head_on_stack(&f.rcu);
	return f.handles;
}
EXPORT_SYMBOL_IF_KUNIT(slab_test_destroy_in_flight);

/**
 * slab_alias_lookup() - what an entry of /sys/kernel/slab leads to
 * @name: of a cache that has its link or directory there
 *
 * Context: process context, takes slab_mutex.
 * Return: the storage, to be compared only; %NULL if there is no such entry.
 */
const struct kmem_cache *slab_alias_lookup(const char *name)
{
	bool is_link;

	guard(mutex)(&slab_mutex);
	return lookup(name, &is_link);
}
EXPORT_SYMBOL_IF_KUNIT(slab_alias_lookup);

#ifdef SLAB_SUPPORTS_SYSFS
/* /sys, which is not mounted yet when tests run at boot. Stays mounted. */
static struct vfsmount *slab_test_sysfs(void)
{
	static struct vfsmount *mnt;
	struct file_system_type *type;

	if (mnt)
		return mnt;
	type = get_fs_type("sysfs");
	if (!type)
		return ERR_PTR(-ENODEV);
	mnt = kern_mount(type);
	module_put(type->owner);
	return mnt;
}

/**
 * slab_test_open() - open a file below /sys/kernel/slab
 * @path: of it from there
 * @flags: as for open()
 *
 * Return: the file, for fput() or filp_close(), or an ERR_PTR().
 */
struct file *slab_test_open(const char *path, int flags)
{
	struct vfsmount *mnt = slab_test_sysfs();
	char name[80];

	if (IS_ERR(mnt))
		return ERR_CAST(mnt);
	snprintf(name, sizeof(name), "kernel/slab/%s", path);
	return file_open_root_mnt(mnt, name, flags, 0);
}

/**
 * slab_test_store() - write to an attribute of a cache
 * @path: of the file, from /sys/kernel/slab
 * @text: what to write
 *
 * Return: as write().
 */
ssize_t slab_test_store(const char *path, const char *text)
{
	struct file *file = slab_test_open(path, O_WRONLY);
	loff_t pos = 0;
	ssize_t ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_write(file, text, strlen(text), &pos);
	filp_close(file, NULL);
	return ret;
}

/**
 * slab_test_show() - read an attribute of a cache
 * @path: of the file, from /sys/kernel/slab
 *
 * Return: the number that it shows, or a negative error.
 */
int slab_test_show(const char *path)
{
	struct file *file = slab_test_open(path, O_RDONLY);
	char text[64] = "";
	int value = 0, err;
	loff_t pos = 0;
	ssize_t ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_read(file, text, sizeof(text) - 1, &pos);
	filp_close(file, NULL);
	err = ret < 0 ? ret : kstrtoint(text, 10, &value);
	return err ?: value;
}
EXPORT_SYMBOL_IF_KUNIT(slab_test_show);
#endif

/* === Static caches of the image =========================================== */

static struct kmem_cache_opaque caches[IMAGE_CACHES] = {
	[0 ... IMAGE_CACHES - 1] = __KMEM_CACHE_UNSET,
};

struct kmem_cache *slab_static_image(unsigned int i)
{
	return WARN_ON(i >= IMAGE_CACHES) ? NULL : to_kmem_cache(&caches[i]);
}
EXPORT_SYMBOL_IF_KUNIT(slab_static_image);

/* Whether static storage is what DEFINE_KMEM_CACHE() made it. */
bool slab_is_unset(const struct kmem_cache *s)
{
	static const struct kmem_cache_opaque unset = __KMEM_CACHE_UNSET;

	guard(mutex)(&slab_mutex);
	return !memcmp(s, &unset, sizeof(struct kmem_cache));
}
EXPORT_SYMBOL_IF_KUNIT(slab_is_unset);

/*
 * Wait until @s can be set up again: others may hold its kobject, and with
 * CONFIG_DEBUG_KOBJECT_RELEASE the release is delayed by up to four seconds.
 * Returns false if that does not happen, as when its objects have leaked.
 */
bool slab_test_wait_unused(const struct kmem_cache *s)
{
	unsigned int tries;

	for (tries = 0; tries < 500; tries++) {
		if (slab_is_unset(s))
			return true;
		msleep(20);
	}
	return false;
}
EXPORT_SYMBOL_IF_KUNIT(slab_test_wait_unused);

#undef slab_static_exported
DEFINE_KMEM_CACHE(slab_static_exported);
EXPORT_SYMBOL_IF_KUNIT(slab_static_exported_storage);

/* === Suites =============================================================== */

/* Whether a new cache of that kind gets storage of its own. */
static bool has_no_partner(unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *s = kmem_cache_create("slab-test-probe", size, 0, flags, NULL);
	bool ret = s && slab_primary(s) == s;

	kmem_cache_destroy(s);
	return ret;
}

static bool is_free_class(unsigned int size)
{
	static const slab_flags_t flags[] = {
		0, SLAB_RECLAIM_ACCOUNT, SLAB_ACCOUNT,
		SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		if (!has_no_partner(size, flags[i]) ||
		    !has_no_partner(size + 64, flags[i]))
			return false;
	}
	return has_no_partner(size - word_size(), 0) &&
	       has_no_partner(size + word_size(), 0);
}

bool slab_test_sharing;
EXPORT_SYMBOL_IF_KUNIT(slab_test_sharing);

int slab_test_init(const char *suite, unsigned int *class_size)
{
	struct kmem_cache *a, *b;
	unsigned int size;

	/* Not a multiple of 128, which the kinds with an alignment need. */
	for (size = 1344; !is_free_class(size); size += 128) {
		if (size > 3000)
			return -EBUSY;
	}

	a = kmem_cache_create("slab-test-probe-a", size, 0, 0, NULL);
	b = kmem_cache_create("slab-test-probe-b", size, 0, 0, NULL);
	if (!a || !b)
		return -ENOMEM;
	slab_test_sharing = shared(a, b);
	kmem_cache_destroy(a);
	kmem_cache_destroy(b);

	*class_size = size;
	pr_info("%s: %u CPUs, object size %u, caches of one class %s storage\n",
		suite, num_online_cpus(), size,
		slab_test_sharing ? "share" : "do not share");
	return 0;
}
EXPORT_SYMBOL_IF_KUNIT(slab_test_init);
