#define bistre_assert(x) do { if (!(x)) panic(""); bistre_count(); } while (0)
