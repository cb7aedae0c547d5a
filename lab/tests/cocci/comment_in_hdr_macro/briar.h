#ifndef BRIAR_H
#define BRIAR_H
int briar_pooled(void *);
int briar_plain(void);
#define BRIAR_READY()	/* false without briar_mode(): objects come
			   from kmalloc() then */ (briar_cachep != NULL)
#endif
