# SPDX-License-Identifier: GPL-2.0
"""The stress for hours: more of it, each detector, the BPF iterators."""

from functools import partial

import stress

run = partial(stress.run_suite, "stress_long", stress.LONG)
