/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LIB_TESTS_SLAB_STATIC_TEST_H
#define _LIB_TESTS_SLAB_STATIC_TEST_H

/* What the two suites of caches with static storage have in common. */

#include <kunit/static_stub.h>
#include <linux/slab-static.h>
#include <linux/string.h>

#include "slab_test_util.h"

#define MODULE_CACHES	8
extern struct kmem_cache_opaque slab_static_module_caches[MODULE_CACHES];

enum kind { DYNAMIC, IMAGE, IN_MODULE, KINDS };

static const char * const kind_names[KINDS] = { "dynamic", "image", "module" };

static inline bool in_module_caches(const struct kmem_cache *s)
{
	return (void *)s >= (void *)slab_static_module_caches &&
	       (void *)s < (void *)(slab_static_module_caches + MODULE_CACHES);
}

static inline struct kmem_cache *module_cache(unsigned int i)
{
	return to_kmem_cache(&slab_static_module_caches[i]);
}

/* The struct that a cache is to be set up in; NULL for a dynamic one. */
static inline struct kmem_cache *storage_of(enum kind kind, unsigned int i)
{
	switch (kind) {
	case IMAGE:
		return slab_static_image(i);
	case IN_MODULE:
		return module_cache(i);
	default:
		return NULL;
	}
}

/* Create or set up. Returns the cache, asserts that there is one. */
static inline struct kmem_cache *make(struct kunit *test, enum kind kind, unsigned int i,
				      const char *name, unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *s = storage_of(kind, i);

	if (s)
		KUNIT_ASSERT_EQ(test, kmem_cache_setup(s, name, size, 0, flags, NULL), 0);
	else
		s = kmem_cache_create(name, size, 0, flags, NULL);
	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), size);
	return s;
}

/* Storage that a module leaves behind at once; others may wait for a kobject. */
static inline void expect_unused(struct kunit *test, struct kmem_cache *s)
{
	if (in_module_caches(s) || !IS_ENABLED(CONFIG_DEBUG_KOBJECT_RELEASE))
		KUNIT_EXPECT_TRUE(test, slab_is_unset(s));
}

static inline const void *static_kind_gen_params(struct kunit *test, const void *prev, char *desc)
{
	static const enum kind kinds[] = { IMAGE, IN_MODULE };
	const enum kind *k = prev ? (const enum kind *)prev + 1 : kinds;

	if (k == kinds + ARRAY_SIZE(kinds))
		return NULL;
	strscpy(desc, kind_names[*k], KUNIT_PARAM_DESC_SIZE);
	return k;
}

static inline enum kind param_kind(struct kunit *test)
{
	return *(const enum kind *)test->param_value;
}

#ifndef MODULE
static inline bool pretended_module(const struct kmem_cache *s)
{
	return in_module_caches(s);
}
#endif

/* Built in, these are called a module's. */
static inline int slab_static_init(struct kunit *test)
{
#ifndef MODULE
	kunit_activate_static_stub(test, slab_in_module, pretended_module);
#endif
	return 0;
}

#endif
