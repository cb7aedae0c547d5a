# SPDX-License-Identifier: GPL-2.0
"""tools/mm/slabinfo and the events of allocations tell of caches that share slabs what guest/slabinfo expects."""

import boot
import build
import core
import facts
import ktap
import verdict


def run(t: ktap.Suite) -> None:
    out = build.ensure_build("uml-up")["uml-up"]
    log = core.BUILD / "log/slabinfo.log"
    initrd = facts.client_initrd(out, core.BUILD / "slabinfo", "slabinfo")
    with core.step("slabinfo: boot uml-up"):
        boot.uml(out / "linux", log, mem=128, timeout=120, initrd=initrd,
                 append="kunit.enable=0 job=slabinfo")
    t.extend(verdict.judge(log))
