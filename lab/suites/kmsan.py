# SPDX-License-Identifier: GPL-2.0
"""Use of memory that nobody wrote: the KUnit suites on a kernel with KMSAN, and KMSAN's test of itself."""

import boot
import build
import core
import deps
import ktap
import verdict
from suites import kunit

VARIANT = "x86-kmsan"
SELF = "test_uninit_kmalloc"
# Each access calls KMSAN, so this is slow.
BOUND = 3000


def run(t: ktap.Suite) -> None:
    deps.install(deps.absent({"clang-19": "clang-19"}))
    build.ensure_build(VARIANT)
    image = build.kernel(VARIANT).image
    log = core.LOG / "kmsan-kunit.log"
    with core.step("KUnit with KMSAN"):
        boot.qemu(image, log, mem=3072, timeout=BOUND, append=f"kunit_shutdown=poweroff kunit.filter_glob={kunit.SUITES} "
                  "slab_static_kunit.orders=2")
    t.nested(verdict.judge(log, docs=1, suite="kunit"))
    log = core.LOG / "kmsan-self.log"
    with core.step(f"KMSAN's {SELF}"):
        boot.qemu(image, log, mem=3072, timeout=600, append=f"kunit_shutdown=poweroff kunit.filter_glob=kmsan.{SELF}")
    kunit.own_test(t, "KMSAN", SELF, log)
