// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "ktap.h"
#include "options.h"

bool option_text(const char *name, char *value, size_t size)
{
	char line[4096], *word, *rest;
	size_t len = strlen(name);

	if (read_file("/proc/cmdline", line, sizeof(line)) < 0)
		fatal("/proc/cmdline cannot be read");
	for (word = strtok_r(line, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
		if (strncmp(word, name, len) || word[len] != '=')
			continue;
		snprintf(value, size, "%s", word + len + 1);
		return true;
	}
	return false;
}

unsigned long option_number(const char *name, unsigned long otherwise)
{
	char text[32];

	return option_text(name, text, sizeof(text)) ? strtoul(text, NULL, 0) : otherwise;
}

bool in_list(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (strncmp(list, word, len) || (list[len] && list[len] != ',')) {
		list = strchr(list, ',');
		if (!list++)
			return false;
	}
	return true;
}
