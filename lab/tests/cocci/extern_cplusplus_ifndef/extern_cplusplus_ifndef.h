#ifndef EXTERN_CPLUSPLUS_IFNDEF_H
#define EXTERN_CPLUSPLUS_IFNDEF_H
#include <linux/slab.h>
#ifndef __cplusplus
extern struct kmem_cache *extern_cplusplus_ifndef_cachep;
struct fz { int z; };
#else
extern "C" {
#endif
int extern_cplusplus_ifndef_user(void);
int extern_cplusplus_ifndef_pooled(void *);
int extern_cplusplus_ifndef_plain(void);
#ifdef __cplusplus
}
#endif
#endif
