#define oleander_nodes_begin(n) for ((n) = 0; (n) < 2; (n)++) {
#define oleander_nodes_end(n) pr_info("%d", n); }
