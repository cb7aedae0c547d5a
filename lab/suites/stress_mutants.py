# SPDX-License-Identifier: GPL-2.0
"""Do the stress and KUnit find what they are there for?  One deliberate bug after the other.

Each lab/mutants/NAME.patch has a line "Finding: REGEX", which the console must
have when the run fails, outside of what a test expects, and may have a line "Only: ACTION,..."
for the stress, or "Filter: SUITE.CASE" for KUnit under User-mode Linux, there with "Append: WORDS"
for the kernel's command line.
"""

import argparse
import re
from dataclasses import replace
from pathlib import Path

import build
import cocci
import core
import ktap
import patched
import results
import stress
import verdict
from suites import kunit

MUTANTS = core.LAB / "mutants"
KUNIT = "uml-mutant"


def header(patch: Path, word: str) -> str:
    """Return what the patch says after "WORD: "."""
    match = re.search(f"^{word}: (.+)$", patch.read_text(), re.M)
    return match[1] if match else ""


def plan_of(patch: Path) -> stress.Plan:
    only = header(patch, "Only") or stress.SHORT.only
    plan = stress.BPF if only == stress.BPF.only else stress.SHORT
    return replace(plan, variant=f"{plan.variant}-mutant", only=only)


def run_mutant(patch: Path) -> tuple[Path, results.Result]:
    """Build the kernel with its bug and run it; return the console and what it is worth."""
    glob, log = header(patch, "Filter"), core.LOG / f"mutant-{patch.stem}.log"
    patched.ensure("mutant", "ours", [patch] if glob else [cocci.FILE_SYSTEMS, patch])
    if glob:
        out = build.ensure_build(KUNIT)[KUNIT]
        done = kunit.run_variant(KUNIT, out, glob, header(patch, "Append"))
        # The next one has the same console.
        return done.logs[0].replace(log), done
    plan = plan_of(patch)
    out = build.ensure_build(plan.variant)[plan.variant]
    return stress.run_plan(plan, out, log), verdict.judge(log)


def finding(patch: Path, log: Path, done: results.Result) -> str:
    """Return the line that the patch says has to come; a report that a test provoked, and forgives, is none.

    What a test found while it provoked one, it prints after "found: ".
    """
    text = re.sub(r"(?ms)^[^\n]*# (?:[^\n]*: )?splat expected: .*?# (?:[^\n]*: )?splat end$",
                  lambda bracket: "\n".join(re.findall(".*# found: .*", bracket[0])), log.read_text(errors="replace"))
    reasons = [case.name for case in done.cases if case.status == results.FAIL]
    found = re.search(f".*(?:{header(patch, 'Finding')}).*", "\n".join([*reasons, text]))
    return found[0].strip() if found else ""


def run(argv: list[str]) -> results.Result:
    known = sorted(path.stem for path in MUTANTS.glob("*.patch"))
    parser = argparse.ArgumentParser(prog="lab test stress_mutants --", description=__doc__)
    parser.add_argument("mutant", nargs="*", help=f"{' '.join(known)} (all)")
    chosen = parser.parse_args(argv).mutant or known
    core.known("mutant", chosen, known)
    with ktap.Suite("stress_mutants", len(chosen)) as t:
        for name in chosen:
            patch = MUTANTS / f"{name}.patch"
            log, done = run_mutant(patch)
            t.log(log)
            found = finding(patch, log, done)
            said = "its run passed" if not done.failed else found or f"{log} has nothing like '{header(patch, 'Finding')}'"
            t.result(f"{name} is caught", bool(found and done.failed), said)
    return t.done
