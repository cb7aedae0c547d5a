# SPDX-License-Identifier: GPL-2.0
"""The BPF iterators over slab caches beside creation and destruction, in QEMU."""

import results
import stress


def run(argv: list[str]) -> results.Result:
    return stress.run_suite("stress_bpf", [stress.BPF], argv)
