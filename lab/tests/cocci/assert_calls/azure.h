#define azure_assert(x) do { azure_count(); if (!(x)) panic(""); } while (0)
