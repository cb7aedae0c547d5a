#ifndef CEDAR_H
#define CEDAR_H
#define CEDAR_OPS "cedar_ops.h"
#include CEDAR_OPS
#endif
