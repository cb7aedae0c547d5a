int chive_pooled(void *);
int chive_plain(void);
#define CHIVE_READY() 1
