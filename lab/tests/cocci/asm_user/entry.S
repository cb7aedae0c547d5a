/* SPDX-License-Identifier: GPL-2.0 */
	movq rat_cachep(%rip), %rdi
