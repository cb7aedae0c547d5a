// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "modules.h"
#include "wait.h"

_Atomic unsigned long module_calls;

int load_fd(int fd, const char *args)
{
	module_calls++;
	return syscall(SYS_finit_module, fd, args, 0) ? -errno : 0;
}

int load_path(const char *path, const char *args)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), err;

	if (fd < 0)
		return -errno;
	err = load_fd(fd, args);
	close(fd);
	return err;
}

int unload_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < 5000; i++) {
		if (!syscall(SYS_delete_module, name, O_NONBLOCK)) {
			module_calls++;
			return 0;
		}
		if (errno != EAGAIN && errno != EBUSY)
			break;
		nap(1);
	}
	return -errno;
}

bool is_loaded(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "/sys/module/%s/initstate", name);
	return !access(path, F_OK);
}
