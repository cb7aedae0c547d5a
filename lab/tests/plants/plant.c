// SPDX-License-Identifier: GPL-2.0
/*
 * Planted faults: the suite static fails unless each tool reports its own.
 */
#include <linux/compiler.h>
#include <linux/types.h>

/* sparse: a pointer to user space is read. */
int plant_sparse(int __user *p);
int plant_sparse(int __user *p)
{
	return *p;
}

/* W=1: no prototype. */
int plant_w1(void)
{
	return 0;
}

/**
 * plant_doc() - kernel-doc: a parameter that is not described.
 */
int plant_doc(int undescribed);
int plant_doc(int undescribed)
{
	return undescribed;
}

/** plant_unread - kernel-doc: the name is on the first line, so it is not read.
 */
int plant_unread(void);
