/* SPDX-License-Identifier: GPL-2.0 */
/* What stress_hub.ko counts for the modules made of slab_stress.c. */
#ifndef SLAB_STRESS_H
#define SLAB_STRESS_H

#include <linux/atomic.h>

struct stress_counts {
	atomic_long_t ops;		/* calls to the allocator */
	atomic_long_t handles;		/* caches created or set up */
	atomic_long_t failed;		/* allocations that failed, as they may */
	atomic_long_t errors;		/* each was said on the console */
	atomic_long_t sizes;		/* kmem_cache_size() is not what was asked for */
	atomic_long_t fail_left;	/* calls that the last fail_nth= still had to go */
};

extern struct stress_counts stress_counts;

#endif
