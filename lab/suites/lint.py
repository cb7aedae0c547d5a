# SPDX-License-Identifier: GPL-2.0
"""What can be said of the repository without a kernel: shellcheck, pyflakes, mypy, unit tests,
licence lines, leftovers, words.  Each tool has to report a planted fault."""

import os
import re
import tempfile
import time
import unittest
from pathlib import Path

import core
import ktap
import results

# Files for which COPYING speaks: a line of its own would be in the way.
NO_LICENCE = (r"COPYING$|patches/|bench/|MAINTAINERS\.fragment$|lab/tests/(golden|cocci|plants)/|docs/.*\.(svg|json)$"
              r"|scripts/coccinelle/tests/|.*\.(patch|svg|expected|files|json)$")
# Words of the style page; mail and code of others keep theirs.
WORDS = re.compile(r"\b(mend(s|ed|ing)?|anew|whoever|hither|thereof|erelong)\b", re.I)
PROSE = r"lab/.*\.(py|sh|c|h|toml|config)$|lab/lab$|docs/|README\.md$|Makefile$"


def files() -> list[str]:
    """Tracked files, and new ones that are not ignored."""
    done = core.run(["git", "-C", core.TOP, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    return [name for name in done.stdout.split("\0") if (core.TOP / name).is_file()]


def text(name: str) -> str:
    return (core.TOP / name).read_text(errors="replace")


def tool(t: ktap.Suite, name: str, cmd: list[str], checked: list[str], plant: str, finds: str) -> None:
    """Run a tool over files, and over a planted fault that it has to find."""
    done = core.run([*cmd, *checked], cwd=core.TOP, check=False)
    t.result(f"{name} of {len(checked)} files", done.returncode == 0, done.stdout + done.stderr)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.py"
        path.write_text(plant)
        done = core.run([*cmd, str(path)], cwd=core.TOP, check=False)
    t.result(f"planted: {name} reports its fault", done.returncode != 0 and finds in done.stdout, done.stdout)


class Collector(unittest.TestResult):
    """Each test, and each part of one that failed, as a case."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[results.Case] = []
        self.start = 0.0

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.start = time.monotonic()

    def stopTest(self, test: unittest.TestCase) -> None:
        said = [trace for failed, trace in self.failures + self.errors if test.id() in failed.id()]
        skip = [why for skipped, why in self.skipped if skipped is test]
        self.cases.append(results.Case(test.id(), results.FAIL if said else results.SKIP if skip else results.PASS,
                                       "\n".join(said + skip), round(time.monotonic() - self.start, 3)))
        super().stopTest(test)


class Planted(unittest.TestCase):
    def test_fails(self) -> None:
        with self.subTest("part"):
            self.assertTrue(False)


def unit_tests(t: ktap.Suite) -> None:
    collector = Collector()
    folder = str(core.LAB / "tests")
    unittest.defaultTestLoader.discover(folder, top_level_dir=folder).run(collector)
    # A module that cannot be imported is a test that failed to load.
    t.extend(results.Result("unit", collector.cases))
    planted = Collector()
    Planted("test_fails").run(planted)
    t.result("planted: a unit test that fails is counted", [case.status for case in planted.cases] == [results.FAIL])


def run(argv: list[str]) -> results.Result:
    with ktap.Suite("lint") as t:
        known = files()
        shell = [name for name in known if re.match("#!/bin/(busybox |ba)?sh", text(name)[:40])]
        python = [name for name in known if name.endswith(".py") or text(name).startswith("#!/usr/bin/env python3")]
        tool(t, "shellcheck", ["shellcheck", "-x", "-P", "SCRIPTDIR", "-P", "lab/guest", "-f", "gcc"], shell,
             "#!/bin/sh\necho $1\n", "SC2086")
        tool(t, "pyflakes", ["pyflakes3"], python, "import os\n", "imported but unused")
        tool(t, "mypy", ["mypy", "--config-file", "lab/mypy.ini", "--cache-dir", str(core.BUILD / "mypy")], python,
             'x: int = "a"\n', "Incompatible types")
        bad = [name for name in shell if not os.access(core.TOP / name, os.X_OK)]
        t.result("scripts are executable", not bad, "\n".join(bad))
        bad = [name for name in known if text(name) and "SPDX-License-Identifier" not in text(name) and not re.match(NO_LICENCE, name)]
        t.result("licence lines", not bad, "\n".join(bad))
        here = re.compile("|".join(map(re.escape, [f"{core.TOP}/", os.environ.get("HOME", "/nonexistent") + "/"]))
                          + r"|//[a-z.]*\.(debian|pypi)\.org/")
        bad = [f"{name}: {match[0]}" for name in known for match in here.finditer(text(name))]
        t.result("no path of this machine, no host of packages", not bad, "\n".join(bad))
        bad = [name for name in known if re.search(r"\.(tmp|orig|rej|swp)$|~$", name)]
        t.result("no leftovers", not bad, "\n".join(bad))
        bad = [f"{name}: {match[0]}" for name in known if re.match(PROSE, name) and not name.endswith("lint.py")
               for match in WORDS.finditer(text(name))]
        t.result("plain words", not bad, "\n".join(bad))
        bad = [f"{name}: {lines}" for name in known if name.startswith("lab/") and not name.startswith("lab/tests/golden")
               and re.search(r"\.(py|c|h|sh)$|/[a-z]+$", name) and (lines := text(name).count("\n")) > 600]
        t.result("no file of the lab above 600 lines", not bad, "\n".join(bad))
        unit_tests(t)
    return t.done
