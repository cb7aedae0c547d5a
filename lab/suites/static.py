# SPDX-License-Identifier: GPL-2.0
"""sparse (C=2) and W=1 over the C files that our patches touch, beside the pinned kernel;
kernel-doc over our own; checkpatch --strict over each patch.  Nothing may be new, and each
tool has to report its fault in tests/plants.  Messages of checkpatch that stay are in
checkpatch.known, with the reason.
"""

import re
from pathlib import Path

import build
import core
import ktap
import sid
import tree
from git import git

# Tools are no part of the kernel; KASAN is off in this configuration, whose kernel others boot.
LEFT_OUT = [":!tools", ":!mm/kasan"]
PLANTS = core.LAB / "tests/plants"


def messages(log: Path, source: Path) -> set[str]:
    """Warnings and errors, without line numbers."""
    found = re.findall(r"^(\S+?):[0-9]+(?::[0-9]+)?: ((?:warning|error): .*)", log.read_text(errors="replace"), re.M)
    return {f"{name.removeprefix(f'{source}/').removeprefix('tree/').removeprefix('../')}: {text}"
            for name, text in found}


def compiled(kernel: build.Kernel, files: list[str], check: str) -> set[str]:
    """Compile files with sparse and W=1; each has to be seen by sparse."""
    log = core.LOG / f"{kernel.name}.log"
    with core.lock(kernel.lock):
        kernel.configure()
        objects = [name.removesuffix(".c") + ".o" for name in files]
        for name in objects:
            (kernel.out / name).unlink(missing_ok=True)
        with core.step(f"sparse and W=1 on {len(files)} files of {kernel.name}", log):
            kernel.make("C=2", "W=1", f"CHECK={check}", "KCFLAGS=-Wno-error", *objects, log=log)
    text = log.read_text(errors="replace")
    unseen = [name for name in files if not re.search(rf"^  CHECK +(tree/)?{re.escape(name)}$", text, re.M)]
    if unseen:
        raise core.LabError(f"sparse did not run on {unseen[0]}: see {log}")
    return messages(log, kernel.source)


def planted(kernel: build.Kernel, check: str) -> set[str]:
    """The same on the planted faults."""
    log = core.LOG / f"{kernel.name}-plant.log"
    work = core.BUILD / "plants"
    work.mkdir(exist_ok=True)
    (work / "plant.o").unlink(missing_ok=True)
    core.run(["make", "-C", kernel.source, f"O={kernel.out}", f"ARCH={kernel.arch}", f"M={PLANTS}", f"MO={work}",
              "C=2", "W=1", f"CHECK={check}", "KCFLAGS=-Wno-error", "plant.o"], log=log)
    return messages(log, kernel.source)


def kernel_doc(source: Path, *files: str | Path) -> list[str]:
    done = core.run(["scripts/kernel-doc", "-Wall", "-none", *files], cwd=source, check=False,
                    env={"PYTHONDONTWRITEBYTECODE": "1"})
    return re.findall(r".*(?:warning|error).*", done.stdout + done.stderr, re.I)


def unread(source: Path, *files: str | Path) -> list[str]:
    """Files with comments that kernel-doc passes over without a word, as findings/kernel-doc-passes.sh shows."""
    found = []
    for name in files:
        shown = core.run(["scripts/kernel-doc", "-rst", name], cwd=source, env={"PYTHONDONTWRITEBYTECODE": "1"}).stdout
        comments = len(re.findall(r"^\s*/\*\*", (source / name).read_text(), re.M))
        if comments != (entries := len(re.findall(r"^\.\. (?:c:[a-z]+::|_)", shown, re.M))):
            found.append(f"{name}: {comments} comments, {entries} are read")
    return found


def argued() -> list[tuple[str, str, str]]:
    """The file, type and word of each message that stays; * is any."""
    rows = [line.partition(": ")[0].split(" ", 2) for line in (core.LAB / "suites/checkpatch.known").read_text().splitlines()
            if not line.startswith("#")]
    return [(path, kind, word) for path, kind, word in rows]


def checkpatch(source: Path, met: set[tuple[str, str, str]], *what: str | Path) -> list[str]:
    """What checkpatch --strict says of a commit (-g COMMIT) or a file, without what is argued for: that goes to met."""
    done = core.run(["scripts/checkpatch.pl", "--strict", "--terse", "--showfile", "--show-types", *what],
                    cwd=source, check=False)
    said = []
    for line in done.stdout.splitlines():
        if found := re.match(r"(\S*?)(?::\d+)?: (?:ERROR|WARNING|CHECK):(\w+): (.*)", line):
            # A macro's argument stands in quotes.
            path, kind, text = found.groups()
            rows = {row for row in argued() if row[0] in ("*", path) and row[1] == kind and (row[2] == "*" or row[2] in text)}
            met |= rows
            said += [] if rows else [line]
    return said


def run(t: ktap.Suite) -> None:
    pinned, ours = (build.Kernel(f"static-{name}", tree.ensure_tree(name), "x86_64", ["objcode", "sparse"],
                                 ours=name == "ours") for name in ("pinned", "ours"))
    source, base = ours.source, git(pinned.source, "rev-parse", "HEAD")
    new, touched = (git(source, "diff", "--name-only", f"--diff-filter={letter}", base, "HEAD", "--",
                        "*.c", *LEFT_OUT).split() for letter in "AM")
    check = sid.sparse()
    t.note(f"sparse: {check}")
    found = compiled(ours, touched + new, check)
    t.none(f"no new message of sparse and W=1 in {len(touched + new)} files", sorted(found - compiled(pinned, touched, check)))
    plants = " ".join(planted(ours, check))
    t.result("planted: sparse reports a read of user memory", "noderef" in plants, plants)
    t.result("planted: W=1 reports a function without prototype", "previous prototype" in plants, plants)
    documented = [*new, "include/linux/slab-static.h"]
    t.none("kernel-doc of our files", kernel_doc(source, *documented) + unread(source, *documented))
    said = kernel_doc(source, PLANTS / "plant.c")
    unseen = unread(source, PLANTS / "plant.c")
    t.result("planted: a comment that kernel-doc passes over is counted", "2 comments, 1 are" in "".join(unseen), "\n".join(unseen))
    t.result("planted: kernel-doc reports a parameter", any("undescribed" in line for line in said), "\n".join(said))
    said = checkpatch(source, set(), PLANTS / "checkpatch.patch")
    t.result("planted: checkpatch reports spaces", any("CODE_INDENT" in line for line in said), "\n".join(said))
    met = set[tuple[str, str, str]]()
    for commit in git(source, "rev-list", "--reverse", f"{base}..HEAD").split():
        t.none(f"checkpatch: {git(source, 'log', '-1', '--format=%s', commit)}", checkpatch(source, met, "-g", commit))
    t.none("each message that checkpatch.known argues for is said", [" ".join(row) for row in argued() if row not in met])
