#define Q '"'
#define CYAN_READY() (cyan_cachep /* " */ != NULL)
