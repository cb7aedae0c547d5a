/* SPDX-License-Identifier: GPL-2.0 */
/* Load and unload kernel modules. */
#ifndef GUEST_MODULES_H
#define GUEST_MODULES_H

#include <stdatomic.h>
#include <stdbool.h>

/* Calls that loaded or unloaded a module, or tried to: a watchdog wants to see some. */
extern _Atomic unsigned long module_calls;

/* Load the module that @fd is open for, or that is in the file @path. */
int load_fd(int fd, const char *args);
int load_path(const char *path, const char *args);

/* Unload; wait up to five seconds for readers of its files. */
int unload_name(const char *name);

bool is_loaded(const char *name);

#endif
