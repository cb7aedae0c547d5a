#define MAGENTA_READY() (magenta_cachep != NULL)
