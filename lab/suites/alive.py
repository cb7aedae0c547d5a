# SPDX-License-Identifier: GPL-2.0
"""Every tool that judges is alive: slab_plant.ko plants a fault, and the kernel and verdict.py
have to report it.  Faults for tools that work without a booted kernel are planted in the
suites lint, static, docs, objcode and cocci."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import boot
import build
import core
import guests
import ktap
import verdict

# variant: fault of slab_plant.c: what a reason of the verdict must have; "" is the control
FAULTS = {"uml-up": {
    "": "",
    "warn": "WARNING: .*plant_init",
    "bug": "BUG: failure at",
    "dump": "Call Trace",
    "refcount": "WARNING: lib/refcount.c",
    "redzone": "BUG plant .*Object corrupt",
    "objects": "Objects remaining",
    "duplicate": "cannot create duplicate filename",
    "failslab": "WARNING: slab_plant.c",
    "nonsense": "insmod 10-slab_plant.ko: failed",
}}
SPATCH = """@r@
position p;
@@
kfree@p(...);

@script:python@
p << r.p;
@@
print("planted in line " + p[0].line)
"""


def consoles(t: ktap.Suite, variant: str, faults: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Boot once for each fault; its console."""
    out = build.ensure_build(variant)[variant]
    work = core.BUILD / "alive" / variant
    kernel = build.kernel(variant)
    guests.modules("client", out, work, kernel.arch)
    initrd = boot.initrd(work / "initrd", work, "slab_plant.ko")
    smp = "CONFIG_SMP=y" in (out / ".config").read_text()
    for fault in faults:
        log = work / f"alive-{variant}-{fault or 'control'}.log"
        append = f"kunit.enable=0 slab_plant.fault={fault}" if fault else "kunit.enable=0"
        if kernel.arch == "um":
            boot.uml(kernel.image, log, cpus=1 + smp, timeout=120, initrd=initrd, append=append)
        else:
            boot.qemu(kernel.image, log, initrd=initrd, append=append, timeout=300)
        t.log(log)
        yield fault, log


def boots(t: ktap.Suite, variant: str, faults: dict[str, str]) -> None:
    for fault, log in consoles(t, variant, faults):
        said = "\n".join(case.name for case in verdict.judge(log, plan=False).cases)
        if fault:
            t.result(f"planted in {variant}: {fault} is reported", re.search(faults[fault], said) is not None, said)
        else:
            t.result(f"{variant} without a planted fault is clean", not said, said)


def spatch(t: ktap.Suite) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rule, file = Path(folder) / "r.cocci", Path(folder) / "f.c"
        rule.write_text(SPATCH)
        file.write_text("void f(void *p)\n{\n\tkfree(p);\n}\n")
        done = core.run(["spatch", "--very-quiet", "--sp-file", rule, file], check=False)
    t.result("planted: spatch finds a call", "planted in line 3" in done.stdout, done.stdout + done.stderr)


def run(t: ktap.Suite) -> None:
    spatch(t)
    for variant, faults in FAULTS.items():
        boots(t, variant, faults)
