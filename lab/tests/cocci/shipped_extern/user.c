#include <linux/module.h>
#include <linux/slab.h>
#include "beryl.h"

#include "lex.beryl.c_shipped"
