# SPDX-License-Identifier: GPL-2.0
"""The kernel's own modules that own caches, with all of the tree converted: each is loaded,
used and unloaded in random order, alone and beside others, in QEMU.

The control is the same kernel without conversions. Both are judged.  The suite fleet_um
does so under User-mode Linux.
"""

import argparse
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import build
import convert
import core
import deps
import guests
import ktap
import report
import results
import stress
import tree
import verdict
from git import commit_of

UNITS = core.LAB / "suites/fleet.units"
# A round takes some fifty seconds beside the other kernel, and minutes beside builds.
PLAN = stress.Plan("fleet", rounds=20, only="fleet", bound=5400, mem=2048)
# The first units under User-mode Linux, and where their code is, which alone is converted.
SAMPLE = ("fs/ufs", "fs/isofs", "fs/minix", "fs/ext2", "fs/ext4", "fs/fat", "fs/squashfs", "fs/erofs", "fs/udf", "fs/jfs",
          "drivers/md/dm-snap", "fs/fuse")
PLAN_OF_SAMPLE = replace(PLAN, variant="uml-fleet", bound=600, mem=1024)
PLAN_OF_UML = replace(PLAN, variant="uml-fleet-all", bound=900)


def units() -> list[list[str]]:
    """Return the rows of fleet.units: name, use, what of, and how an image is made."""
    lines = [line.split() for line in UNITS.read_text().splitlines() if line and not line.startswith("#")]
    return [line if len(line) > 2 else [*line, "-"] for line in lines]


def static_caches(out: Path) -> set[str]:
    """Return the modules that set up static caches, as the kernel writes their names."""
    return {path.stem.replace("-", "_") for path in build.modules(out)
            if " U __kmem_cache_setup_args\n" in core.run(["nm", "-u", path]).stdout}


def chain(out: Path, name: str) -> list[Path]:
    """The modules that name needs, in the order of loading, and itself."""
    known = {path.stem.replace("_", "-"): path for path in build.modules(out)}
    found: list[Path] = []

    def add(one: str) -> None:
        path = known.get(one.replace("_", "-"))
        if not path:
            raise core.LabError(f"{out.name} has no module {one}: see configs/fleet.config")
        for other in core.run(["modinfo", "-F", "depends", path]).stdout.strip().split(","):
            if other:
                add(other)
        if path not in found:
            found.append(path)
    add(name)
    return found


def images(rows: list[list[str]], program: Path, work: Path) -> list[str]:
    """Make a file system for each unit that has one, in work; items of the initramfs."""
    guests.tool_path()
    data = work / "data"
    core.run(["rm", "-rf", work])
    data.mkdir(parents=True)
    core.run([program, "--make-tree", data])
    items = []
    for name, _, _, *how in rows:
        if how:
            img = work / f"{name}.img"
            if int(how[0]):
                img.write_bytes(bytes(int(how[0]) << 20))
            core.run([word.format(img=img, data=data) for word in how[1:]], log=work / f"{name}.log")
            items.append(f"fleet/{name}.img={img}")
    return items


def cargo(plan: stress.Plan, out: Path, rows: list[list[str]]) -> list[str]:
    """What the initramfs has besides the program: images, modules, the table."""
    work = core.BUILD / "stress" / plan.variant
    items = images(rows, guests.program("stress", work / "stress", without="iterators.c"), work / "images")
    table, modules = [], {}
    for name, use, what, *_ in rows:
        needs = chain(out, name)
        modules.update({path.name: path for path in needs})
        # Names as the kernel has them: delete_module() knows no dashes.
        table.append(" ".join([name, use, what, *(path.stem.replace("-", "_") for path in needs)]))
    (work / "table").write_text("\n".join(table) + "\n")
    items += [f"fleet/{name.replace('-', '_')}={guests.stripped(path, work)}" for name, path in modules.items()]
    return [*items, f"fleet/table={work}/table"]


def seen(log: Path) -> dict[str, str]:
    """The caches of each module, with the size of their objects."""
    return dict(re.findall(r"^\[[^]]*\] # fleet: (\S+) (.*\S)", log.read_text(errors="replace"), re.M))


def did(log: Path) -> list[list[str]]:
    """Return what the guest says of each unit: name, use, rounds, times used, whether all was well."""
    return [[name, use, rounds, times, "no" if bad else "yes"] for bad, name, rounds, use, times in re.findall(
        r"(not )?ok \d+ fleet: (\S+): (\d+) rounds, (\w+) (\d+) times", log.read_text(errors="replace"))]


def unseen(static: set[str], of_control: list[list[str]], control: set[str], converted: set[str]) -> set[str]:
    """Return the modules whose caches were seen on one kernel only, and the units with static caches whose
    caches were not seen though the control loaded them."""
    used = {row[0].replace("-", "_") for row in of_control if row[2] != "0"}
    return control ^ converted | (used & static) - converted


def keep(t: ktap.Suite, machine: str, found: list[list[str]]) -> None:
    """Store what was seen on a machine, in place of what was."""
    t.store(report.FLEET, [row for row in report.table_rows(report.FLEET) if row[0] != machine] + [[machine, *row] for row in found])


def run_units(suite: str, what_it_is: str | None, sample: tuple[str, ...], plan: stress.Plan, argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog=f"lab test {suite} --", description=what_it_is)
    parser.add_argument("--rounds", type=core.within(1), default=plan.rounds, help="how often each module is loaded (default: %(default)s)")
    if not sample:
        parser.add_argument("--store", action="store_true", help=f"write what was seen to {report.FLEET.name}")
        parser.add_argument("--only", default="", metavar="NAMES", help="some units of fleet.units, with commas between")
    args = parser.parse_args(argv)
    if not sample and args.store and (args.only or args.rounds < plan.rounds):
        raise core.UsageError(f"--store is for all units and {plan.rounds} rounds: leave out --only and --rounds")
    plan, rows = replace(plan, rounds=args.rounds), units()[:len(sample) or None]
    if not sample and args.only:
        wanted = args.only.split(",")
        if unknown := set(wanted) - {row[0] for row in rows}:
            raise core.UsageError(f"fleet.units has no '{min(unknown)}': name some of it, with commas between")
        rows = [row for row in rows if row[0] in wanted]
    deps.install(deps.missing(not sample))
    with core.lock(core.BUILD / "convert.lock"), ktap.Suite(suite) as t:
        ours = tree.ensure_tree("unconverted")
        with t.case(f"{' '.join(sample) or 'the whole tree'} is converted"):
            _, text = convert.whole(ours, commit_of(ours, "HEAD"), tuple(folder.removesuffix("/dm-snap") for folder in sample))
            sites = [file.removeprefix("./") for file, _, _, said in convert.SITE.findall(text) if said.startswith("can")]
            ktap.need(sites, f"no cache is converted: see {convert.WORK}")
            rest = [folder for folder in sample if not any(file.startswith(folder) for file in sites)]
            ktap.need(not rest, f"no cache of {' '.join(rest)} is converted")
        if not t.done.ok:
            return t.done
        t.note(f"{len(sites)} caches")
        logs, boots = {}, {}
        outs = build.ensure_build(f"{plan.variant}-control", plan.variant)
        with ThreadPoolExecutor(2) as pool:
            for (variant, out), what in zip(outs.items(), ("control: ", "")):
                one = replace(plan, variant=variant)
                one = replace(one, more=tuple(cargo(one, out, rows)))
                boots[what] = pool.submit(stress.run_plan, one, out, core.LOG / f"{suite}-{variant}.log")
        for what, boot in boots.items():
            logs[what] = boot.result()
            t.extend(verdict.judge(logs[what]), what)
        static = static_caches(build.ensure_build(plan.variant)[plan.variant])
        found = [[*row[:4], "yes" if row[0].replace("-", "_") in static else "no", row[4]] for row in did(logs[""])]
        t.note("\n".join(" | ".join(row) for row in found))
        control, converted = (seen(log) for log in logs.values())
        for name in control:
            t.result(f"{name} has the same caches and sizes", converted.get(name) == control[name],
                     f"{converted.get(name)}, without conversions {control[name]}")
        of_control = did(logs["control: "])
        bad = unseen(static, of_control, {*control}, {*converted})
        t.result("each module was seen in both", not bad and len(of_control) == len(rows), f"{len(of_control)} units; {' '.join(sorted(bad))}")
        if not sample and args.store:
            keep(t, "User-mode Linux" if plan.arch == "um" else "QEMU", found)
    return t.done


def run(argv: list[str]) -> results.Result:
    return run_units("fleet", __doc__, (), PLAN, argv)
