static inline int cobalt_thaw(void)
{
	return cobalt_make();
}
