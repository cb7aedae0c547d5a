// SPDX-License-Identifier: GPL-2.0
/* The same as a module has it: with -DMODULE, as kbuild compiles what is in obj-m. */
#ifndef MODULE
#error "this has to be compiled as a module"
#endif
#include "image.c"
