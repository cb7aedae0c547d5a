#define SEDGE_RUN_ALL() do { int __i; for (__i = 0; __i < 1; __i++) sedge_inits[__i](); } while (0)
