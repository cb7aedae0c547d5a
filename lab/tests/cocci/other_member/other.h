/* SPDX-License-Identifier: GPL-2.0 */
struct q {
	int other_member_cachep;
};
