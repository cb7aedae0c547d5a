/* SPDX-License-Identifier: GPL-2.0 */
struct foo {
	int included_below_foo_cachep;
};
