#define carmine_assert(x) do { if (unlikely(!(x))) { pr_err("x"); BUG(); } } while (0)
