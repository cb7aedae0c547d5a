# SPDX-License-Identifier: GPL-2.0
"""The suite distro with an hour of load."""

from functools import partial

from suites import distro

run = partial(distro.run_minutes, "distro_long", 60)
