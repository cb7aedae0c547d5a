#define CAT2(a, b) a ## b
#define CAT(a, b) CAT2(a, b)
#define FUCHSIA_READY() (CAT(fuchsia_, cachep) != NULL)
