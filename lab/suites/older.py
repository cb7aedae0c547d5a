# SPDX-License-Identifier: GPL-2.0
"""The series on Linux 7.2.13: all of it and each one alone apply, build, boot and pass the KUnit suites there."""

import build
import ktap
import results
from suites import kunit, series_alone


def run() -> results.Result:
    with ktap.Suite("older") as t:
        for variant, out in build.ensure_build("uml-up-7.2").items():
            for more in ("", "slab_nomerge"):
                done = kunit.run_variant(variant, out, kunit.SUITES, more)
                t.nested(done.suite, done)
        series_alone.prove(t, "7.2", series_alone.ends("7.2")[:-1])
    return t.done
