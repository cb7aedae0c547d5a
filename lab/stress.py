# SPDX-License-Identifier: GPL-2.0
"""The stress: load and unload modules that own slab caches, with everything going on.

What runs in the booted kernel is guest/stress and guest/stress_modules.  This
builds it, boots, and judges the console.  The suites stress, stress_uml,
stress_bpf, stress_long, stress_control and stress_mutants are made of it.
"""

import argparse
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import boot
import build
import core
import guests
import ktap
import report
import results
import verdict

# What --only takes; the suites fleet* set another.
# Those of the table in guest/stress/main.c; the fleet is a suite of its own.
ACTIONS = [name for name in re.findall(r'^\t\{ "(\w+)", ', (guests.GUEST / "stress/main.c").read_text(), re.M) if name != "fleet"]
FILE_SYSTEMS = ("ufs", "isofs", "minix", "ext2", "ext4", "overlay", "mbcache", "crc16", "jbd2", "exportfs")


@dataclass(frozen=True)
class Plan:
    """One boot."""

    variant: str
    rounds: int = 520
    ops: int = 250_000
    bound: int = 590        # seconds
    mem: int = 1024         # MiB
    only: str = "faults,fs,disorder,names,misuse"
    pause: int = 100        # ms of the modules' threads, on average
    every: int = 1          # faults: each n-th module
    loaders: int = 3        # threads
    cpus: int = 3
    seed: int = 1
    control: bool = False
    more: tuple[str, ...] = ()  # items of the initramfs

    @property
    def bpf(self) -> bool:
        return "iterators" in self.only.split(",")

    @property
    def arch(self) -> str:
        return str(build.row_of(self.variant)["arch"])

    @property
    def file_systems(self) -> bool:
        return self.arch != "um" and bool({"fs", "disorder"} & set(self.only.split(",")))


SHORT = Plan("x86-stress")
# The same in a minute: natively, on one CPU, without hotplug and file systems.
UML = Plan("uml-up", only="faults,loading,names,misuse")
BPF = replace(SHORT, variant="x86-stress-bpf", rounds=120, only="iterators")
LONG = [
    replace(SHORT, rounds=10_000, ops=4_000_000, bound=5400, only="faults,loading,fs,disorder,names,misuse"),
    # Where kobjects are released late, an unload takes seconds in which it waits.
    Plan("x86-stress-debug", rounds=1500, ops=600_000, bound=7200, mem=2048, pause=1000, every=24, loaders=12),
    replace(BPF, rounds=3000, bound=3600),
]
CONTROL = Plan("pinned-x86-stress", control=True)
FIGURES = re.compile(r"# (\d+) rounds, (\d+) operations, (\d+) handles created, (\d+) storages seen, slab memory (\d+) kB before and "
                     r"(\d+) kB after.*# control: (\d+) stale names, (\d+) dangling links, (\d+) dead names in slabinfo, "
                     r"(\d+) wrong sizes", re.S)


def options(suite: str, argv: list[str]) -> dict[str, Any]:
    """Read what a person may change of a plan."""
    def actions(text: str) -> str:
        for word in text.split(","):
            if word not in ACTIONS:
                raise argparse.ArgumentTypeError(f"there is no '{word}', but {', '.join(ACTIONS)}")
        return text

    def seed(text: str) -> int:
        return random.randrange(1, 1 << 15) if text == "random" else core.within(0, 1 << 32)(text)

    parser = argparse.ArgumentParser(prog=f"lab test {suite} --", description=__doc__)
    parser.add_argument("--variant", help="another kernel of configs/variants.toml")
    parser.add_argument("--only", type=actions, help=f"comma-separated, of {', '.join(ACTIONS)}")
    parser.add_argument("--seed", type=seed, help="of all choices; a number or 'random' (default: 1)")
    many = 1 << 40
    for name, low, high, text in (
            ("rounds", 0, many, "at least so many modules are unloaded"),
            ("ops", 0, many, "at least so many calls of the allocator"),
            ("bound", 1, many, "seconds of the whole run"), ("mem", 512, many, "MiB of the guest"),
            ("cpus", 2, 4, "of the guest"), ("loaders", 1, 16, "threads that load and unload"),
            ("pause", 0, many, "mean sleep of the modules' threads after 64 steps, in ms"),
            ("every", 1, many, "action faults takes each N-th module")):
        parser.add_argument(f"--{name}", type=core.within(low, high), metavar="N", help=text)
    parser.add_argument("--store", action="store_true", default=None, help=f"write what was counted to {report.STRESS.name}")
    found = {name: value for name, value in vars(parser.parse_args(argv)).items() if value is not None}
    if found.get("store") and len(found) > 1:
        raise core.UsageError("--store is for the suite as it is: leave out the other options")
    return found


def keep(t: ktap.Suite, logs: dict[str, Path]) -> None:
    """Store what the guests counted, by kernel, in place of what the suite stored before."""
    rows = [row for row in report.table_rows(report.STRESS) if row[0] != t.done.suite]
    for kernel, log in logs.items():
        found = FIGURES.search(log.read_text(errors="replace"))
        if not found:
            raise core.LabError(f"{log} does not say what the stress counted")
        rows.append([t.done.suite, kernel, str(SHORT.seed), *found.groups()])
    t.store(report.STRESS, rows)


def images(work: Path, program: Path) -> list[str]:
    """Make the data and file systems with it on them; return items of the initramfs."""
    data, log = work / "data", work / "images.log"
    core.run(["rm", "-rf", data])
    data.mkdir(parents=True)
    core.run([program, "--make-tree", data])
    for name, size in (("minix", 4), ("ext2", 4), ("ext4", 8)):
        (work / f"{name}.img").write_bytes(bytes(size << 20))
    commands: list[list[str | Path]] = [
        ["makefs", "-t", "ffs", "-B", "le", "-s", "4m", work / "ufs.img", data],
        ["makefs", "-t", "cd9660", "-o", "rockridge", work / "iso9660.img", data],
        ["mkfs.minix", work / "minix.img"],
        ["mkfs.ext2", "-q", "-d", data, work / "ext2.img"],
        ["mkfs.ext4", "-q", "-d", data, work / "ext4.img"]]
    for cmd in commands:
        core.run(cmd, log=log)
    return [f"data/{name}.img={work}/{name}.img" for name in ("ufs", "iso9660", "minix", "ext2", "ext4")] + \
        [f"data/tree/{file.relative_to(data)}={file}" for file in sorted(data.rglob("*")) if file.is_file()]


def prepare(plan: Plan, out: Path) -> tuple[Path, str]:
    """Make all that the boot needs.  Return the initramfs and the checksum of the data."""
    guests.tool_path()
    work = core.BUILD / "stress" / plan.variant
    items = list(plan.more)
    if plan.bpf:
        linked, selftest = guests.bpf(out, work / "bpf")
        program = guests.program("stress", work / "stress", *linked)
        items.append(f"bin/kmem_cache_iter={selftest}")
    else:
        program = guests.program("stress", work / "stress", without="iterators.c")
    items += [f"bin/slabinfo={guests.slabinfo(out, work / 'slabinfo')}", f"jobs/stress={program}"]
    if plan.only != "fleet":
        made = guests.modules("stress_modules", out, work / "modules", plan.arch)
        items += [f"stress/{ko.name}={guests.stripped(ko, work)}" for ko in sorted(made.glob("stress*.ko"))]
    total = "0"
    if plan.file_systems:
        items += images(work, program)
        total = core.run([program, "--sum", work / "data"]).stdout.strip()
        for name in FILE_SYSTEMS:
            found = [*(out / "fs").rglob(f"{name}.ko"), *(out / "lib").rglob(f"{name}.ko")]
            if not found:
                raise core.LabError(f"{plan.variant} has no module {name}: see configs/stress.config")
            items.append(f"data/{name}.ko={guests.stripped(found[0], work)}")
    return boot.initrd(work / "initrd", out, *items), total


def explain(log: Path) -> str:
    """Say in one line why the guest did not get to its end; an empty string if it did."""
    text = log.read_text(errors="replace")
    if "vm: killed when" in text:
        return "the run was interrupted"
    if "vm: killed" in text:
        return "the guest hung and was killed at its bound, backtraces are in the log"
    if re.search("Out of memory|oom-kill:|out of memory", text):
        return "the guest ran out of memory: give it more with --mem"
    if not re.search("Run /init as init|KTAP version", text):
        return f"the kernel did not boot ({core.last_line(text)})"
    if match := re.search("init: stress failed: (n.*)", text):
        return f"the guest was stuck: {match[1].strip()}, backtraces are in the log"
    if "init: job stress: exit" not in text:
        return f"the guest did not get to its end ({core.last_line(text)})"
    return ""


def run_plan(plan: Plan, out: Path, log: Path) -> Path:
    """Boot; return the console."""
    initrd, total = prepare(plan, out)
    words = " ".join(f"{name}={getattr(plan, name)}" for name in
                     ("seed", "rounds", "ops", "bound", "only", "pause", "every", "loaders"))
    text = f"stress on {plan.variant}: seed {plan.seed}, {plan.rounds} rounds, {plan.ops} operations, {plan.only}"
    append = (f"job=stress {words} sum={total} control={int(plan.control)} kunit.enable=0 printk.devkmsg=on "
              "oops=panic slab_debug=FZPU,stress-debug-*,kmalloc-256,kmem_cache")
    with core.step(text):
        if plan.arch == "um":
            boot.uml(out / "linux", log, initrd=initrd, mem=plan.mem, timeout=plan.bound + 60, append=append)
        else:
            boot.qemu(out / "arch/x86/boot/bzImage", log, initrd=initrd, mem=plan.mem, cpus=plan.cpus,
                      hotplug=256, timeout=plan.bound + 60, append=append)
    if why := explain(log):
        core.say(f"{why}: {log}")
    return log


def run_suite(suite: str, plans: list[Plan], argv: list[str]) -> results.Result:
    """Run plans, changed as argv says; each console's cases are cases of the suite."""
    change = options(suite, argv)
    store = change.pop("store", False)
    plans = [replace(plan, **change) for plan in plans]
    arches = [build.row_of(plan.variant)["arch"] for plan in plans]
    if "cpus" in change and "um" in arches:
        raise core.UsageError("--cpus is for QEMU: under User-mode Linux leave it out")
    with ktap.Suite(suite) as t:
        outs = build.ensure_build(*(plan.variant for plan in plans))
        for nr, plan in enumerate(plans, 1):
            log = run_plan(plan, outs[plan.variant], core.LOG / f"{suite}-{nr}-{plan.variant}.log")
            t.note("\n".join(re.findall(r"^\[[^]]*\] # (.*(?:rounds|stress:|control:|storages seen).*)",
                                        log.read_text(errors="replace"), re.M)))
            t.extend(verdict.judge(log), f"{nr}. {plan.variant}: " if len(plans) > 1 else "")
        if store:
            keep(t, {plan.variant: log for plan, log in zip(plans, t.done.logs)})
    return t.done
