# SPDX-License-Identifier: GPL-2.0
"""The KUnit suites under KASAN, on a kernel whose caches share all the same: lives of aliases.

And KASAN's own test of a cache that is destroyed twice, whose struct RCU frees now.
"""

import argparse

import boot
import build
import core
import ktap
import results
from suites import kunit

VARIANT = "uml-kasan-merge"
TWICE = "kmem_cache_double_destroy"
# Each destroy looks through KASAN's quarantine: 10 of the 120 orders of destruction do.
ORDERS = "slab_static_kunit.orders=10"
# Ten minutes on an idle core.
BOUND = 3000


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test kasan --", description=__doc__)
    parser.add_argument("--filter", default=kunit.SUITES, help="run what matches SUITE.CASE")
    args = parser.parse_args(argv)
    out = build.ensure_build(VARIANT)[VARIANT]
    with ktap.Suite("kasan") as t:
        t.nested(kunit.run_variant(VARIANT, out, args.filter, ORDERS, BOUND))
        log = core.LOG / "kasan-destroyed-twice.log"
        with core.step(f"KASAN's {TWICE}"):
            boot.uml(out / "linux", log, mem=1024, timeout=300,
                     append=f"kunit_shutdown=halt kunit.enable=1 kunit.filter_glob=kasan.{TWICE}")
        kunit.own_test(t, "KASAN", TWICE, log)
    return t.done
