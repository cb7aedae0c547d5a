# SPDX-License-Identifier: GPL-2.0
"""As the suite names, on kernels with buckets and with 16 copies of the caches of kmalloc()."""

import ktap
from suites import names


def run(t: ktap.Suite) -> None:
    names.compare(t, ["pinned-buckets", "uml-buckets"], ("", "slab_nomerge", "cgroup.memory=nokmem"))
