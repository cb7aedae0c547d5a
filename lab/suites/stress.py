# SPDX-License-Identifier: GPL-2.0
"""Load and unload modules that own slab caches, in QEMU, with everything else going on."""

from functools import partial

import stress

run = partial(stress.run_suite, "stress", [stress.SHORT])
