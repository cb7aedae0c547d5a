# SPDX-License-Identifier: GPL-2.0
"""The kernel's own modules that own caches, with all of the tree converted: each is loaded,
used and unloaded in random order, alone and beside others, in QEMU.

The control is the same kernel without conversions. Both are judged.
"""

import argparse
import re
from dataclasses import replace
from pathlib import Path

import build
import convert
import core
import deps
import guests
import ktap
import results
import stress
import tree
import verdict
from git import commit_of

# Unit, which is also its module; use, as guest/stress/fleet.c has it; type of the file
# system and options, or the socket; size of the image in MiB, and what makes it.
# The first twelve are the sample.
UNITS = """
ufs read ufs,ufstype=44bsd 0 makefs -t ffs -B le -s 4m {img} {data}
isofs read iso9660 0 makefs -t cd9660 -o rockridge {img} {data}
minix write minix 4 mkfs.minix {img}
ext2 write ext2 4 mkfs.ext2 -q -d {data} {img}
ext4 write ext4 8 mkfs.ext4 -q -d {data} {img}
vfat write vfat 8 mkfs.vfat {img}
squashfs read squashfs 0 mksquashfs {data} {img} -quiet -no-progress
erofs read erofs 0 mkfs.erofs {img} {data}
udf write udf 8 mkfs.udf {img}
jfs write jfs 16 mkfs.jfs -q {img}
dm-snapshot load -
fuse load -
msdos write msdos 8 mkfs.vfat {img}
exfat write exfat 8 mkfs.exfat {img}
ntfs3 write ntfs3 8 mkntfs -F -q -Q {img}
nilfs2 write nilfs2 16 mkfs.nilfs2 -q -B 16 -b 1024 {img}
f2fs write f2fs 64 mkfs.f2fs -q {img}
romfs read romfs 0 genromfs -f {img} -d {data}
hfs write hfs 4 hformat -f {img} 0
bfs write bfs 4 mkfs.bfs {img}
affs load -
hfsplus load -
befs load -
adfs load -
omfs load -
hpfs load -
qnx4 load -
qnx6 load -
overlay load -
dm-thin-pool load -
dm-cache load -
dm-clone load -
sctp socket 2,5,132
kcm socket 41,5,0
rds socket 21,5,0
can-raw socket 29,3,1
can-gw load -
bridge load -
9pnet load -
9p load -
rds_tcp load -
coda load -
xfs write xfs 24 env TEST_DIR=1 TEST_DEV=1 QA_CHECK_FS=1 mkfs.xfs -q {img}
"""
PLAN = stress.Plan("fleet", rounds=20, only="fleet", bound=3000, mem=2048)
# The first units under User-mode Linux, and where their code is, which alone is converted.
SAMPLE = ("fs/ufs", "fs/isofs", "fs/minix", "fs/ext2", "fs/ext4", "fs/fat", "fs/squashfs", "fs/erofs", "fs/udf", "fs/jfs",
          "drivers/md/dm-snap", "fs/fuse")
PLAN_OF_SAMPLE = replace(PLAN, variant="uml-fleet", bound=600, mem=1024)


def chain(out: Path, name: str) -> list[Path]:
    """The modules that name needs, in the order of loading, and itself."""
    known = {Path(line).stem.replace("_", "-"): out / Path(line).with_suffix(".ko")
             for line in (out / "modules.order").read_text().split()}
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


def images(rows: list[list[str]], program: Path) -> list[str]:
    """Make a file system for each unit that has one; items of the initramfs."""
    guests.tool_path()
    work = core.BUILD / "fleet"
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
    work.mkdir(parents=True, exist_ok=True)
    items = images(rows, guests.program("stress", work / "stress", without="iterators.c"))
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


def run_units(suite: str, what_it_is: str | None, sample: tuple[str, ...], plan: stress.Plan, argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog=f"lab test {suite} --", description=what_it_is)
    parser.add_argument("--rounds", type=int, default=plan.rounds, help="how often each module is loaded (default: %(default)s)")
    plan = replace(plan, rounds=parser.parse_args(argv).rounds)
    rows = [line.split() for line in UNITS.strip().splitlines()][:len(sample) or None]
    deps.install(deps.missing(not sample))
    with core.lock(core.BUILD / "convert.lock"), ktap.Suite(suite) as t:
        ours, sites = tree.ensure_tree("unconverted"), list[str]()
        with t.case(f"{' '.join(sample) or 'the whole tree'} is converted"):
            _, report = convert.whole(ours, commit_of(ours, "HEAD"), tuple(folder.removesuffix("/dm-snap") for folder in sample))
            found = [file.removeprefix("./") for file, _, _, said in convert.SITE.findall(report) if said.startswith("can")]
            if not found:
                raise core.LabError(f"no cache is converted: see {convert.WORK}")
            if rest := [folder for folder in sample if not any(file.startswith(folder) for file in found)]:
                raise core.LabError(f"no cache of {rest[0]} is converted")
            sites = found
        if not sites:
            return t.done
        t.note(f"{len(sites)} caches")
        logs = {}
        for one, what in ((replace(plan, variant=f"{plan.variant}-control"), "control: "), (plan, "")):
            out = build.ensure_build(one.variant)[one.variant]
            one = replace(one, more=tuple(cargo(one, out, rows)))
            logs[what] = stress.run_plan(one, out, core.LOG / f"{suite}-{one.variant}.log")
            t.log(logs[what])
            t.extend(verdict.judge(logs[what]), what)
        control, converted = (seen(log) for log in logs.values())
        for name in control:
            t.result(f"{name} has the same caches and sizes", converted.get(name) == control[name],
                     f"{converted.get(name)}, without conversions {control[name]}")
        t.result("each module was seen in both", control.keys() == converted.keys() and len(control) >= len(rows) // 2)
    return t.done


def run(argv: list[str]) -> results.Result:
    return run_units("fleet", __doc__, (), PLAN, argv)
