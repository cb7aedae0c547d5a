int basil_prepare(void);
int basil_settle(void);
#define BASIL_OR(x, where) do { if (x) goto where; } while (0)
