#ifndef EXTERN_CPLUSPLUS_H
#define EXTERN_CPLUSPLUS_H
#include <linux/slab.h>
#ifdef __cplusplus
extern "C" {
#endif
extern struct kmem_cache *extern_cplusplus_cachep;
int extern_cplusplus_user(void);
int extern_cplusplus_pooled(void *);
int extern_cplusplus_plain(void);
#ifdef __cplusplus
}
#endif
#endif
