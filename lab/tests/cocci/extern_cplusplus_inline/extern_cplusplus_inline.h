#ifndef EXTERN_CPLUSPLUS_INLINE_H
#define EXTERN_CPLUSPLUS_INLINE_H
#include <linux/slab.h>
extern struct kmem_cache *extern_cplusplus_inline_cachep;
int extern_cplusplus_inline_user(void);
int extern_cplusplus_inline_pooled(void *);
int extern_cplusplus_inline_plain(void);
#ifdef __cplusplus
inline bool extern_cplusplus_inline_have() { return extern_cplusplus_inline_cachep; }
#endif
#endif
