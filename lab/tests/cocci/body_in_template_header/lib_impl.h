int cork_use(struct kmem_cache *s)
{
	if (!s)
		return 7;
	return kmem_cache_shrink(s);
}
