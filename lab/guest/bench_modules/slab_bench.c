// SPDX-License-Identifier: GPL-2.0
/*
 * The loops that make bench counts and times. This file is part of the kernels
 * that are measured, and once more a module of them. Each kind of cache has the
 * same loops, which name the cache as its users would, because the way to the
 * cache is what differs: a pointer, a constant patched into the code, an object.
 *
 * On a kernel without static caches the static kinds are dynamic ones of the same
 * size, with the same partners: what a user has today.
 *
 * A line written to the parameter "run" does a job, the console has the result:
 *	micro REPS		each loop REPS times, see struct loop
 *	grow join|own N		have N caches, of one class or that never share
 *	shrink join|own N	destroy all but N of them
 *	class N			create the first cache of a class, and a second one;
 *				N is said in the result
 */
#define pr_fmt(fmt) "bench: " fmt

#include <linux/cpumask.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/utsname.h>
#if __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>
#define HAVE_STATIC
#endif
#if defined(CONFIG_X86_64) && !defined(CONFIG_UML) && !defined(MODULE)
#include <asm/runtime-const.h>
#define HAVE_RUNTIME_CONST
#endif

#define BULK	16
#define BATCH	1024

/* === What a plugin of QEMU counts between ================================= */

#ifdef HERE
static inline void slab_bench_begin(void) { }
static inline void slab_bench_end(void) { }
#define WHERE "module-"
#elif defined(MODULE)
void slab_bench_begin(void);
void slab_bench_end(void);
#define WHERE "module-"
#else
void slab_bench_begin(void);
noinline void slab_bench_begin(void)
{
	barrier();
}
EXPORT_SYMBOL_GPL(slab_bench_begin);

void slab_bench_end(void);
noinline void slab_bench_end(void)
{
	barrier();
}
EXPORT_SYMBOL_GPL(slab_bench_end);
#define WHERE ""
#endif

/* Guest instructions under icount, cycles of the machine under UML. */
static __always_inline u64 ticks(void)
{
	u32 low, high;

	asm volatile("lfence; rdtsc; lfence" : "=a" (low), "=d" (high) : : "memory");
	return (u64)high << 32 | low;
}

static __always_inline void flush(void *line)
{
	asm volatile("clflush %0; mfence" : "+m" (*(char *)line));
}

/* === Caches =============================================================== */

/*
 * Global, so that the compiler loads the pointer wherever it is used, as it
 * does for those that are set in another function than they are used in.
 */
#define POINTER(kind)							\
	struct kmem_cache *bench_##kind __aligned(SMP_CACHE_BYTES)

#ifdef MODULE
#define bench_own	bench_module_own
#define bench_alias	bench_module_alias
#define bench_static	bench_module_static
#define bench_salias	bench_module_salias
#endif

POINTER(own);
POINTER(alias);
#ifdef HAVE_STATIC
DEFINE_STATIC_KMEM_CACHE(bench_static);
DEFINE_STATIC_KMEM_CACHE(bench_salias);
static char no_line[SMP_CACHE_BYTES] __aligned(SMP_CACHE_BYTES);
#define STATIC_LINE no_line
#define STATIC_LINE_S no_line
#else
POINTER(static);
POINTER(salias);
#define STATIC_LINE &bench_static
#define STATIC_LINE_S &bench_salias
#endif

static struct kmem_cache *partner, *static_partner;

#ifdef HAVE_RUNTIME_CONST
struct kmem_cache *slab_bench_const;
#define bench_const runtime_const_ptr(slab_bench_const)
#endif

/* === Loops ================================================================ */

static void *objects[BATCH];
static u64 spent;	/* in a loop that leaves something out */

struct loop {
	const char *name;
	unsigned int times;
	void (*run)(unsigned int times);
	void (*prepare)(void);
};

struct kind {
	const char *name;
	const struct loop *loops;
};

static void nothing(unsigned int n)
{
	while (n--)
		barrier();
}

#define TIMED(op)							\
do {									\
	u64 __since = ticks();						\
									\
	op;								\
	spent += ticks() - __since;					\
} while (0)

static void timed_nothing(unsigned int n)
{
	spent = 0;
	while (n--)
		TIMED(barrier());
}

#define LOOPS(kind, cache, line)					\
static void kind##_pair(unsigned int n)					\
{									\
	while (n--)							\
		kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL)); \
}									\
									\
static void kind##_kfree(unsigned int n)				\
{									\
	while (n--)							\
		kfree(kmem_cache_alloc(cache, GFP_KERNEL));		\
}									\
									\
static void kind##_zeroed(unsigned int n)				\
{									\
	while (n--)							\
		kmem_cache_free(cache, kmem_cache_zalloc(cache, GFP_KERNEL)); \
}									\
									\
static void kind##_accounted(unsigned int n)				\
{									\
	while (n--)							\
		kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL_ACCOUNT)); \
}									\
									\
static void kind##_bulk(unsigned int n)					\
{									\
	while (n--) {							\
		if (kmem_cache_alloc_bulk(cache, GFP_KERNEL, BULK, objects)) \
			kmem_cache_free_bulk(cache, BULK, objects);	\
	}								\
}									\
									\
static void kind##_refill(unsigned int n)				\
{									\
	unsigned int i;							\
									\
	while (n--) {							\
		for (i = 0; i < BATCH; i++)				\
			objects[i] = kmem_cache_alloc(cache, GFP_KERNEL); \
		for (i = 0; i < BATCH; i++)				\
			kmem_cache_free(cache, objects[i]);		\
	}								\
}									\
									\
static void kind##_take(void *unused)					\
{									\
	unsigned int i;							\
									\
	for (i = 0; i < BATCH; i++)					\
		objects[i] = kmem_cache_alloc(cache, GFP_ATOMIC);	\
}									\
									\
static void kind##_take_elsewhere(void)					\
{									\
	unsigned int cpu = cpumask_any_but(cpu_online_mask, raw_smp_processor_id()); \
									\
	if (cpu < nr_cpu_ids)						\
		smp_call_function_single(cpu, kind##_take, NULL, 1);	\
	else								\
		kind##_take(NULL);					\
}									\
									\
static void kind##_give(unsigned int n)					\
{									\
	unsigned int i;							\
									\
	for (i = 0; i < BATCH; i++)					\
		kmem_cache_free(cache, objects[i]);			\
}									\
									\
static void kind##_cold(unsigned int n)					\
{									\
	void *p;							\
									\
	spent = 0;							\
	while (n--) {							\
		flush(line);						\
		TIMED(p = kmem_cache_alloc(cache, GFP_KERNEL));		\
		flush(line);						\
		TIMED(kmem_cache_free(cache, p));			\
	}								\
}									\
									\
static const struct loop kind##_loops[] = {				\
	{ "nothing", 1000, nothing },					\
	{ "pair", 1000, kind##_pair },					\
	{ "kfree", 1000, kind##_kfree },				\
	{ "zeroed", 1000, kind##_zeroed },				\
	{ "accounted", 1000, kind##_accounted },			\
	{ "bulk16", 200, kind##_bulk },					\
	{ "refill", 4, kind##_refill },					\
	{ "cross-cpu", 1, kind##_give, kind##_take_elsewhere },		\
	{ "cold-nothing", 1000, timed_nothing },			\
	{ "cold-pair", 1000, kind##_cold },				\
	{ }								\
}

LOOPS(own, bench_own, &bench_own);
LOOPS(alias, bench_alias, &bench_alias);
LOOPS(static, bench_static, STATIC_LINE);
LOOPS(salias, bench_salias, STATIC_LINE_S);
#ifdef HAVE_RUNTIME_CONST
LOOPS(const, bench_const, objects);
#endif

/* kmalloc() of a size and a type that the compiler knows, as most callers have it. */
#define KMALLOC_LOOP(type, gfp, size)					\
static void type##_##size(unsigned int n)				\
{									\
	while (n--)							\
		kfree(kmalloc(size, gfp));				\
}

#define EACH_SIZE(X, ...)						\
	X(__VA_ARGS__, 8)    X(__VA_ARGS__, 16)   X(__VA_ARGS__, 32)	\
	X(__VA_ARGS__, 64)   X(__VA_ARGS__, 96)   X(__VA_ARGS__, 128)	\
	X(__VA_ARGS__, 192)  X(__VA_ARGS__, 256)  X(__VA_ARGS__, 512)	\
	X(__VA_ARGS__, 1024) X(__VA_ARGS__, 2048) X(__VA_ARGS__, 4096)	\
	X(__VA_ARGS__, 8192)

#define KMALLOC_ROW(type, size)						\
	{ #type "-" #size, 1000, type##_##size },

EACH_SIZE(KMALLOC_LOOP, normal, GFP_KERNEL)
EACH_SIZE(KMALLOC_LOOP, accounted, GFP_KERNEL_ACCOUNT)
EACH_SIZE(KMALLOC_LOOP, reclaimable, GFP_KERNEL | __GFP_RECLAIMABLE)

static const struct loop kmalloc_loops[] = {
	{ "nothing", 1000, nothing },
	EACH_SIZE(KMALLOC_ROW, normal)
	EACH_SIZE(KMALLOC_ROW, accounted)
	EACH_SIZE(KMALLOC_ROW, reclaimable)
	{ }
};

static const struct kind kinds[] = {
	{ WHERE "own", own_loops },
#ifdef HAVE_RUNTIME_CONST
	{ WHERE "const", const_loops },
#endif
	{ WHERE "alias", alias_loops },
	{ WHERE "static", static_loops },
	{ WHERE "static-alias", salias_loops },
	{ WHERE "kmalloc", kmalloc_loops },
};

/* === Jobs ================================================================= */

#define MAX_REPS 31

/* One record of the log, which has some 1000 bytes: no other message breaks it. */
static __printf(3, 4) void show(const u64 *result, unsigned int n, const char *fmt, ...)
{
	static char line[96 + MAX_REPS * sizeof(" 18446744073709551615")];
	va_list args;
	unsigned int i, at;

	BUILD_BUG_ON(sizeof(line) > 900);
	va_start(args, fmt);
	at = vscnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	for (i = 0; i < n; i++)
		at += scnprintf(line + at, sizeof(line) - at, " %llu", result[i]);
	pr_info("%s\n", line);
}

#if defined(CONFIG_X86) && !defined(CONFIG_UML)
#define CPU	boot_cpu_data.x86_model_id
#else
#define CPU	"unknown"
#endif

static void micro(unsigned int reps)
{
	static u64 result[MAX_REPS];
	/* How many times the plugin was called, which tells what is whose. */
	static unsigned int calls;
	const struct loop *l;
	unsigned int k, i, shown = 0;
	u64 since;

	/* The log may be read on another machine. */
	if (IS_ENABLED(HERE))
		pr_info("machine %s|%s|%s\n", utsname()->release, utsname()->version, CPU);
	for (k = 0; k < ARRAY_SIZE(kinds); k++) {
		for (l = kinds[k].loops; l->name; l++) {
			bool own_time = strstarts(l->name, "cold");

			/* Sheaves fill, branches are learnt. */
			for (i = 0; i < 3; i++) {
				if (l->prepare)
					l->prepare();
				l->run(l->times);
			}
			for (i = 0; i < reps; i++) {
				if (l->prepare)
					l->prepare();
				slab_bench_begin();
				since = ticks();
				l->run(l->times);
				result[i] = own_time ? spent : ticks() - since;
				slab_bench_end();
			}
			show(result, reps, "micro %s %s %u calls %u :", kinds[k].name,
			     l->name, l->times, calls);
			calls += reps;
			shown++;
		}
	}
	/* From this lab/here.py knows that it has all of them. */
	if (IS_ENABLED(HERE))
		pr_info("results %u repetitions %u\n", shown, reps);
}

#ifndef MODULE
#define MAX_CACHES	20000
#define LAST		9

static struct kmem_cache **many;
static unsigned int have[2];

static void show_costs(const char *what, const char *class, unsigned int n,
		       const u64 *result)
{
	show(result, LAST, "scale %s-%s %u :", what, class, n);
}

/* The partner is the newest of all caches, or there is none. */
static int new_class(unsigned int n)
{
	u64 since, first[LAST], second[LAST];
	struct kmem_cache *s[2];
	unsigned int i;

	for (i = 0; i < LAST; i++) {
		since = ticks();
		s[0] = kmem_cache_create("bench-first", 472, 0, 0, NULL);
		first[i] = ticks() - since;
		since = ticks();
		s[1] = kmem_cache_create("bench-second", 472, 0, 0, NULL);
		second[i] = ticks() - since;
		if (!s[0] || !s[1])
			return -ENOMEM;
		kmem_cache_destroy(s[1]);
		kmem_cache_destroy(s[0]);
	}
	show_costs("create", "first", n, first);
	show_costs("create", "second", n, second);
	return 0;
}

/*
 * The cost of the last ones is what counts. Of many, each result is the mean of
 * some: one in a few takes memory of the page allocator or of the per-CPU one.
 */
static int grow_to(bool join, unsigned int n)
{
	const unsigned int mean = n < 1000 ? 1 : 32, last = LAST * mean;
	unsigned int *k = &have[join], i;
	u64 since, result[LAST] = { };
	char name[32];

	if (n > MAX_CACHES)
		return -EINVAL;
	if (!many)
		many = kvcalloc(2 * MAX_CACHES, sizeof(*many), GFP_KERNEL);
	if (!many)
		return -ENOMEM;

	while (*k < n) {
		struct kmem_cache **s = &many[join * MAX_CACHES + *k];

		snprintf(name, sizeof(name), "bench-%s-%05u", join ? "join" : "own", *k);
		since = ticks();
		*s = kmem_cache_create(name, 440, 0, join ? 0 : SLAB_NO_MERGE, NULL);
		if (n - *k <= last)
			result[(last - (n - *k)) / mean] += ticks() - since;
		if (!*s)
			return -ENOMEM;
		++*k;
		cond_resched();
	}
	for (i = 0; i < LAST; i++)
		result[i] = div_u64(result[i], mean);
	show_costs("create", join ? "join" : "own", n, result);
	return 0;
}

static int shrink_to(bool join, unsigned int n)
{
	unsigned int *k = &have[join], from = *k, i;
	u64 since, result[LAST] = { };

	while (*k > n) {
		since = ticks();
		kmem_cache_destroy(many[join * MAX_CACHES + --*k]);
		i = from - 1 - *k;
		if (i < LAST)
			result[i] = ticks() - since;
		cond_resched();
	}
	show_costs("destroy", join ? "join" : "own", from, result);
	return 0;
}
#endif

static int do_job(const char *job)
{
	char what[8] __maybe_unused;
	unsigned int n;

	if (sscanf(job, "micro %u", &n) == 1) {
		if (!n || n > MAX_REPS)
			return -EINVAL;
		micro(n);
		return 0;
	}
#ifndef MODULE
	if (sscanf(job, "class %u", &n) == 1)
		return new_class(n);
	if (sscanf(job, "grow %7s %u", what, &n) == 2)
		return grow_to(!strcmp(what, "join"), n);
	if (sscanf(job, "shrink %7s %u", what, &n) == 2)
		return shrink_to(!strcmp(what, "join"), n);
#endif
	return -EINVAL;
}

static int run(const char *job, const struct kernel_param *kp)
{
	ktime_t began = ktime_get();
	u64 since = ticks();
	int err;

	/* Marks of what user space does between; nothing is printed in it. */
	if (!strcmp(job, "begin")) {
		slab_bench_begin();
		return 0;
	}
	if (!strcmp(job, "end")) {
		slab_bench_end();
		return 0;
	}
	err = do_job(job);
	since = ticks() - since;
	/* What a tick is in time. */
	pr_info("clock %llu ticks %lld ns\n", since, ktime_to_ns(ktime_sub(ktime_get(), began)));
	return err;
}

static const struct kernel_param_ops run_ops = {
	.set = run,
};
module_param_cb(run, &run_ops, NULL, 0200);

/* === Set-up =============================================================== */

/*
 * Sizes that no cache of the booted kernel has, so that partners are known:
 * partners() of lab/bench.py checks that.
 */
#ifdef MODULE
/* Where spinlocks are empty, as under UML, file_lock_cache has 184 bytes. */
#define OWN_SIZE	(IS_ENABLED(CONFIG_UML) ? 176 : 184)
#define STATIC_SIZE	168
#else
#define OWN_SIZE	232
#define STATIC_SIZE	248
#endif
#define ALIAS_SIZE	216
#define SALIAS_SIZE	200
/* Any kernel may have caches of these sizes; before 6.5 lab/guest/here says so. */
#if defined(HERE) && defined(SLAB_NO_MERGE)
#define OWN_FLAGS	SLAB_NO_MERGE
#else
#define OWN_FLAGS	0
#endif

static int __init make_static(void)
{
#ifdef HAVE_STATIC
	int err = kmem_cache_setup(bench_static, "bench-" WHERE "static", STATIC_SIZE,
				   0, OWN_FLAGS, NULL);

	return err ?: kmem_cache_setup(bench_salias, "bench-" WHERE "static-alias",
				       SALIAS_SIZE, 0, 0, NULL);
#else
	bench_static = kmem_cache_create("bench-" WHERE "static", STATIC_SIZE, 0,
					 OWN_FLAGS, NULL);
	bench_salias = kmem_cache_create("bench-" WHERE "static-alias", SALIAS_SIZE, 0, 0,
					 NULL);
	return bench_static && bench_salias ? 0 : -ENOMEM;
#endif
}

static int __init slab_bench_init(void)
{
	bench_own = kmem_cache_create("bench-" WHERE "own", OWN_SIZE, 0, OWN_FLAGS, NULL);
	partner = kmem_cache_create("bench-" WHERE "partner", ALIAS_SIZE, 0, 0, NULL);
	bench_alias = kmem_cache_create("bench-" WHERE "alias", ALIAS_SIZE, 0, 0, NULL);
	static_partner = kmem_cache_create("bench-" WHERE "static-partner", SALIAS_SIZE, 0,
					   0, NULL);
	if (!bench_own || !partner || !bench_alias || !static_partner)
		return -ENOMEM;
#ifdef HAVE_RUNTIME_CONST
	slab_bench_const = bench_own;
	runtime_const_init(ptr, slab_bench_const);
#endif
	return make_static();
}

#ifdef MODULE
module_init(slab_bench_init);

static void __exit slab_bench_exit(void)
{
	kmem_cache_destroy(bench_salias);
	kmem_cache_destroy(bench_static);
	kmem_cache_destroy(static_partner);
	kmem_cache_destroy(bench_alias);
	kmem_cache_destroy(partner);
	kmem_cache_destroy(bench_own);
}
module_exit(slab_bench_exit);
MODULE_DESCRIPTION("Loops over slab caches, to be counted");
MODULE_LICENSE("GPL");
#else
/*
 * Constants can be patched while the kernel's text can be written: before
 * initialization is done.
 */
subsys_initcall(slab_bench_init);
#endif
