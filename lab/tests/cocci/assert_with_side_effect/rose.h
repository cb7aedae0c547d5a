extern int rose_checks;
#define rose_assert(x) do { rose_checks++; if (!(x)) panic(""); } while (0)
