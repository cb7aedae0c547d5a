#define HOLLY(x) holly_##x
#define HOLLY_READY() (HOLLY(cachep) != NULL)
