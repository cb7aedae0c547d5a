#ifndef ACCESS_H
#define ACCESS_H
/* needs dev.h */
static inline bool cumin_dev_pooled(const struct cumin_dev *d)
{
	return d->slab != NULL;
}
#endif
