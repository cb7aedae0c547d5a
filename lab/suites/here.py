# SPDX-License-Identifier: GPL-2.0
"""What lab bench --here runs on a machine works.  tests/test_here.py is about what becomes of its log."""

import re

import boot
import build
import core
import guests
import here
import ktap

VARIANT = "uml-up"
REPS = 3
# The log comes from dmesg, as on a machine, so that nothing else is to print it.
JOB = f"""#!/bin/sh
mount -t cgroup2 none /sys/fs/cgroup
dmesg -n 1
find /sys/fs/cgroup -type d >/tmp/before
cat /sys/fs/cgroup/cgroup.subtree_control >>/tmp/before
/data/here /modules/*-{here.NAME}.ko {REPS}
echo "here: exit $?"
find /sys/fs/cgroup -type d >/tmp/after
cat /sys/fs/cgroup/cgroup.subtree_control >>/tmp/after
[ -e /sys/module/{here.NAME} ] || ! cmp /tmp/before /tmp/after || echo "here: all is as before"
insmod /modules/*-{here.NAME}.ko
/data/here /modules/*-{here.NAME}.ko {REPS}
echo "here: exit $?"
rmmod {here.NAME}
/data/here /modules/*-{here.NAME}.ko 99
echo "here: exit $?"
"""
KINDS = {"module-own", "module-alias", "module-static", "module-static-alias", "module-kmalloc"}


def run(t: ktap.Suite) -> None:
    t.plans(4)
    out = build.ensure_build(VARIANT)[VARIANT]
    work = core.BUILD / "here-guest"
    guests.modules("bench_modules", out, work, "um", "HERE=1")
    core.write(work / "job", JOB, executable=True)
    initrd = boot.initrd(work / "initrd", work, f"{here.NAME}.ko", f"jobs/here={work / 'job'}",
                         f"data/here={here.SCRIPT}")
    said = list[str]()
    for more in ("", "slab_nomerge"):
        log = core.LOG / f"here-{VARIANT}{more and f'-{more}'}.log"
        boot.uml(out / "linux", log, timeout=120, append=f"job=here kunit.enable=0 {more}", initrd=initrd)
        t.log(log)
        said.append(log.read_text(errors="replace"))
    release = (out / "include/config/kernel.release").read_text().strip()
    found = here.cycles(said[0])
    with t.case("each loop has a result, in cycles"):
        ktap.same({what.split()[0] for what in found.rows}, KINDS)
        ktap.need(found.rows["module-own pair"].median > 0, f"{found.rows['module-own pair']}")
        ktap.same({row.repetitions for row in found.rows.values()}, {REPS})
    with t.case("the log says of which kernel it is, and that accounted objects were charged"):
        ktap.same((found.release, found.machine, found.charged, len(found.boot)), (release, "unknown", True, 36))
    with t.case("nothing stays, and an error is said"):
        ktap.same(re.findall("^here: (.*?)\r?$", said[0], re.M), ["exit 0", "all is as before", "exit 1", "exit 1"])
        for text in (f"{here.NAME} is loaded already: rmmod it first", "the loops do not run: see dmesg"):
            ktap.need(text in said[0], f"no '{text}'")
        ktap.need(not re.search("BUG:|WARNING:|Call Trace|Oops", said[0]), "the kernel reports something")
    with t.case("where aliases do not share, nothing runs"):
        ktap.need("bench-module-alias does not share with bench-module-partner:" in said[1], "it is not said")
        ktap.need("bench: micro" not in said[1], "the loops ran")
