struct other { int forced_by_nobody_own_cachep; };
#define OTHER(forced_by_nobody_own_cachep) ((forced_by_nobody_own_cachep) + 1)
static inline int other(int forced_by_nobody_own_cachep)
{
	return forced_by_nobody_own_cachep + 1;
}
