// SPDX-License-Identifier: GPL-2.0
/* Names, storages, slabs and memory after boot and after some work. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../lib/files.h"
#include "../lib/slabinfo.h"
#include "bench.h"

static struct {
	char seen[4096][NAME_MAX + 1];
	unsigned int names, storages;
	/* Names whose storage was seen before and has sheaves; how many objects one takes. */
	unsigned int shared_sheaves, shared_slots;
} count;

static unsigned long number_in(const char *name, const char *file)
{
	char path[PATH_MAX], text[32];

	snprintf(path, sizeof(path), SLAB "/%s/%s", name, file);
	CHECK(read_file(path, text, sizeof(text)) > 0);
	return strtoul(text, NULL, 10);
}

/* Each link and each directory with a name of its own; what they lead to. */
static void count_name(const char *name, void *unused)
{
	char storage[NAME_MAX + 1];
	unsigned long capacity;
	unsigned int i;
	bool is_link;

	(void)unused;
	storage_of(name, storage, &is_link);
	if (!is_link && *name == ':')
		return;
	count.names++;
	for (i = 0; i < count.storages && strcmp(count.seen[i], storage); i++)
		;
	if (i == count.storages) {
		CHECK(i < sizeof(count.seen) / sizeof(*count.seen));
		strcpy(count.seen[count.storages++], storage);
		return;
	}
	capacity = number_in(name, "sheaf_capacity");
	count.shared_sheaves += !!capacity;
	count.shared_slots += capacity;
}

static unsigned long meminfo(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	return at ? strtoul(at + strlen(name), NULL, 10) : 0;
}

unsigned long count_slabs(void)
{
	char *table = read_slabinfo();
	const char *at = table;
	unsigned long slabs = 0;
	struct slab_line line;

	while (next_line(&at, &line))
		slabs += line.slabs;
	free(table);
	return slabs;
}

static void show(const char *when)
{
	unsigned long slabs = count_slabs();
	char info[4096];

	memset(&count, 0, sizeof(count));
	each_name(count_name, NULL);
	CHECK(read_file("/proc/meminfo", info, sizeof(info)) > 0);
	printf("bench: memory %s-names 1 : %u\n", when, count.names);
	printf("bench: memory %s-storages 1 : %u\n", when, count.storages);
	printf("bench: memory %s-shared-sheaves 1 : %u\n", when, count.shared_sheaves);
	printf("bench: memory %s-shared-slots 1 : %u\n", when, count.shared_slots);
	printf("bench: memory %s-slabs 1 : %lu\n", when, slabs);
	printf("bench: memory %s-kB 1 : %lu\n", when, meminfo(info, "\nSlab:"));
	printf("bench: memory %s-reclaimable-kB 1 : %lu\n", when, meminfo(info, "\nSReclaimable:"));
	printf("bench: memory %s-unreclaimable-kB 1 : %lu\n", when, meminfo(info, "\nSUnreclaim:"));
}

void figure_memory(void)
{
	static const char * const files[] = { "object_size", "slab_size" };
	unsigned int i;

	show("boot");
	for (i = 0; i < 2; i++)
		printf("bench: size kmem_cache-%s 1 : %lu\n", files[i],
		       number_in("kmem_cache", files[i]));
	do_fork(200);
	do_create(10000);
	do_pipe(1000);
	do_mount(50);
	do_walk(100);
	show("work");
}
