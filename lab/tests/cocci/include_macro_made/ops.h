#define MAUVE_READY() (mauve_cachep != NULL)
