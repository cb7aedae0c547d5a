# SPDX-License-Identifier: GPL-2.0
"""Twelve of the suite fleet, with their folders converted, under User-mode Linux."""

from functools import partial

from suites import fleet

run = partial(fleet.run_units, "fleet_sample", __doc__, fleet.SAMPLE, fleet.PLAN_OF_SAMPLE)
