# SPDX-License-Identifier: GPL-2.0
"""The stress under User-mode Linux: less of it goes on at once, and it takes a minute."""

import results
import stress


def run(argv: list[str]) -> results.Result:
    return stress.run_suite("stress_uml", [stress.UML], argv)
