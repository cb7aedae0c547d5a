# SPDX-License-Identifier: GPL-2.0
"""The deliberate bugs and lab/patches must apply: no other suite of check builds them."""


import core
import ktap
import tree
from suites import stress_mutants


def run(t: ktap.Suite) -> None:
    mutants = sorted(stress_mutants.MUTANTS.glob("*.patch"))
    patches = [*mutants, *sorted((core.LAB / "patches").glob("*.patch"))]
    t.plans(1 + len(patches))
    t.result("there are mutants", bool(mutants), f"no patch in {stress_mutants.MUTANTS}: restore it (git checkout lab/mutants)")
    source = tree.ensure_tree("ours")
    for patch in patches:
        done = core.run(["patch", "-d", source, "-p1", "--dry-run", "--force", "--fuzz=0", "-i", patch], check=False)
        t.result(f"{patch.name} applies", not done.returncode, done.stdout + done.stderr if done.returncode else "")
