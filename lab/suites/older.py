# SPDX-License-Identifier: GPL-2.0
"""The series on Linux 7.2.13: it applies, builds, boots and passes the KUnit suites there."""

import argparse

import build
import ktap
import results
from suites import kunit


def run(argv: list[str]) -> results.Result:
    argparse.ArgumentParser(prog="lab test older --", description=__doc__).parse_args(argv)
    with ktap.Suite("older") as t:
        for variant, out in build.ensure_build("uml-up-7.2").items():
            for more in ("", "slab_nomerge"):
                done = kunit.run_variant(variant, out, kunit.SUITES, more)
                t.nested(done.suite, done)
    return t.done
