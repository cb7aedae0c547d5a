#include <linux/slab.h>
#include "lib.h"
#include "lib_impl.h"
