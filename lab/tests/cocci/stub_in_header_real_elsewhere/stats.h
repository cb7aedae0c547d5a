#ifndef STATS_H
#define STATS_H
struct kmem_cache;
#ifndef CLOVE_NO_STATS
void clove_stats_cache(struct kmem_cache *s);
#else
static inline void clove_stats_cache(struct kmem_cache *s) { }
#endif
#endif
