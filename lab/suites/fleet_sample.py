# SPDX-License-Identifier: GPL-2.0
"""Twelve of the suite fleet, with their folders converted, under User-mode Linux."""

import results
from suites import fleet


def run(argv: list[str]) -> results.Result:
    return fleet.run_units("fleet_sample", __doc__, fleet.SAMPLE, fleet.PLAN_OF_SAMPLE, argv)
