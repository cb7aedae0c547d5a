# SPDX-License-Identifier: GPL-2.0
"""The KUnit suites under KASAN, on a kernel whose caches share all the same: lives of aliases."""

import argparse

import build
import core
import ktap
import patched
import results
from suites import kunit

VARIANT = "uml-kasan-merge"
# Each destroy looks through KASAN's quarantine: 10 of the 120 orders of destruction do.
ORDERS = "slab_static_kunit.orders=10"
# Ten minutes on an idle core.
BOUND = 3000


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test kasan --", description=__doc__)
    parser.add_argument("--filter", default=kunit.SUITES, help="run what matches SUITE.CASE")
    args = parser.parse_args(argv)
    patched.ensure("kasan-merge", "ours", [core.TOP / "lab/patches/kasan-merge.patch"])
    out = build.ensure_build(VARIANT)[VARIANT]
    with ktap.Suite("kasan") as t:
        done = kunit.run_variant(VARIANT, out, args.filter, ORDERS, BOUND)
        t.nested(done.suite, done)
    return t.done
