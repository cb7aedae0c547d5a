# SPDX-License-Identifier: GPL-2.0
"""What lab bench --here runs on a machine works.  tests/test_bench.py compares results."""

import boot
import build
import core
import guests
import here
import ktap

VARIANT = "uml-up"
JOB = f"""#!/bin/sh
insmod /modules/*-{here.NAME}.ko
echo micro 3 >{here.MODULE}
rmmod {here.NAME}
"""


def run(t: ktap.Suite) -> None:
    out = build.ensure_build(VARIANT)[VARIANT]
    work = core.BUILD / "here-guest"
    guests.modules("bench_modules", out, work, "um", "HERE=1")
    core.write(work / "job", JOB, executable=True)
    log = core.LOG / f"here-{VARIANT}.log"
    boot.uml(out / "linux", log, timeout=120, append="job=here kunit.enable=0",
             initrd=boot.initrd(work / "initrd", work, f"{here.NAME}.ko", f"jobs/here={work / 'job'}"))
    t.log(log)
    with t.case("each loop has a result, in cycles"):
        rows = {row.what: row for row in here.cycles(log.read_text(errors="replace"))}
        kinds = {what.split()[0] for what in rows}
        ktap.same(kinds, {"module-own", "module-alias", "module-static", "module-static-alias", "module-kmalloc"})
        ktap.need(rows["module-own pair"].median > 0, f"{rows['module-own pair']}")
        ktap.same(rows["module-own pair"].repetitions, 3)
