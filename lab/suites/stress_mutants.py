# SPDX-License-Identifier: GPL-2.0
"""Does the stress find what it is there for?  One deliberate bug after the other.

Each lab/mutants/NAME.patch has a line "Finding: REGEX", which the console must
have when the stress fails, and may have a line "Only: SUITE,...".
"""

import argparse
import re
from dataclasses import replace
from pathlib import Path

import build
import core
import ktap
import patched
import results
import stress
import verdict

MUTANTS = core.LAB / "mutants"


def header(patch: Path, word: str) -> str:
    """Return what the patch says after "WORD: "."""
    match = re.search(f"^{word}: (.+)$", patch.read_text(), re.M)
    return match[1] if match else ""


def plan_of(patch: Path) -> stress.Plan:
    only = header(patch, "Only") or stress.SHORT.only
    plan = stress.BPF if only == stress.BPF.only else stress.SHORT
    return replace(plan, variant=f"{plan.variant}-mutant", only=only)


def run(argv: list[str]) -> results.Result:
    known = sorted(path.stem for path in MUTANTS.glob("*.patch"))
    parser = argparse.ArgumentParser(prog="lab test stress_mutants --", description=__doc__)
    parser.add_argument("mutant", nargs="*", help=f"{' '.join(known)} (all)")
    chosen = parser.parse_args(argv).mutant or known
    for name in chosen:
        if name not in known:
            parser.error(f"there is no mutants/{name}.patch")
    with ktap.Suite("stress_mutants", len(chosen)) as t:
        for name in chosen:
            patch = MUTANTS / f"{name}.patch"
            plan = plan_of(patch)
            patched.ensure("mutant", "ours", [patch])
            out = build.ensure_build(plan.variant)[plan.variant]
            log = stress.run_plan(plan, out, core.LOG / f"mutant-{name}.log")
            t.log(log)
            found = re.search(f".*(?:{header(patch, 'Finding')}).*", log.read_text(errors="replace"))
            missed = not verdict.judge(log).failed
            said = "the stress passed" if missed else found[0].strip() if found else \
                f"{log} has nothing like '{header(patch, 'Finding')}'"
            t.result(f"{name} is caught", bool(found) and not missed, said)
    return t.done
