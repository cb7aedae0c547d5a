/* SPDX-License-Identifier: GPL-2.0 */
static inline int q(struct z *p)
{
	int other_local_cachep = p->n;

	return other_local_cachep;
}
