# SPDX-License-Identifier: GPL-2.0
"""As the suite alive, for what needs kernels that only check --all builds: KASAN, kmemleak,
lockdep and debugobjects."""

import ktap
from suites import alive

FAULTS = {
    "uml-kasan": {"use_after_free": "KASAN: slab-use-after-free"},
    "uml-kmemleak": {"leak": "unreferenced object|new suspected memory leaks"},
    "uml-debug": {"circular": "possible circular locking", "sleep": "sleeping function called",
                  "rcu": "suspicious RCU usage", "freed_work": "WARNING: .* debug_print_object"},
    # cpu_hotplug_lock is no lock where CPUs cannot be plugged, as under User-mode Linux.
    "x86-lockdep": {"setup_locked": "possible circular locking"},
}


def run(t: ktap.Suite) -> None:
    for variant, faults in FAULTS.items():
        alive.boots(t, variant, {"": "", **faults})
