/* SPDX-License-Identifier: GPL-2.0 */
#define DUNLIN_RET DUNLIN_VALUE
#define DUNLIN_VALUE (ret)
