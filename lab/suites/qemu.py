# SPDX-License-Identifier: GPL-2.0
"""QEMU with a real kernel: a guest that ends, and one that hangs, which has to be asked for
backtraces before it is killed.  tests/test_boot.py has what needs no kernel."""

import boot
import build
import core
import ktap
import verdict

HANG = "#!/bin/sh\necho 'hang: now'\nsleep 1000\n"


def run(t: ktap.Suite) -> None:
    t.plans(3)
    kernel = build.ensure_build("x86-stress")["x86-stress"] / "arch/x86/boot/bzImage"
    work = core.BUILD / "qemu"
    core.write(work / "hang", HANG, executable=True)
    initrd = boot.initrd(work / "initrd", work, f"jobs/hang={work}/hang")
    done = boot.qemu(kernel, work / "qemu-end.log", initrd=initrd, append="kunit.enable=0", timeout=120)
    said = "\n".join(case.name for case in verdict.judge(done.log, plan=False).cases)
    t.result("a guest ends and is clean", done.ok and not said, said or done.how)
    done = boot.qemu(kernel, work / "qemu-hang.log", initrd=initrd, append="kunit.enable=0 job=hang", timeout=25)
    text = done.log.read_text(errors="replace")
    t.result("planted: a guest that hangs is killed at its bound", done.killed and "hang: now" in text, done.how)
    asked = [key for key in ("Show backtrace of all active CPUs", "Show Blocked State") if key in text]
    t.result("planted: it is asked for backtraces first", len(asked) == 2, " ".join(asked) or "none came")
    t.log(work / "qemu-hang.log")
