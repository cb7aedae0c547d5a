// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the kernel's selftest kmem_cache_iter, whose sources are those of the
 * kernel tree: this file stands in for what test_progs.c gives a test.
 */
#include <test_progs.h>

struct test_env env;
int env_verbosity;

static unsigned int subtests, failures, before;
static const char *running;

void test__end_subtest(void)
{
	if (!running)
		return;
	printf("%s: %s\n", running, failures == before ? "passed" : "failed");
	running = NULL;
}

bool test__start_subtest(const char *name)
{
	test__end_subtest();
	subtests++;
	running = name;
	before = failures;
	return true;
}

void test__fail(void)
{
	failures++;
}

void test__skip(void)
{
}

void test_kmem_cache_iter(void);

/* Prints what failed, and not the hundreds of checks that passed. */
int main(void)
{
	FILE *out = stdout;
	char *text, *line;
	size_t size;

	stdout = open_memstream(&text, &size);
	test_kmem_cache_iter();
	test__end_subtest();
	fclose(stdout);
	stdout = out;
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		if (!strstr(line, ":PASS:"))
			printf("# %s\n", line);
	printf("# kmem_cache_iter: %u subtests, %u failures\n", subtests, failures);
	return failures || subtests != 3;
}
