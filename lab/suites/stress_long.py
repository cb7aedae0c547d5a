# SPDX-License-Identifier: GPL-2.0
"""The stress for hours: more of it, each detector, the BPF iterators."""

import results
import stress


def run(argv: list[str]) -> results.Result:
    return stress.run_suite("stress_long", stress.LONG, argv)
