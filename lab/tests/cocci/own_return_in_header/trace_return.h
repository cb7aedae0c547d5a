/* SPDX-License-Identifier: GPL-2.0 */
#define return foo_leaves(); return
