# SPDX-License-Identifier: GPL-2.0
"""What a kernel prints when something is wrong, and why each line counts.

A test that provokes a report on purpose announces it on the console:
"# splat expected: REGEX" until "# splat end" (a report is required), or
"# splat allowed: REGEX" (a report may be there, line by line).  An "expected" bracket
allows a line that begins a report only if REGEX matches it.  It allows a line of a WARN if it stands
between a matching line and that report's stack, or just before a matching line.  It allows the stack itself.
"""

import re

# A stack, in the words of all machines: arm has a small t, PA-RISC another word, sparc of 32 bits none.
TRACE = r"(?i:call trace:)|Backtrace:|^\[[0-9a-f]{8} :"
# regular expression: why it counts
SOFT = {
    r"(?:^|[^A-Z])BUG:": "oopses, lockdep and KCSAN start with it; DEBUG: is no such line",
    r"BUG [^ ]+ \(": "SLUB reports an object or a slab that is not as it should be",
    r"WARNING:": "WARN(), and warnings of lockdep and RCU",
    TRACE: "dump_stack() was called: there was a reason",
    r"refcount_t:": "saturated or underflowed; reported once, and the WARN line may be lost",
    r"UBSAN:": "undefined behaviour; the report has no BUG: or WARNING:",
    r"ODEBUG:": "an object that debugobjects watches was freed or initialized in use",
    r"kmem_cache_create.* integrity check failed": "a cache that creation refuses, without a WARN",
    r"(?:EXPECTATION|ASSERTION) FAILED at": "kunit_skip() after it makes a skip of what has failed",
    r"slabs counted but counter=": "the count of slabs of a node is wrong; slabinfo -v only prints it",
}
HARD = {
    r"Kernel panic": "the end of the run",
    r"kernel BUG at": "BUG() and VM_BUG_ON()",
    r"Oops": "a fault in kernel mode",
    r"Internal error:": "arm and arm64 die with it, of an abort too",
    r"\[#[0-9]+\]": "most machines number what they die of: an illegal instruction, BUG() on mips",
    r"Unable to handle kernel": "a wild pointer; m68k and sparc have no Oops there",
    r"Kernel:? unaligned access": "sparc64 and PA-RISC go on after it",
    r"SError Interrupt": "arm64: memory or a device refused an access",
    r"Kernel Fault": "PA-RISC reports a wild pointer like this",
    r"general protection fault": "x86 reports a wild pointer like this",
    r"Segfault with no mm": "User-mode Linux reports a wild pointer in a kernel thread like this",
    r"KASAN:": "use after free, out of bounds, double free",
    r"KFENCE:": "the same, sampled",
    r"possible (?:circular|recursive) locking": "lockdep: locks in two orders, or one twice",
    r"inconsistent lock state": "lockdep: taken in an interrupt and with interrupts on",
    r"possible irq lock": "lockdep: an inversion through interrupts",
    r"suspicious RCU usage": "lockdep: read without rcu_read_lock()",
    r"sleeping function called from invalid context": "might_sleep() with a lock held",
    r"unreferenced object": "kmemleak: nothing points to it",
    r"[1-9][0-9]* new suspected memory leaks": "kmemleak: the count of such objects",
    r"rcu: INFO: .*detected": "RCU stall",
    r"blocked for more than": "hung task",
    r"soft lockup": "a CPU does not schedule",
    r"cannot create duplicate filename": "sysfs: two caches want one name",
    r"kobject_add_internal failed": "the same, from the layer above",
    r"still has objects": "kmem_cache_destroy() of a cache in use",
    r"Objects remaining": "the same, with the list of objects",
}

trace = re.compile(TRACE)
# Messages of a WARN: they stand before its place or after it, as the machine has it.
message = re.compile("refcount_t:|ODEBUG:")
soft = re.compile("|".join(SOFT))
hard = re.compile("|".join(HARD))
