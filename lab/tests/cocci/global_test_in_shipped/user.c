#include <linux/module.h>
#include <linux/slab.h>
#include "juniper.h"

#include "lex.juniper.c_shipped"
