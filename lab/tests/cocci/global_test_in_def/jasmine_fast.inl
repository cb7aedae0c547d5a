	if (jasmine_cachep != NULL)
		return jasmine_pooled(kmem_cache_alloc(jasmine_cachep, GFP_KERNEL));
