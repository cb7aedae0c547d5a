#define rue_unless_assert(x) do { if (x) pr_info("still there"); } while (0)
