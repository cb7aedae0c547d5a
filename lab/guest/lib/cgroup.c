// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "cgroup.h"
#include "files.h"

int enter_cgroup(const char *name)
{
	char path[128];
	int err;

	mkdir("/tmp/cg", 0755);
	if (mount("none", "/tmp/cg", "cgroup2", 0, NULL))
		return -errno;
	err = write_file("/tmp/cg/cgroup.subtree_control", "+memory");
	snprintf(path, sizeof(path), "/tmp/cg/%s", name);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "/tmp/cg/%s/cgroup.procs", name);
	return write_file(path, "0") ?: err;
}
