#define GET(n, m) n ## _ ## m
#define KHAKI_READY() (GET(khaki, cachep) != NULL)
