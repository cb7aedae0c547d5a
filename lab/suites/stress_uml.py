# SPDX-License-Identifier: GPL-2.0
"""The stress under User-mode Linux: less of it goes on at once, and it takes a minute."""

from functools import partial

import stress

run = partial(stress.run_suite, "stress_uml", [stress.UML])
