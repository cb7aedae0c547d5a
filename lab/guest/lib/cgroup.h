/* SPDX-License-Identifier: GPL-2.0 */
#ifndef GUEST_CGROUP_H
#define GUEST_CGROUP_H

/*
 * Move this process into a cgroup of its own, so that SLAB_ACCOUNT objects have
 * somebody to be charged to: the root is not charged. A negative errno on error.
 */
int enter_cgroup(const char *name);

#endif
