// SPDX-License-Identifier: GPL-2.0
/*
 * The counters of the stress modules, which outlive them: one line in
 * /sys/kernel/debug/slab_stress.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "stress_hub.h"

struct stress_counts stress_counts;
EXPORT_SYMBOL_GPL(stress_counts);

static struct dentry *file;

static int counts_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%ld %ld %ld %ld %ld %ld\n",
		   atomic_long_read(&stress_counts.ops),
		   atomic_long_read(&stress_counts.handles),
		   atomic_long_read(&stress_counts.failed),
		   atomic_long_read(&stress_counts.errors),
		   atomic_long_read(&stress_counts.sizes),
		   atomic_long_read(&stress_counts.fail_left));
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(counts);

static int __init hub_init(void)
{
	file = debugfs_create_file("slab_stress", 0400, NULL, NULL, &counts_fops);
	return PTR_ERR_OR_ZERO(file);
}

static void __exit hub_exit(void)
{
	debugfs_remove(file);
}

module_init(hub_init);
module_exit(hub_exit);
MODULE_DESCRIPTION("Counters of the slab stress modules");
MODULE_LICENSE("GPL");
