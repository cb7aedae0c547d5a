# SPDX-License-Identifier: GPL-2.0
"""What the messages of the first series say shows a fault, on the pinned kernel and on that series alone.

guest/fixes does it on both.  The pinned kernel has to show each fault, else what is
done proves nothing; the other one shows none.  The suite tools has the scripts of gdb and drgn on both kernels;
iterators (stress_bpf) and KASAN with tags (arch) are tried on ours only.
"""

import re
from pathlib import Path

import boot
import build
import core
import guests
import ktap
import patched
import results
import verdict
from suites import series_alone

CONTROL, OURS = "pinned-x86-fixes", "x86-fixes"
# What guest/fixes does, and what the kernel says if it is wrong.
FAULTS = {
    "sysfs_slab_add": "is not initialized, yet kobject_put",
    "create_unique_id": "sysfs: cannot create duplicate filename '.*/slab/:",
    "sysfs_slab_retire": "sysfs: cannot create duplicate filename '.*/slab/:",
    "failslab_store": "fixes: a flag was lost",
    "debugfs_slab_release": "fixes: no debugfs directory",
    # The struct of the cache is poisoned, and its name read through that.
    "kmem_dump_obj": "Oops: general protection fault, .*0x6b6b6b6b",
    "kmem_cache_create": "fixes: insmod does not return",
}
# Without this one, a step has not done what it is for.
DONE = {"sysfs_slab_retire": "fixes: created meanwhile", "kmem_dump_obj": "fixes: the report ended",
        "kmem_cache_create": "fixes: size 0 is refused"}


def steps(console: str) -> dict[str, list[str]]:
    """What the console has of each step; the last line is the end, unless that was not reached."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for text in console.replace("\r", "").splitlines():
        if match := re.search(r"fixes: begin (\w+)", text):
            lines = found[match[1]] = []
        else:
            lines.append(text)
            if re.search(r"fixes: end \w+", text):
                lines = []
    return found


def shown(lines: list[str], pattern: str) -> str:
    return next((text for text in lines if re.search(pattern, text)), "")


def console(t: ktap.Suite, variant: str) -> Path:
    out = build.ensure_build(variant)[variant]
    work, log = core.BUILD / "fixes-guest" / variant, core.LOG / f"fixes-{variant}.log"
    guests.modules("client", out, work, "x86_64")
    guests.modules("fixes_modules", out, work / "fixes", "x86_64")
    initrd = boot.initrd(work / "initrd", work, "slab_client.ko", "fixes/slab_fixes.ko",
                         f"lib/client.sh={guests.GUEST}/lib/client.sh", f"jobs/fixes={guests.GUEST}/fixes")
    with core.step(f"fixes: boot {variant}"):
        boot.qemu(out / "arch/x86/boot/bzImage", log, initrd=initrd, mem=512, timeout=900,
                  append="kunit.enable=0 job=fixes slab_debug=P,kmem_cache")
    t.log(log)
    return log


def run(t: ktap.Suite) -> None:
    t.plans(2 * len(FAULTS) + 1)
    _, commit = series_alone.ends()[0]
    patched.ensure("fixes", commit, [core.LAB / "patches/fixes.patch"])
    logs = {variant: console(t, variant) for variant in (CONTROL, OURS)}
    found = {variant: steps(log.read_text(errors="replace")) for variant, log in logs.items()}
    for step, fault in FAULTS.items():
        lines = found[CONTROL].get(step, [])
        t.result(f"{step}(): the pinned kernel shows the fault", bool(shown(lines, fault)),
                 f"no line has '{fault}': the fault is gone, or what {guests.GUEST.name}/fixes does is no use")
        lines = found[OURS].get(step, [])
        wrong = shown(lines, fault)
        undone = not shown(lines, f"fixes: end {step}") or not shown(lines, DONE.get(step, ""))
        t.result(f"{step}(): the first series does not", not wrong and not undone,
                 wrong or f"it did not get through: see {logs[OURS]}")
    t.none("the console of the first series is clean",
           [case.name for case in verdict.judge(logs[OURS], plan=False).cases if case.status == results.FAIL])
