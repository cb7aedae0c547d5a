# SPDX-License-Identifier: GPL-2.0
"""The suite fleet under User-mode Linux: all of the tree is converted, all units of fleet.units come and go."""

from functools import partial

from suites import fleet

run = partial(fleet.run_units, "fleet_um", __doc__, (), fleet.PLAN_OF_UML)
