# SPDX-License-Identifier: GPL-2.0
"""Data races: the KUnit suites and the stress on a kernel with KCSAN in all of the allocator.

A race with a function of mm/slab_alias.c or mm/slab_static.c fails. So does any
other that is not in kcsan.known, which has what the pinned kernel shows too, each
with its reason; --control runs the stress on that kernel and prints its races.
"""

import argparse
import re
from dataclasses import replace
from pathlib import Path

import boot
import build
import core
import ktap
import results
import stress
import verdict
from suites import alive, kunit

# Some eleven minutes.
PLAN = replace(stress.SHORT, variant="x86-kcsan", rounds=3500, ops=9_000_000, bound=1800, mem=2048)
CONTROL = replace(stress.CONTROL, variant="pinned-x86-kcsan", rounds=3500, ops=9_000_000, bound=1800, mem=2048)
OURS = ("mm/slab_alias.c", "mm/slab_static.c")
# The only line of a report that the verdict would take for one.  All others are left to it: another CPU
# may print between them.
REPORT = re.compile(r"^.*BUG: KCSAN: (.*)\n?", re.M)
KNOWN = Path(__file__).with_suffix(".known")


def races(text: str) -> list[str]:
    """Each report of a console: its two sides, as KCSAN names them."""
    found = []
    for match in REPORT.finditer(text):
        who = re.sub(r"^.*? in |\+0x\S+", "", match[1])
        found.append(" / ".join(sorted(side.strip() for side in who.split("/"))))
    return found


def known() -> dict[str, str]:
    """kcsan.known: "A / B: reason" each."""
    rows = (line.partition(": ") for line in KNOWN.read_text().splitlines() if line and line[0] != "#")
    return {who: reason for who, _, reason in rows}


def functions_of(tree_folder: Path) -> set[str]:
    """What is defined in our files, by the form that kernel style gives a definition."""
    found = set[str]()
    for file in OURS:
        found |= set(re.findall(r"^(?!\s|typedef|#)[\w \t*]*?\b(\w+)\([^;{]*\)\s*\n\{", (tree_folder / file).read_text(),
                                re.M))
    return found


def judge(log: Path, ours: set[str], reasons: dict[str, str], suite: str) -> results.Result:
    """The verdict of a console without the races that are known; races of ours are never that."""
    text = log.read_text(errors="replace")
    bad: dict[str, str] = {}
    for who in races(text):
        # The compiler adds suffixes to names.
        of_ours = not ours.isdisjoint(name.partition(".")[0] for name in who.split(" / "))
        if of_ours or who not in reasons:
            bad[who] = f"{who} (ours)" if of_ours else who
    rest = log.with_suffix(".rest")
    rest.write_text(REPORT.sub("", text))
    done = verdict.judge(rest, suite=suite)
    done.cases.append(results.Case(
        "no race that the pinned kernel does not have", results.FAIL if bad else results.PASS,
        "\n".join([*bad.values(), f"see {log}"] if bad else [])))
    return done


def run(argv: list[str]) -> results.Result:
    parser = argparse.ArgumentParser(prog="lab test kcsan --", description=__doc__)
    parser.add_argument("--control", action="store_true", help="the pinned kernel's races instead")
    parser.add_argument("--bound", type=core.within(1), default=PLAN.bound, help="seconds of the stress")
    args = parser.parse_args(argv)
    with ktap.Suite("kcsan") as t:
        if args.control:
            plan = replace(CONTROL, bound=args.bound)
            out = build.ensure_build(plan.variant)[plan.variant]
            log = stress.run_plan(plan, out, core.LOG / "kcsan-control.log")
            t.log(log)
            t.note("\n".join(sorted(set(races(log.read_text(errors="replace"))))))
            t.result("the pinned kernel's stress gets to its end", not stress.explain(log), stress.explain(log))
            return t.done
        plan = replace(PLAN, bound=args.bound)
        out, kernel = build.ensure_build(plan.variant)[plan.variant], build.kernel(plan.variant)
        ours = functions_of(kernel.source)
        for _, log in alive.consoles(t, plan.variant, ["race"]):
            found = set(races(log.read_text(errors="replace")))
            t.result("planted: two CPUs write one variable, and that is reported", any("plant_racer" in who for who in found),
                     "\n".join(sorted(found)))
        log = core.LOG / "kcsan-kunit.log"
        with core.step("KUnit with KCSAN"):
            boot.qemu(kernel.image, log, mem=2048, timeout=kunit.BOUND * 2,
                      append=f"kunit_shutdown=poweroff kunit.filter_glob={kunit.SUITES} slab_static_kunit.orders=4")
        t.log(log)
        t.nested(judge(log, ours, known(), "kunit"))
        log = stress.run_plan(plan, out, core.LOG / "kcsan-stress.log")
        t.log(log)
        t.nested(judge(log, ours, known(), "stress"))
    return t.done
