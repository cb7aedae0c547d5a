// SPDX-License-Identifier: GPL-2.0
/*
 * BPF programs over slab caches for the stress: the iterator that is read as a
 * file, the open-coded one, and the lookup of an object's cache.
 */
#include <vmlinux.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char _license[] SEC("license") = "GPL";

#define NAME_LEN	32

extern struct kmem_cache *bpf_get_kmem_cache(u64 addr) __ksym;
extern int bpf_iter_kmem_cache_new(struct bpf_iter_kmem_cache *it) __ksym;
extern struct kmem_cache *bpf_iter_kmem_cache_next(struct bpf_iter_kmem_cache *it) __ksym;
extern void bpf_iter_kmem_cache_destroy(struct bpf_iter_kmem_cache *it) __ksym;

/* The program stays at the cache of this name for so long. */
char slow_name[NAME_LEN];
unsigned long long slow_ns;
int at_slow;

int open_coded_seen;
char task_cache[NAME_LEN];

static int past(u32 i, u64 *until)
{
	return bpf_ktime_get_ns() >= *until;
}

static void stay(const char *name)
{
	char copy[NAME_LEN] = "";
	u64 until;
	int i;

	if (!slow_ns)
		return;
	bpf_probe_read_kernel_str(copy, sizeof(copy), name);
	for (i = 0; i < NAME_LEN; i++)
		if (copy[i] != slow_name[i])
			return;
	at_slow++;
	until = bpf_ktime_get_ns() + slow_ns;
	bpf_loop(1 << 23, past, &until, 0);
	bpf_loop(1 << 23, past, &until, 0);
	bpf_loop(1 << 23, past, &until, 0);
}

/* Sleepable: such a program holds no RCU that a grace period waits for. */
SEC("iter.s/kmem_cache")
int show_storages(struct bpf_iter__kmem_cache *ctx)
{
	struct kmem_cache *s = ctx->s;

	if (!s)
		return 0;
	BPF_SEQ_PRINTF(ctx->meta->seq, "%lx %s\n", s, s->name);
	stay(s->name);
	return 0;
}

SEC("syscall")
int walk_storages(void *ctx)
{
	struct kmem_cache *s;
	int n = 0;

	bpf_for_each(kmem_cache, s) {
		/* Of each only a field that is always there. */
		if (s->size)
			n++;
	}
	open_coded_seen = n;
	return 0;
}

SEC("syscall")
int look_up_task(void *ctx)
{
	struct kmem_cache *s = bpf_get_kmem_cache((u64)bpf_get_current_task());

	if (!s)
		return 1;
	bpf_probe_read_kernel_str(task_cache, sizeof(task_cache), s->name);
	return 0;
}
