# SPDX-License-Identifier: GPL-2.0
"""The suite distro with an hour of load."""

import results
from suites import distro


def run(argv: list[str]) -> results.Result:
    return distro.run_minutes("distro_long", 60, argv)
