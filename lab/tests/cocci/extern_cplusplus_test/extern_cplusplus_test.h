#ifndef EXTERN_CPLUSPLUS_TEST_H
#define EXTERN_CPLUSPLUS_TEST_H
#include <linux/slab.h>
#if defined(__cplusplus)
extern "C" {
#endif
extern struct kmem_cache *extern_cplusplus_test_cachep;
int extern_cplusplus_test_user(void);
int extern_cplusplus_test_pooled(void *);
int extern_cplusplus_test_plain(void);
#if defined(__cplusplus)
}
#endif
#endif
