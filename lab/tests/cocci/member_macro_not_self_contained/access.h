#ifndef ACCESS_H
#define ACCESS_H
#define daisy_dev_pooled(d) ((d)->slab != NULL)
#endif
