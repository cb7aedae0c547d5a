int bamboo_prepare(void);
int bamboo_busy(void);
#define BAMBOO_SETTLE() do { if (bamboo_busy()) goto again; } while (0)
