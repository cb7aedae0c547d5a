# SPDX-License-Identifier: GPL-2.0
"""Results of suites, as data: build/results/COMMIT/SUITE/result.json.

Beside it are the same as KTAP and JUnit for other programs, and the logs that
the suite names.  COMMIT is that of this repository, with "-dirty" if something else
is tested: a file is changed or new, LINUX= is set, or a person worked in build/linux.
"""

import dataclasses
import functools
import json
import os
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import core
import tree
from git import git

PASS, FAIL, SKIP = "pass", "fail", "skip"


@dataclass
class Case:
    """One test case."""

    name: str
    status: str
    reason: str = ""
    seconds: float = 0.0

    def ktap(self, number: int) -> str:
        """Return its KTAP lines: each line of the reason, then the result."""
        lines = [f"# {line}" for line in self.reason.splitlines()] if self.status != SKIP else []
        word = "not ok" if self.status == FAIL else "ok"
        skip = f" # SKIP {' '.join(self.reason.split())}" if self.status == SKIP else ""
        return "\n".join([*lines, f"{word} {number} {self.name}{skip}"])


@dataclass
class Result:
    """What a suite found."""

    suite: str
    cases: list[Case] = field(default_factory=list)
    seconds: float = 0.0
    finished: float = 0.0
    logs: list[Path] = field(default_factory=list)

    def _count(self, status: str) -> int:
        return sum(case.status == status for case in self.cases)

    @property
    def passed(self) -> int:
        return self._count(PASS)

    @property
    def failed(self) -> int:
        return self._count(FAIL)

    @property
    def skipped(self) -> int:
        return self._count(SKIP)

    @property
    def ok(self) -> bool:
        """A suite without a single case has not passed."""
        return not self.failed and bool(self.cases)

    @property
    def closing(self) -> str:
        """The last line of every suite."""
        return f"{self.passed} passed, {self.failed} failed" + (
            f", {self.skipped} skipped" if self.skipped else "")

    def ktap(self) -> str:
        """Return the whole result as KTAP."""
        return "\n".join(["KTAP version 1", f"1..{len(self.cases)}",
                          *(case.ktap(n) for n, case in enumerate(self.cases, 1)), self.closing, ""])

    def junit(self) -> str:
        """Return the whole result as JUnit's XML."""
        suite = ElementTree.Element("testsuite", name=self.suite, tests=str(len(self.cases)),
                                    failures=str(self.failed), skipped=str(self.skipped),
                                    time=f"{self.seconds:.3f}")
        for case in self.cases:
            node = ElementTree.SubElement(suite, "testcase", classname=self.suite,
                                          name=_printable(case.name), time=f"{case.seconds:.3f}")
            if case.status != PASS:
                ElementTree.SubElement(node, "failure" if case.status == FAIL else "skipped",
                                       message=_printable(case.reason))
        ElementTree.indent(suite)
        return ElementTree.tostring(suite, encoding="unicode") + "\n"

    def save(self, root: Path | None = None) -> Path:
        """Write it below build/results and return its folder."""
        folder = (root or core.BUILD / "results" / commit()) / self.suite
        folder.mkdir(parents=True, exist_ok=True)
        kept = []
        for log in dict.fromkeys(self.logs):
            if log.is_file():
                if log.name in kept:
                    raise core.LabError(f"{self.suite} has two logs of the name {log.name}: rename {log}")
                if log.resolve() != (folder / log.name).resolve():
                    shutil.copyfile(log, folder / log.name)
                kept.append(log.name)
        data = dataclasses.asdict(self) | {
            "logs": kept, "finished": self.finished or time.time(),
            "passed": self.passed, "failed": self.failed, "skipped": self.skipped}
        core.write(folder / "ktap", self.ktap())
        core.write(folder / "junit.xml", self.junit())
        # Last: where this is, all is.
        core.write(folder / "result.json", json.dumps(data, indent=1) + "\n")
        return folder


def _printable(text: str) -> str:
    """XML takes no control characters."""
    return "".join(c if c.isprintable() or c in "\n\t" else "?" for c in text)


def load(suite: str, root: Path | None = None) -> Result | None:
    """Return the saved result of suite at this commit, or None."""
    folder = (root or core.BUILD / "results" / commit()) / suite
    try:
        data = json.loads((folder / "result.json").read_text())
        return Result(suite=data["suite"], cases=[Case(**case) for case in data["cases"]],
                      seconds=data["seconds"], finished=data["finished"],
                      logs=[folder / name for name in data["logs"]])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@functools.cache
def commit() -> str:
    """The commit of this repository that is tested."""
    name = git(core.TOP, "describe", "--always", "--abbrev=12", "--exclude=*", check=False)
    if not name:
        return "no-commit-dirty"
    other = os.environ.get("LINUX") or git(core.TOP, "status", "--porcelain") or tree.all_work()
    return f"{name}-dirty" if other else name


def clean() -> bool:
    """Whether results of this commit say something of the sources that are here."""
    return not commit().endswith("-dirty")


def table(results: list[Result]) -> str:
    """Return what a person reads: a line a suite, each failure, the sum."""
    lines = []
    for result in results:
        lines.append(f"# {result.suite:<16} {result.passed:6} passed {result.failed:4} failed "
                     f"{result.skipped:4} skipped {result.seconds:6.0f} s")
        lines += [f"#   not ok {case.name}" for case in result.cases if case.status == FAIL]
        if not result.cases:
            lines.append("#   not ok: no case was run")
    total = Result("all", [case for result in results for case in result.cases])
    total.cases += [Case(result.suite, FAIL) for result in results if not result.cases]
    return "\n".join([*lines, total.closing])
