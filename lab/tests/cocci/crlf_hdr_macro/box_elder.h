#ifndef BOX_ELDER_H
#define BOX_ELDER_H
int box_elder_pooled(void *);
int box_elder_plain(void);
#define BOX_ELDER_READY() \
	(box_elder_cachep != NULL)
#endif
