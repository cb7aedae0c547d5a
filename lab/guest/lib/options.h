/* SPDX-License-Identifier: GPL-2.0 */
/* Options from the kernel command line: NAME=VALUE. */
#ifndef GUEST_OPTIONS_H
#define GUEST_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Copy the value of an option; false if it was not given. */
bool option_text(const char *name, char *value, size_t size);

unsigned long option_number(const char *name, unsigned long otherwise);

/* Whether @word is one of those in @list, which has commas between them. */
bool in_list(const char *list, const char *word);

#endif
