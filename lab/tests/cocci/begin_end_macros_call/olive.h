#define olive_nodes_begin(n) for ((n) = 0; (n) < 2; (n)++) {
#define olive_nodes_end(n) pr_info("%d", n); }
