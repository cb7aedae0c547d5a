/* SPDX-License-Identifier: GPL-2.0 */
struct foo {
	int foo_cachep;
};
