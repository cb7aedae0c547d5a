/* SPDX-License-Identifier: GPL-2.0 */
/* Read and write the small files of proc, sysfs and debugfs. */
#ifndef GUEST_FILES_H
#define GUEST_FILES_H

#include <stddef.h>
#include <sys/types.h>

/* Read a file as far as it fits, end it with a zero; -1 on error. */
ssize_t read_file(const char *path, char *buf, size_t size);

/* Write a few characters to a file that exists; a negative errno on error. */
__attribute__((format(printf, 2, 3)))
int write_file(const char *path, const char *fmt, ...);

#endif
