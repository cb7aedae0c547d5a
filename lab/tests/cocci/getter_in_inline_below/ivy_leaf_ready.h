static inline bool ivy_leaf_ready(void)
{
	return ivy_leaf_cache() != NULL;
}
