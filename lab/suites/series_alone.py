# SPDX-License-Identifier: GPL-2.0
"""Each series that can be mailed, on top of those before it: builds, boots and passes the KUnit suites that it has.

Other suites look at the kernel of all patches.  The last commit of a series is what is
left if the next one is not taken.
"""

from pathlib import Path

import build
import core
import git
import ktap
import parts
import tree
from suites import bisect, kunit


def ends(version: str = "") -> list[tuple[str, str]]:
    """Return folder and last commit of each series; what goes apart is left out."""
    linux = tree.ensure_tree(f"ours-{version}" if version else "ours")
    between = "..".join(tree.ends(linux, version))
    commits = git.log(tree.KERNEL, "%H", between)
    return [(part.folder, commits[part.first + part.count - 1]) for part in parts.split(git.log(tree.KERNEL, "%s", between))
            if part.folder != parts.APART]


def prove(t: ktap.Suite, version: str, chosen: list[tuple[str, str]]) -> None:
    """Build and boot commits of a kernel, one after the other in one folder."""
    variant = f"uml-alone-{version}" if version else "uml-alone"
    for folder, commit in chosen:
        source: Path = tree.ensure_commit(variant.removeprefix("uml-"), commit)
        out = build.ensure_build(variant)[variant]
        done = kunit.run_variant(variant, out, kunit.SUITES)
        # The next one writes the same log.
        done.logs = [log.replace(core.LOG / f"kunit-{variant}-{folder}.log") for log in done.logs]
        name = f"{folder} on {version}" if version else folder
        t.nested(done, name)
        missing = sorted(bisect.suites(source) - {case.name.partition(".")[0] for case in done.cases})
        t.result(f"{name}: all its suites ran", not missing, f"did not: {', '.join(missing)}" if missing else "")


def run(t: ktap.Suite) -> None:
    # The last series lacks only what goes apart: of the tip, the suite kunit says all.
    prove(t, "", ends()[:-1])
