# SPDX-License-Identifier: GPL-2.0
"""The one writer of KTAP: what a suite prints while it runs.

    with ktap.Suite("tree", plan=2) as t:
        t.result("unchanged", ok, reason)
        t.result("b4", True, skip="b4 is not installed")
    return t.done

A LabError that leaves the block is one more failed case, and so is a plan that
does not fit: the closing line is always there, and never says more than was run.
"""

import contextlib
import dataclasses
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import core
import results


# Locks that lab test holds until the result is saved: consoles and images of a suite have one name.
held: contextlib.ExitStack | None = None


class Suite:
    """Prints KTAP to standard output and collects results.Result in done."""

    def __init__(self, name: str, plan: int | None = None) -> None:
        self.done = results.Result(name)
        self.plan = plan
        self.number = 0     # of the last line that was printed
        self._start = self._last = time.monotonic()

    def __enter__(self) -> "Suite":
        if held:
            # The options are known to be right by now.
            held.enter_context(core.lock(core.LOG / f".{self.done.suite}.lock"))
        self._print("KTAP version 1")
        if self.plan is not None:
            self.plans(self.plan)
        return self

    def plans(self, number: int) -> None:
        """Say how many cases will come."""
        self.plan = number
        self._print(f"1..{number}")

    def result(self, name: str, ok: bool, reason: str = "", skip: str = "") -> None:
        """Print one case; reason says why it failed, or what was found."""
        now = time.monotonic()
        status = results.SKIP if skip else results.PASS if ok else results.FAIL
        case = results.Case(" ".join(name.replace("#", "").split()), status, skip or reason.strip(),
                            round(now - self._last, 3))
        self._last = now
        self.done.cases.append(case)
        self.number += 1
        self._print(case.ktap(self.number))

    def none(self, name: str, bad: Iterable[str], most: int | None = None) -> None:
        """Print one case that passes if nothing is bad; at most so many lines of what is are shown."""
        lines = list(bad)
        self.result(name, not lines, "\n".join(lines[:most]))

    def extend(self, other: results.Result, prefix: str = "") -> None:
        """Print the cases of another result as ours."""
        for case in other.cases:
            self._last = time.monotonic() - case.seconds
            failed = case.status == results.FAIL
            self.result(prefix + case.name, not failed, case.reason if failed else "",
                        case.reason or "skipped" if case.status == results.SKIP else "")
        self.done.logs += other.logs

    def nested(self, other: results.Result, name: str = "") -> None:
        """Print the cases of another result as parts of one, of its name: parameters only if they failed."""
        name = name or other.suite
        self.number += 1
        groups: dict[str, list[results.Case]] = {}
        for case in other.cases:
            parts = case.name.split(".") if case.status != results.FAIL else [case.name]
            groups.setdefault(".".join(parts[:2]), []).append(case)
        self._print("    KTAP version 1")
        for number, (group, cases) in enumerate(groups.items(), 1):
            shown = max(cases, key=lambda case: [results.SKIP, results.PASS, results.FAIL].index(case.status))
            for line in dataclasses.replace(shown, name=group).ktap(number).splitlines():
                self._print(f"    {line}")
        self._print(f"    1..{len(groups)}")
        self._print(f"{'ok' if other.ok else 'not ok'} {self.number} {name}")
        self.done.cases += [dataclasses.replace(case, name=f"{name}: {case.name}") for case in other.cases]
        self.done.logs += other.logs

    def note(self, text: str) -> None:
        """Print lines that belong to no case."""
        for line in text.splitlines():
            self._print(f"# {line}".rstrip())

    def log(self, path: Path) -> None:
        """Keep a log beside the result."""
        if path not in self.done.logs:
            self.done.logs.append(path)

    def store(self, path: Path, rows: Iterable[Iterable[str]]) -> None:
        """Write what a page is rendered from, unless a case failed."""
        if self.done.ok:
            core.write_rows(path, rows)
        else:
            self.note(f"{path.name} stays as it was: not all cases passed")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 _trace: TracebackType | None) -> bool:
        if error is not None and not isinstance(error, core.LabError):
            return False
        if error is not None:
            self.result("the suite runs to its end", False, str(error))
        elif self.plan is not None and self.plan != self.number:
            self.result("the suite has the cases that it plans", False,
                        f"{self.number} and not {self.plan}")
        elif self.plan is None:
            self._print(f"1..{self.number}")
        self.done.seconds = round(time.monotonic() - self._start, 3)
        self.done.finished = time.time()
        self._print(self.done.closing)
        return error is not None

    @contextlib.contextmanager
    def case(self, name: str) -> Iterator[None]:
        """One case: passes unless a LabError leaves the block; Skip skips it."""
        try:
            yield
        except Skip as why:
            self.result(name, True, skip=str(why))
        except core.LabError as why:
            self.result(name, False, str(why))
        else:
            self.result(name, True)

    @staticmethod
    def _print(text: str) -> None:
        print(text, flush=True)


class Skip(core.LabError):
    """A case cannot run here; says why."""


def need(ok: object, text: str) -> None:
    """Fail the case unless ok."""
    if not ok:
        raise core.LabError(text)


def same(one: object, two: object, text: str = "not the same") -> None:
    """Fail the case unless both are equal."""
    need(one == two, f"{text}: {one!r}, not {two!r}")
