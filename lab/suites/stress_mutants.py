# SPDX-License-Identifier: GPL-2.0
"""Do the stress and KUnit find what they are there for?  One deliberate bug after the other.

Each lab/mutants/NAME.patch has a line "Finding: REGEX", which the console must
have when the run fails, and may have a line "Only: SUITE,..." for the stress, or
"Filter: SUITE.CASE" for KUnit under User-mode Linux, there with "Append: WORDS" for the
kernel's command line.
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
    glob = header(patch, "Filter")
    patched.ensure("mutant", "ours", [patch] if glob else [cocci.FILE_SYSTEMS, patch])
    if glob:
        out = build.ensure_build(KUNIT)[KUNIT]
        more = header(patch, "Append")
        return kunit.console(KUNIT, more), kunit.run_variant(KUNIT, out, glob, more)
    plan = plan_of(patch)
    out = build.ensure_build(plan.variant)[plan.variant]
    log = stress.run_plan(plan, out, core.LOG / f"mutant-{patch.stem}.log")
    return log, verdict.judge(log)


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
            log, done = run_mutant(patch)
            t.log(log)
            found = re.search(f".*(?:{header(patch, 'Finding')}).*", log.read_text(errors="replace"))
            missed = not done.failed
            said = "its run passed" if missed else found[0].strip() if found else \
                f"{log} has nothing like '{header(patch, 'Finding')}'"
            t.result(f"{name} is caught", bool(found) and not missed, said)
    return t.done
