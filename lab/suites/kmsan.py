# SPDX-License-Identifier: GPL-2.0
"""Use of memory that nobody wrote: the KUnit suites on a kernel with KMSAN, and KMSAN's test of itself."""

import argparse

import boot
import build
import core
import deps
import ktap
import report
import results
import verdict
from suites import configs, kunit

VARIANT = "x86-kmsan"
SELF = "test_uninit_kmalloc"
# Each access calls KMSAN, so this is slow.
BOUND = 3000


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test kmsan --", description=__doc__)
    parser.add_argument("--store", action="store_true", help=f"write how many cases passed to {report.KERNELS.name}")
    store = parser.parse_args(argv).store
    with ktap.Suite("kmsan") as t:
        deps.install(deps.absent({"clang-19": "clang-19"}))
        build.ensure_build(VARIANT)
        image = build.kernel(VARIANT).image
        log = core.LOG / "kmsan-kunit.log"
        with core.step("KUnit with KMSAN"):
            boot.qemu(image, log, mem=3072, timeout=BOUND, append=f"kunit_shutdown=poweroff kunit.filter_glob={kunit.SUITES} "
                      "slab_static_kunit.orders=2")
        done = verdict.judge(log, docs=1, suite=VARIANT)
        t.nested(done)
        log = core.LOG / "kmsan-self.log"
        with core.step(f"KMSAN's {SELF}"):
            boot.qemu(image, log, mem=3072, timeout=600, append=f"kunit_shutdown=poweroff kunit.filter_glob=kmsan.{SELF}")
        kunit.own_test(t, "KMSAN", SELF, log)
        if store:
            configs.keep(t, {VARIANT: done})
    return t.done
