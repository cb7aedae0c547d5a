// SPDX-License-Identifier: GPL-2.0
/*
 * A plugin of QEMU's TCG that counts what the guest executes between two of its
 * functions: instructions, loads, stores.
 *
 *	-plugin counter.so,begin=ADDRESS,end=ADDRESS,out=FILE[,low=ADDRESS,high=ADDRESS]
 *
 * Writes a line "NUMBER INSTRUCTIONS LOADS STORES THERE" each time that the
 * guest gets from the first instruction at begin to the first one at end.
 * Instructions that load and store count as both; THERE are the instructions from
 * low on and below high. With one thread for all CPUs, as with -icount, the counts
 * are exact.
 *
 * The header of the interface is not packaged; what is used of it is declared
 * here, version 1, which QEMU 6.0 to 8.1 take.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORTED __attribute__((visibility("default")))

struct qemu_plugin_tb;
struct qemu_plugin_insn;

enum { CB_NO_REGS = 0 };
enum { MEM_RW = 3 };
enum { INLINE_ADD_U64 = 0 };

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id,
		void (*cb)(uint64_t id, struct qemu_plugin_tb *tb));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb,
						 size_t idx);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
		void (*cb)(unsigned int cpu, void *data), int flags, void *data);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn,
		int op, void *ptr, uint64_t value);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn,
		void (*cb)(unsigned int cpu, uint32_t info, uint64_t addr, void *data),
		int flags, int rw, void *data);
bool qemu_plugin_mem_is_store(uint32_t info);

EXPORTED extern int qemu_plugin_version;
int qemu_plugin_version = 1;

struct counts {
	uint64_t insns, loads, stores, there;
};

static struct counts now, since;
static uint64_t begin, end, low, high;
static FILE *out;

static void at_begin(unsigned int cpu, void *data)
{
	(void)cpu;
	(void)data;
	since = now;
}

static void at_end(unsigned int cpu, void *data)
{
	static unsigned int number;

	(void)cpu;
	(void)data;
	fprintf(out, "%u %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
		number++, now.insns - since.insns, now.loads - since.loads,
		now.stores - since.stores, now.there - since.there);
	fflush(out);
}

static void accessed(unsigned int cpu, uint32_t info, uint64_t addr, void *data)
{
	(void)cpu;
	(void)addr;
	(void)data;
	if (qemu_plugin_mem_is_store(info))
		now.stores++;
	else
		now.loads++;
}

static void translated(uint64_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb), i;

	(void)id;
	for (i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t addr = qemu_plugin_insn_vaddr(insn);

		qemu_plugin_register_vcpu_insn_exec_inline(insn, INLINE_ADD_U64,
							   &now.insns, 1);
		if (addr >= low && addr < high)
			qemu_plugin_register_vcpu_insn_exec_inline(insn, INLINE_ADD_U64,
								   &now.there, 1);
		/* Counted inline, QEMU 7.2 takes loads for stores. */
		qemu_plugin_register_vcpu_mem_cb(insn, accessed, CB_NO_REGS,
						 MEM_RW, NULL);
		if (addr == begin)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_begin,
							       CB_NO_REGS, NULL);
		if (addr == end)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_end,
							       CB_NO_REGS, NULL);
	}
}

EXPORTED int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv);
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv)
{
	int i;

	(void)info;
	for (i = 0; i < argc; i++) {
		if (!strncmp(argv[i], "begin=", 6)) {
			begin = strtoull(argv[i] + 6, NULL, 16);
		} else if (!strncmp(argv[i], "end=", 4)) {
			end = strtoull(argv[i] + 4, NULL, 16);
		} else if (!strncmp(argv[i], "low=", 4)) {
			low = strtoull(argv[i] + 4, NULL, 16);
		} else if (!strncmp(argv[i], "high=", 5)) {
			high = strtoull(argv[i] + 5, NULL, 16);
		} else if (!strncmp(argv[i], "out=", 4)) {
			out = fopen(argv[i] + 4, "w");
			if (!out) {
				fprintf(stderr, "counter: %s: %s\n", argv[i] + 4,
					strerror(errno));
				return -1;
			}
		}
	}
	if (!begin || !end || !out) {
		fprintf(stderr, "counter: begin=, end= and out= are needed\n");
		return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	return 0;
}
