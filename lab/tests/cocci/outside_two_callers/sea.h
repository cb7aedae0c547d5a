/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _SEA_H
#define _SEA_H
#include <linux/slab.h>
struct sea { int x; };
int sea_setup(void);
#endif
