#define S(x) #x
#include S(ops.h)
