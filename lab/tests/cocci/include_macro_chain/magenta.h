#define A B
#define B "ops.h"
#include A
