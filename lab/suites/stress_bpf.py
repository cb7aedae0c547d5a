# SPDX-License-Identifier: GPL-2.0
"""The BPF iterators over slab caches beside creation and destruction, in QEMU."""

from functools import partial

import stress

run = partial(stress.run_suite, "stress_bpf", [stress.BPF])
