# SPDX-License-Identifier: GPL-2.0
"""Load and unload modules that own slab caches, in QEMU, with everything else going on."""

import results
import stress


def run(argv: list[str]) -> results.Result:
    return stress.run_suite("stress", [stress.SHORT], argv)
