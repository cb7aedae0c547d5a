# SPDX-License-Identifier: GPL-2.0
"""The job files for LAVA: lava-run boots the KUnit suites in QEMU, as a lab would.

What LAVA reports of each suite and case has to be what the verdict says of the same
console.  A guest with planted faults has to be reported by both.
"""

import argparse
import re
from pathlib import Path

import boot
import build
import core
import ktap
import lava_run
import results
import splats
import verdict

# As in the suite configs: more orders than TCG has time for.
ARGUMENTS = "kunit.enable=1 slab_static_kunit.orders=8"
PLANTED = {"passes": "pass", "announced": "pass", "skips": "skip", "fails": "fail", "": "fail"}
# A device type of boards, to see whether lava-run takes the job of one.
BOARD = ("x86", "connection_command=/bin/true", "hard_reset_command=/bin/true", "power_on_command=/bin/true",
         "power_off_command=/bin/true")


def of_verdict(console: Path) -> dict[str, str]:
    """SUITE and SUITE.CASE: how it ended, as the kernel's parser reads them; parameters are folded."""
    found, bad = verdict.cases(verdict.read(console))
    said: dict[str, str] = {}
    for case in found:
        name = ".".join(case.name.split(".")[:2])
        said[name] = case.status if said.get(name) in (None, results.SKIP) else said[name]
        said.setdefault(name.partition(".")[0], results.PASS)
    for line in bad:
        name = line.rpartition(": ")[0]
        if name.count(".") < 2 and " " not in name:
            said[name] = results.FAIL
    return said


def of_lava(rows: list[lava_run.Row], suites: list[str]) -> tuple[dict[str, str], list[str]]:
    """The same of the results of LAVA, and its reports.  A suite comes after its cases."""
    said: dict[str, str] = {}
    reports, waiting, suites = list[str](), list[lava_run.Row](), list(suites)
    for row in rows:
        if row.definition != "kunit":
            continue
        if splats.soft.search(row.case) or splats.hard.search(row.case) or re.search("^(init: |Bail out!|not ok)|splat end$", row.case):
            # One that was announced passes.
            reports += [row.case] if row.result == results.FAIL else []
        elif row.case in suites:
            said |= {f"{row.case}.{case.case}": case.result for case in waiting} | {row.case: row.result}
            suites.remove(row.case)
            waiting.clear()
        else:
            waiting.append(row)
    # A kernel that died in a suite.
    return said | {f"{suites[0] if suites else '?'}.{case.case}": case.result for case in waiting}, reports


def unseen(judged: results.Result, reports: list[str]) -> list[str]:
    """Reports of the verdict, of those for which LAVA looks, that it does not have."""
    pattern = re.compile(lava_run.monitor()[0])
    found = [case.name.removeprefix("splat: ") for case in judged.cases if case.status == results.FAIL]
    return [text for text in found if pattern.search(f"\n{text}\n") and not verdict.RESULT.match(text) and text not in reports]


def compare(t: ktap.Suite, name: str, log: Path, docs: int | None = None) -> tuple[dict[str, str], list[str], results.Result]:
    """Judge a log of LAVA twice; both have to say the same."""
    console = lava_run.console(log, log.with_suffix(".console"))
    t.log(log)
    t.log(console)
    ours = of_verdict(console)
    theirs, reports = of_lava(lava_run.rows(log), [case for case in ours if "." not in case])
    other = [f"{case}: LAVA says {theirs.get(case)}, the verdict {ours.get(case)}"
             for case in sorted(ours.keys() | theirs.keys()) if ours.get(case) != theirs.get(case)]
    t.result(f"{name}: LAVA and the verdict agree on {len(ours)} suites and cases", bool(ours) and not other,
             "\n".join(other))
    judged = verdict.judge(console, docs=docs, suite=name)
    reasons = "\n".join(case.name for case in judged.cases if case.status == results.FAIL)
    t.none(f"{name}: the verdict has each of {len(reports)} reports of LAVA", [text for text in reports if text not in reasons])
    t.none(f"{name}: LAVA has each report of the verdict for which it looks", unseen(judged, reports))
    return theirs, reports, judged


def planted(t: ktap.Suite, image: Path) -> None:
    """A guest whose faults are known."""
    initramfs = boot.initrd(lava_run.WORK / "plant.cpio", lava_run.WORK, f"plant={lava_run.TEMPLATES / 'plant'}")
    job = lava_run.job("qemu.yaml", lava_run.WORK / "plant.yaml", KERNEL=lava_run.url(image),
                       INITRAMFS=lava_run.url(initramfs), ARGUMENTS="kunit.enable=0 rdinit=/plant")
    status, log = lava_run.run(job, "qemu")
    said, reports, judged = compare(t, "planted", log)
    want = {".".join(filter(None, ("planted", case))): result for case, result in PLANTED.items()}
    t.result("planted: not ok is reported, ok and a skip are not failures", said == want, f"{said}")
    for text, what in (("WARNING: planted by nobody", "a report"), ("Kernel panic", "a panic")):
        t.result(f"planted: {what} is reported", any(text in report for report in reports), "\n".join(reports))
    t.result("planted: a report that a test announced is none",
             not any("by a test" in report for report in reports), "\n".join(reports))
    t.result("planted: a job without an end fails", status != 0, f"lava-run ended with {status}")
    t.result("planted: the verdict fails", judged.failed > 0)


def board(t: ktap.Suite) -> None:
    """The job for boards, as far as it goes without one."""
    # lava-run asks for each file, so these have to be there.
    files = lava_run.WORK / "files"
    for name in ("kernel", "initramfs"):
        core.write(files / name, name)
    job = lava_run.job("board.yaml", lava_run.WORK / "board.yaml", FILES=lava_run.url(files), DEVICE=BOARD[0])
    status, log = lava_run.run(job, *BOARD, validate=True, timeout=300)
    t.result("lava-run takes the job for a board", status == 0, core.last_line(log.read_text()))
    wrong = lava_run.WORK / "misspelled.yaml"
    core.write(wrong, job.read_text().replace("priority:", "urgency:"))
    status, log = lava_run.run(wrong, *BOARD, validate=True, timeout=300)
    t.result("planted: a word that no job has is refused", status != 0 and "urgency" in core.last_line(log.read_text()), log.read_text()[-200:])


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test lava --", description=__doc__)
    parser.add_argument("--kernel", type=Path, help="an x86-64 image to boot; default: the variant x86")
    parser.add_argument("--initramfs", type=Path, help="one for that image, with the modules of the suites")
    parser.add_argument("--arguments", help=f"for the kernel; default: {ARGUMENTS}")
    args = parser.parse_args(argv)
    if args.initramfs and not args.kernel:
        parser.error("--initramfs is for an image: give --kernel too")
    if args.arguments is not None and args.kernel and not args.initramfs:
        parser.error("--arguments are for the suites, which --kernel alone does not run: give --initramfs too")
    # Before anything is built or unpacked.
    for path in (args.kernel, args.initramfs):
        lava_run.url(path or core.LAB)
    with ktap.Suite("lava") as t:
        lava_run.unpack()
        board(t)
        image, initramfs, docs = args.kernel, args.initramfs, None
        if not image:
            out, image = build.ensure_build("x86")["x86"], build.kernel("x86").image
            initramfs, modules = boot.kunit_initrd(out)
            docs = modules + 1
        planted(t, image)
        if initramfs:
            job = lava_run.job("qemu.yaml", lava_run.WORK / "kunit.yaml", KERNEL=lava_run.url(image),
                               INITRAMFS=lava_run.url(initramfs), ARGUMENTS=ARGUMENTS if args.arguments is None else args.arguments)
            with core.step("the job of LAVA"):
                status, log = lava_run.run(job, "qemu")
            _, _, judged = compare(t, "suites", log, docs)
            t.result("the job ends well", status == 0, f"lava-run ended with {status}: see {log}")
            t.nested(judged, "verdict")
    return t.done
