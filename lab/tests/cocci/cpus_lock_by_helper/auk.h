/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/cpu.h>
#include <linux/module.h>
#include <linux/slab.h>

#define MURRE_LOCK()	do { mutex_lock(&auk_mutex); cpus_read_lock(); } while (0)
#define MURRE_UNLOCK()	do { cpus_read_unlock(); mutex_unlock(&auk_mutex); } while (0)

void auk_lock(void);
void auk_unlock(void);
void auk_count(void);
