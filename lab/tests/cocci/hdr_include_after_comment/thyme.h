/* what it can do */ #include "thyme_ops.h"
