# SPDX-License-Identifier: GPL-2.0
"""What users of public interfaces see, on the pinned kernel and on ours.

Ours has to give each value of blackbox.cases and to break no rule after any step.
The pinned kernel has to break exactly what blackbox.pinned says, else the cases
prove nothing.
"""

import re
from pathlib import Path

import facts
import ktap
import results
import verdict

HERE = Path(__file__).parent


def data(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]


def wanted(kind: str) -> dict[str, str]:
    """The values that are right, from blackbox.cases."""
    rows = [line.split(": ", 1)[1].rpartition(" = ") for line in data("blackbox.cases")
            if line.startswith(f"{kind}: ")]
    return {title: value for title, _, value in rows}


def judge(found: facts.Facts, values: dict[str, str]) -> list[tuple[str, str]]:
    """Each case and what is wrong with it.  Values of static caches need those."""
    cases = [(f"{step.title.split(':')[0]}: {rule}", " ".join(bad))
             for step in found.steps for _, rule, bad in step.wrong()]
    for title, value in values.items():
        got = found.values.get(title)
        if got is None and any(title.startswith(skip) for skip in found.skipped):
            continue
        cases.append((title, "" if got == value else f"it is: {got}; it should be: {value}"))
    cases += [(title, f"blackbox.cases does not say what is right: it is {value}")
              for title, value in found.values.items() if title not in values]
    return cases


def console(log: Path) -> list[str]:
    """What else went wrong, without what changes from run to run."""
    return [re.sub(r":[0-9]+ at (\w+)\+.*", r" at \1", case.name)
            for case in verdict.judge(log, plan=False).cases if case.status == results.FAIL]


def run(t: ktap.Suite) -> None:
    pinned, ours = "pinned-up", "uml-up"
    logs = facts.collect("blackbox", [pinned, ours])
    broken: list[str] = []
    for kind, on_pinned, on_ours in zip(facts.KINDS, logs[pinned], logs[ours]):
        t.log(on_pinned)
        t.log(on_ours)
        values = wanted(kind)
        for name, why in judge(facts.parse(on_ours.read_text(errors="replace")), values):
            t.result(name, not why, why)
        t.none(f"{kind}: the console of ours is clean", console(on_ours))
        cases = judge(facts.parse(on_pinned.read_text(errors="replace")), values)
        broken += [f"{kind}: {name}" for name, why in cases if why]
        broken += [f"{kind}: {text}" for text in console(on_pinned)]
    expected = data("blackbox.pinned")
    diff = [f"expected only: {name}" for name in expected if name not in broken]
    diff += [f"in this run only: {name}" for name in broken if name not in expected]
    t.result("the pinned kernel is wrong where sharing one struct is, and nowhere else",
             not diff and bool(broken), "\n".join(diff))
