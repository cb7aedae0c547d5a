# SPDX-License-Identifier: GPL-2.0
"""Checks of the repository that need no kernel: shellcheck, pyflakes, mypy, codespell, unit tests,
licence lines, leftovers, words.  Each tool has to report a planted fault."""

import os
import re
import sys
import tempfile
from pathlib import Path

import core
import ktap
import report
import results

# Files for which COPYING speaks: a line of its own would be in the way.
NO_LICENCE = (r"COPYING$|patches/|MAINTAINERS\.fragment$|lab/tests/(golden|cocci|plants)/|docs/.*\.(svg|json)$"
              r"|.*\.(patch|svg|expected|files|json)$")
# Words of the style page; mail and code of others keep theirs.
WORDS = re.compile(r"\b(mend(s|ed|ing)?|anew|whoever|hither|thereof|erelong)\b", re.I)
PROSE = r"lab/.*\.(py|sh|c|h|toml|config)$|lab/lab$|docs/|README\.md$|Makefile$|patches/|Documentation/|MAINTAINERS|(mm|include|lib|scripts)/"
# Names of the kernel, of fields and of regular expressions that look like misspelled words.
NAMES = "damon,filp,msdos,nd,nknown,siz,statics,tje"

FAILS = """import unittest
class Planted(unittest.TestCase):
    def test_fails(self):
        self.assertTrue(False)
    def test_passes(self):
        pass
"""


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


def unit_tests(folder: Path) -> results.Result:
    """Each unit test as a case."""
    done = core.run([sys.executable, "-B", "-m", "unittest", "discover", "-b", "-v", "-s", folder], check=False,
                    cwd=core.LAB)
    found = re.findall(r"^\w+ \(([\w.]+)\).*?\.\.\. (ok|FAIL|ERROR|skipped .*)$", done.stderr, re.M | re.S)
    cases = [results.Case(name, {"ok": results.PASS, "sk": results.SKIP}.get(how[:2], results.FAIL),
                          how.removeprefix("skipped ") if how[:2] == "sk" else "") for name, how in found]
    if done.returncode or not re.search(rf"^Ran {len(cases)} tests? in ", done.stderr, re.M):
        cases.append(results.Case("unit tests", results.FAIL, done.stderr[done.stderr.find("=" * 70):]))
    return results.Result("unit", cases)


def run(t: ktap.Suite) -> None:
    known = files()
    shell = [name for name in known if re.match("#!/bin/(busybox |ba)?sh", text(name)[:40])]
    python = [name for name in known if name.endswith(".py") or text(name).startswith("#!/usr/bin/env python3")]
    tool(t, "shellcheck", ["shellcheck", "-x", "-P", "SCRIPTDIR", "-P", "lab/guest", "-f", "gcc"], shell,
         "#!/bin/sh\necho $1\n", "SC2086")
    tool(t, "pyflakes", ["pyflakes3"], python, "import os\n", "imported but unused")
    tool(t, "mypy", ["mypy", "--config-file", "lab/mypy.ini", "--cache-dir", str(core.BUILD / "mypy")], python,
         'x: int = "a"\n', "Incompatible types")
    prose = [name for name in known if (re.match(PROSE, name) or name.startswith("findings/")) and not name.endswith("lint.py")]
    tool(t, "codespell", ["codespell", "-L", NAMES], prose, "# teh cache\n", "teh ==> the")
    t.none("scripts are executable", [name for name in shell if not os.access(core.TOP / name, os.X_OK)])
    t.none("licence lines", [name for name in known if text(name) and "SPDX-License-Identifier" not in text(name)
                             and not re.match(NO_LICENCE, name)])
    here = re.compile("|".join(map(re.escape, [f"{core.TOP}/", os.environ.get("HOME", "/nonexistent") + "/"]))
                      + r"|//[a-z.]*\.(debian|pypi)\.org/")
    t.none("no path of this machine, no host of packages",
           [f"{name}: {match[0]}" for name in known for match in here.finditer(text(name))])
    t.none("no leftovers", [name for name in known if re.search(r"\.(tmp|orig|rej|swp)$|~$", name)])
    t.none("plain words", [f"{name}: {match[0]}" for name in known if re.match(PROSE, name) and not name.endswith("lint.py")
                           for match in WORDS.finditer(text(name))])
    t.none("no file of the lab above 600 lines", [
        f"{name}: {lines}" for name in known if name.startswith("lab/") and not name.startswith("lab/tests/golden")
        and re.search(r"\.(py|c|h|sh)$|/[a-z]+$", name) and (lines := text(name).count("\n")) > 600])
    t.none("numbers in pages are current", [f"{page.name}: run lab/lab report --docs" for page in report.pages()])
    t.extend(unit_tests(core.LAB / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_planted.py").write_text(FAILS)
        planted = unit_tests(Path(folder))
    t.result("planted: a unit test that fails is counted", planted.failed == 2 and planted.passed == 1)
