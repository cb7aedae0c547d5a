# SPDX-License-Identifier: GPL-2.0
"""Each commit of the series by itself builds, boots and passes the tests that it has.

In build/bisect: User-mode Linux with one CPU runs the KUnit suites of the commit;
mm/ compiles with W=1 for x86-64 as x86-stress is configured, and mm/ and lib/tests/
as allnoconfig with KUnit; checkpatch --strict.  Nothing may be new against the
pinned kernel.  What passed is not built again while the commit's tree, these
programs and the compiler are the same.
"""

import argparse
import dataclasses
import hashlib
import json
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import build
import core
import ktap
import results
import tree
from git import git, log
from suites import kunit
from suites.static import checkpatch, messages, planted

WORK = core.BUILD / "bisect.d"
# For x86-64: fragments, folders.
OBJECTS = {"minimal": (["minimal"], ["mm/", "lib/tests/"]), "stress": (["common", "x86", "stress"], ["mm/"])}


@dataclass
class Row:
    """What is found of one commit."""

    builds: bool = True
    boots: bool = True
    passed: int = 0
    failed: int = 0
    seconds: float = 0
    why: list[str] = field(default_factory=list)


def key(text: str) -> str:
    """Return a name for what a result depends on."""
    digest = hashlib.sha256(text.encode())
    names = ["build.py", "boot.py", "verdict.py", "splats.py", "suites/bisect.py", "suites/kunit.py"]
    files = [core.LAB / name for name in names] + sorted(build.CONFIGS.glob("*"))
    for path in files:
        digest.update(path.read_bytes())
    digest.update(core.run(["gcc", "-dumpfullversion"]).stdout.encode())
    return digest.hexdigest()[:40]


def objects(commit: str, config: str) -> set[str]:
    """Compile for x86-64; return warnings and errors without line numbers."""
    fragments, folders = OBJECTS[config]
    source = tree.ensure_commit("bisect", commit)
    kernel = build.Kernel(f"bisect-{config}", source, "x86_64", fragments, ours=False)
    log_file = core.LOG / f"bisect-{config}.log"
    try:
        # New options are in some commits: always configure.
        kernel.configure()
        with core.step(f"W=1 on {' '.join(folders)} for x86-64, {config}", log_file):
            kernel.make("W=1", "KCFLAGS=-Wno-error", *folders, log=log_file, timeout=3600)
    except core.LabError:
        # make reports once: after a failure, no object is kept.
        shutil.rmtree(kernel.out, ignore_errors=True)
        raise
    return messages(log_file, source)


def known(base: str, config: str) -> set[str]:
    """Return what the pinned kernel says."""
    file = WORK / f"known-{config}-{key(base)}"
    if not file.exists():
        shutil.rmtree(core.BUILD / f"out/bisect-{config}", ignore_errors=True)
        core.write(file, "\n".join(sorted(objects(base, config))))
    return set(file.read_text().splitlines())


def suites(source: Path) -> set[str]:
    """Return the KUnit suites that a tree has."""
    return {name for path in (source / "lib/tests").glob("sl[au]b_*.c")
            for name in re.findall(r"struct kunit_suite \w+ = \{\s*\.name = \"(\w+)\"", path.read_text())}


def prove(commit: str, base: str, boots: bool = False) -> Row:
    """Try one commit; with boots, only under User-mode Linux."""
    row, start = Row(), time.monotonic()
    for config in OBJECTS if not boots else ():
        before = known(base, config)
        try:
            new = sorted(objects(commit, config) - before)
        except core.LabError as error:
            new = [f"does not build: {error}"]
        else:
            # What says nothing may not look.
            kernel = build.Kernel(f"bisect-{config}", tree.ensure_commit("bisect", commit), "x86_64", OBJECTS[config][0], ours=False)
            if config == "stress" and "previous prototype" not in " ".join(planted(kernel, "true")):
                new.append("gcc with W=1 does not report the fault of lab/tests/plants/plant.c")
        if new:
            row.builds = False
            row.why += [f"x86-64 {config}: {text}" for text in new]
            shutil.rmtree(core.BUILD / f"out/bisect-{config}", ignore_errors=True)
    source = tree.ensure_commit("bisect", commit)
    try:
        out = build.ensure_build("uml-bisect")["uml-bisect"]
    except core.LabError as error:
        row.builds = row.boots = False
        row.why.append(str(error))
        return row
    for more in ("", "slab_nomerge"):
        done = kunit.run_variant("uml-bisect", out, kunit.SUITES, more)
        row.passed, row.failed = row.passed + done.passed, row.failed + done.failed
        row.why += [f"{case.name}: {case.reason}" for case in done.cases if case.status == results.FAIL][:20]
        row.boots &= "\nvm: exit 0\n" in done.logs[0].read_text(errors="replace")
        missing = suites(source) - {case.name.partition(".")[0] for case in done.cases}
        row.why += [f"suite {name} did not run: see {done.logs[0]}" for name in sorted(missing)]
    row.seconds = round(time.monotonic() - start)
    return row


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test bisect --", description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--from", dest="first", type=core.within(1), default=1, metavar="N", help="start at commit N (from 1)")
    which.add_argument("--only", type=core.within(1), metavar="N", help="this commit alone")
    parser.add_argument("--boots", action="store_true", help="only build, boot and test under User-mode Linux; not kept as proven")
    parser.add_argument("--list", action="store_true", help="print the numbers, run nothing")
    args = parser.parse_args(argv)
    linux = tree.ensure_tree("ours")
    base, tip = tree.ends(linux)
    commits = list(enumerate(log(tree.KERNEL, "%H", f"{base}..{tip}"), 1))
    subjects = log(tree.KERNEL, "%s", f"{base}..{tip}")
    first, last = (args.only, args.only) if args.only else (args.first, len(commits))
    if not 1 <= first <= last <= len(commits):
        raise core.UsageError(f"the series has {len(commits)} commits: see lab test bisect -- --list")
    chosen = commits[first - 1:last]
    if args.list:
        print(*(f"{number:4} {subject}" for number, subject in enumerate(subjects, 1)), sep="\n")
        raise SystemExit(0)
    table = [f"{'nr':>4} {'commit':<62} {'builds':<6} {'boots':<5} {'passed':>6} {'failed':>6} {'s':>5}"]
    with ktap.Suite("bisect", len(chosen)) as t, core.lock(WORK / "lock"):
        for number, commit in chosen:
            file = WORK / f"{key(git(tree.KERNEL, 'rev-parse', f'{commit}^{{tree}}') + base)}.json"
            before = file.exists()
            if before:
                row = Row(**json.loads(file.read_text()))
            else:
                core.say(f"commit {number} of {len(commits)}: {subjects[number - 1]}")
                row = prove(commit, base, args.boots)
                if not row.why and not args.boots:
                    core.write(file, json.dumps(dataclasses.asdict(row)))
            # The message is not part of the tree, and this is quick.
            row.why += checkpatch(linux, set(), "-g", commit)
            t.result(f"{number} {subjects[number - 1]}", not row.why, "\n".join(row.why) if row.why else
                     f"{row.passed} passed, {row.seconds:.0f} s{', before' if before else ''}")
            table.append(f"{number:4} {subjects[number - 1]:<62.62} {row.builds!s:<6} {row.boots!s:<5} "
                         f"{row.passed:6} {row.failed:6} {row.seconds:5.0f}")
        t.note("\n".join(table))
    return t.done
