#define CERISE_READY() (cerise_cachep != NULL)
