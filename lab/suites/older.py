# SPDX-License-Identifier: GPL-2.0
"""The series on Linux 7.2.13: all of it and each one alone apply, build, boot and pass the KUnit suites there."""

import build
import ktap
from suites import kunit, series_alone


def run(t: ktap.Suite) -> None:
    for variant, out in build.ensure_build("uml-up-7.2").items():
        for more in ("", "slab_nomerge"):
            t.nested(kunit.run_variant(variant, out, kunit.SUITES, more))
    series_alone.prove(t, "7.2", series_alone.ends("7.2")[:-1])
