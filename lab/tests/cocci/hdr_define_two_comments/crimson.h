/* #define A */ #define CRIMSON_READY() (crimson_cachep != NULL)
