# SPDX-License-Identifier: GPL-2.0
"""Judge a console log: all tests passed, and nothing else went wrong.

The pinned kernel's own kunit_parser says which cases there are and how they
ended.  It forgives a lot; what it forgives is a reason here, with its line:
a lost or an additional result, no plan, a skip without a reason, a result "ok" of
which a part failed, a log without an end.  So is each splat (splats.py).
"""

import argparse
import functools
import importlib
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import core
import lava_run
import results
import splats
import tree

PREFIX = re.compile(r"^(?:<[0-9]+>)?\[ *[0-9]+\.[0-9]+\](?:\[ *[TC][0-9]+\])? ")
RESULT = re.compile(r"(not )?ok ([0-9]+)(?: |$)")
BRACKET = re.compile(r"# (?:.*: )?splat (expected: |allowed: |end$)(.*)")
END = re.compile("reboot: (Power down|(?:Power off not available: )?System halted|Restarting system)")
REPLAY = "** replaying previous printk message **"
MAX_REASONS = 50
# The message of a WARN may come after its line, as that of a creation that is refused.
BEFORE = 2
# So many lines a report has at most, up to its stack.
REPORT = 60


@functools.cache
def parser() -> Any:
    """The kernel's kunit_parser."""
    folder = tree.ensure_tree("ours") / "tools/testing/kunit"
    if not (folder / "kunit_parser.py").is_file():
        raise core.LabError(f"there is no kunit_parser.py in {folder}: LINUX= is no 7.3 tree?")
    sys.path.append(str(folder))
    return importlib.import_module("kunit_parser")


class Strict:
    """The rules that the kernel's parser does not have, a line after the other."""

    def __init__(self) -> None:
        self.reasons: list[tuple[int, str, str]] = []   # line, text, context
        self.passed = self.skipped = self.plans = self.nr = 0
        self.finished = self.hang = False
        # For each level of KTAP: the plan and its line, results, last number, a failure.
        self.plan: dict[int, tuple[int, int]] = {}
        self.seen: dict[int, int] = {}
        self.last: dict[int, int] = {}
        self.suites: set[str] = set()
        self.bad: set[int] = set()
        self.context: list[str] = []
        # Brackets: "expected" or "allowed", its line, pattern; lines that match, and whether
        # what they begin still waits for its trace; reports held back, and whether they are parts of it.
        self.bracket: tuple[str, int, re.Pattern[str]] | None = None
        self.matches: list[int] = []
        self.begun = False
        self.held: list[tuple[int, str, bool]] = []
        # One report is one reason: its stack is not counted again, nor the second line of a WARN.
        # waits: of a WARN the "message" or the "place" is still to come, in the next line.
        # splat_at: the line of a report, or 0: it does not go on past the end of a bracket or a result.
        self.cut, self.waits, self.splat_at = False, "", 0

    def reason(self, text: str, at: int | None = None, context: str = "") -> None:
        self.reasons.append((at or self.nr, text, context))

    def line(self, text: str) -> None:
        """Read one line, without its time stamp."""
        self.nr += 1
        if text.startswith("vm: "):
            if text.startswith("vm: killed"):
                self.hang = True
                self.reason(f"hang: {text}")
            elif text != "vm: exit 0":
                self.reason(f"the kernel's process ended with {text.removeprefix('vm: exit ')}")
            return
        if END.search(text):
            self.finished = True
        if text.startswith("init: ") and re.search("failed|no job| exit [1-9]", text):
            self.reason(text)
            return
        level, text = (len(text) - len(text.lstrip(" "))) // 4, text.lstrip(" ")
        if match := BRACKET.match(text):
            self.mark(match[1].rstrip(": "), match[2])
        elif RESULT.match(text):
            self.result(level, text)
        elif re.match(r"Bail out!|not ok\b", text):
            # A failure without a number, for example.
            self.reason(text)
        elif match := re.match(r"1\.\.([0-9]+)", text):
            self.close(level)
            self.plan[level] = (int(match[1]), self.nr)
            self.plans += 1
        elif not text.startswith("KTAP version"):
            if text.startswith("#") and len(self.context) < 20:
                self.context.append(text)
            self.report(text)

    def mark(self, word: str, pattern: str) -> None:
        """A bracket begins or ends."""
        if word != "end":
            if self.bracket:
                self.reason("a bracket of expected splats inside another")
            try:
                regex = re.compile(pattern)
            except re.error as error:
                # A line that was cut off, for example.
                self.reason(f"a bracket of expected splats with a bad pattern ({error}): {pattern}")
                regex = re.compile(re.escape(pattern))
            self.bracket, self.matches, self.begun, self.held = (word, self.nr, regex), [], False, []
        elif self.bracket:
            self.end_bracket()
        else:
            self.reason('"splat end" without "splat expected"')

    def end_bracket(self) -> None:
        assert self.bracket
        word, at, pattern = self.bracket
        for line, text, part in self.held:
            if not self.matches or not part and not any(line < match <= line + BEFORE for match in self.matches):
                self.reason(f"splat: {text}", line)
        if word == "expected" and not self.matches:
            self.reason(f"expected splat did not come: {pattern.pattern}", at)
        self.bracket = None
        self.splat_at = 0

    def close(self, level: int) -> None:
        """Plans of this level and below end: all their results must have come."""
        for at in sorted((n for n in self.plan.keys() | self.seen.keys() if n >= level), reverse=True):
            if at in self.plan and self.seen.get(at, 0) != self.plan[at][0]:
                self.reason(f"the plan of line {self.plan[at][1]} says {self.plan[at][0]} results, "
                            f"{self.seen.get(at, 0)} came")
            self.plan.pop(at, None)
            self.seen.pop(at, None)
            self.last.pop(at, None)
            self.bad.discard(at)

    def result(self, level: int, text: str) -> None:
        match = RESULT.match(text)
        assert match
        leaf, child_bad = level + 1 not in self.seen, level + 1 in self.bad
        context, self.context = "\n".join(self.context), []
        self.splat_at = 0
        self.close(level + 1)
        # Parameters may come without a plan; cases and suites may not.
        if level < 2 and level not in self.plan:
            self.reason(f"a result without a plan before it: {text}")
        # Suites are counted on from module to module.
        number, last = int(match[2]), self.last.get(level, 0 if level else int(match[2]) - 1)
        if number != last + 1:
            self.reason(f"result {number} came after result {last}")
        self.last[level] = number
        self.seen[level] = self.seen.get(level, 0) + 1
        if not level and not leaf:
            # A suite may have a case twice, and parameters may describe themselves alike.
            name = RESULT.sub("", text).partition(" #")[0]
            if name in self.suites:
                self.reason(f"a suite came a second time: {text}")
            self.suites.add(name)
        if match[1]:
            self.bad.add(level)
            # A parent that fails because a child did is not a second failure.
            if leaf or not child_bad:
                self.reason(text, context=context)
        elif re.search("# SKIP", text, re.I):
            self.skipped += leaf
            if leaf and not re.search(r"# SKIP\s.*[a-z]{2}", text, re.I):
                self.reason(f"skipped without a reason: {text}")
        else:
            if re.search(r"# TODO\b", text, re.I):
                self.reason(f"passed, and is still to be done: {text}")
            if child_bad:
                self.reason(f"passed although a part of it failed: {text}")
            self.passed += leaf

    def report(self, text: str) -> None:
        """A line that is no KTAP: is it a splat?"""
        kind, _, pattern = self.bracket or ("", 0, None)
        here = bool(pattern and pattern.search(text))
        if here and kind == "allowed":
            # The trace that follows belongs to it.
            self.splat_at, self.cut = self.nr, False
            return
        if here:
            self.matches.append(self.nr)
            self.begun = True
        hard, soft, trace = (regex.search(text) for regex in (splats.hard, splats.soft, splats.trace))
        place, message = "WARNING:" in text, splats.message.search(text)
        second = place and self.waits == "place" or message and self.waits == "message"
        cut, self.cut, self.waits = self.cut, False, ""
        # What begins a report is allowed if it matches, not as a part of another one.
        part = trace or place or cut and message or "integrity check failed" in text
        hold = kind == "expected" and (here or not (hard or soft and not part))
        if hard:
            self.splat(text, hold)
        elif "[ cut here ]" in text:
            # The next line says what it is.
            self.cut = True
        elif cut:
            self.waits = "message" if place else "place"
            self.splat(text, hold)
        elif soft and not second and not (trace and self.splat_at and self.nr - self.splat_at < REPORT):
            self.splat(text, hold)
        self.begun &= not trace and "---[ end trace" not in text

    def splat(self, text: str, hold: bool) -> None:
        self.splat_at = self.nr
        if hold:
            # A stack alone says nothing of which report it is.
            self.held.append((self.nr, text, self.begun or bool(splats.trace.search(text))))
        else:
            self.reason(f"splat: {text}")

    def end(self, plan: bool) -> None:
        if self.cut:
            self.splat("------------[ cut here ]------------", bool(self.bracket))
        if self.bracket:
            word, at, _ = self.bracket
            self.reason(f'"splat {word}" without "splat end"', at)
            self.end_bracket()
        self.close(0)
        if not self.finished and not self.hang:
            self.reason("truncated: the kernel never said that it halted")
        if plan and not self.plans:
            self.reason('no plan ("1..N") in the whole log')
        if plan and not self.passed:
            self.reason("no test ran and passed")


def documents(lines: Iterable[str]) -> list[list[tuple[int, str]]]:
    """Cut at each "KTAP version" that is not indented: modules print one each."""
    docs: list[list[tuple[int, str]]] = []
    for nr, line in enumerate(lines, 1):
        if line.startswith("KTAP version"):
            docs.append([])
        if docs and not line.startswith("vm: "):
            docs[-1].append((nr, line))
    return docs


def cases(lines: list[str]) -> tuple[list[results.Case], list[str]]:
    """What the kernel's parser finds: the leaves that ended well, what it complains of."""
    kp = parser()
    said = io.StringIO()
    printer = sys.modules["kunit_printer"].Printer(output=said)
    found: list[results.Case] = []
    bad: list[str] = []

    def walk(test: Any, path: str) -> None:
        path += ("." if path else "") + test.name
        for sub in test.subtests:
            walk(sub, path)
        if not test.ok_status():
            bad.append(f"{path}: {test.status.name.lower().replace('_', ' ')}")
        elif not test.subtests:
            skipped = test.status == kp.TestStatus.SKIPPED
            found.append(results.Case(path, results.SKIP if skipped else results.PASS, test.skip_reason))
    for doc in documents(lines):
        main = kp.parse_test(kp.LineStream(iter(doc)), 0, [], False, printer)
        for test in main.subtests:
            walk(test, "")
    for line in said.getvalue().splitlines():
        # Numbers are judged by Strict, and "1..0" is what a kernel without built-in suites says.
        if "[ERROR]" in line and "Expected test number" not in line and "main: 0 tests run" not in line:
            bad.append(line.split("[ERROR] ")[1])
    return found, bad


def read(log: Path) -> list[str]:
    """The lines of a console, without their time."""
    try:
        text = log.read_text(errors="replace")
    except FileNotFoundError:
        raise core.LabError(f"there is no log {log}: run the kernel first") from None
    lines = [line.replace("\r", "").rstrip() for line in text.split("\n")]
    blank_replayed(lines)
    lines = [PREFIX.sub("", line) for line in lines]
    return lines[:-1] if lines[-1] == "" else lines


def blank_replayed(lines: list[str]) -> None:
    """printk prints a record again if a console lost it half way: blank the first, which is a part of the second."""
    for at, line in enumerate(lines):
        for length in range(1, 20 if line == REPLAY else 0):
            first, again = lines[max(at - length, 0):at], lines[at + 1:at + 1 + length]
            if first[:-1] == again[:-1] and again and again[-1].startswith(first[-1]):
                lines[at - length:at + 1] = [""] * (length + 1)
                break


def judge(log: Path, *, plan: bool = True, docs: int | None = None, suite: str = "", ended: bool = False) -> results.Result:
    """Return the cases of a log; each reason why the run was not clean is a failed one.

    plan: the log has to hold tests.  docs: so many KTAP documents have to be there
    (one for each module with suites, and one for the kernel).  ended: the machine was seen
    to end by itself, so the log need not say so.
    """
    lines = read(log)
    strict = Strict()
    strict.finished = ended
    for line in lines:
        strict.line(line)
    strict.end(plan)
    found, bad = cases(lines)
    came = len(documents(lines))
    for doc in documents(lines):
        if not any(re.match(r"1\.\.|(not )?ok ", line) for _, line in doc):
            strict.reason("KTAP begins and no plan follows", doc[0][0])
    if docs is not None and came != docs:
        strict.reason(f"{docs} times KTAP was to come, and came {came} times")
    if not strict.reasons:
        counts = [sum(case.status == status for case in found) for status in (results.PASS, results.SKIP)]
        if bad:
            strict.reason(f"the kernel's parser says: {'; '.join(bad[:5])}")
        elif counts != [strict.passed, strict.skipped]:
            strict.reason(f"the kernel's parser counts {counts[0]} passed and {counts[1]} skipped, "
                          f"our rules {strict.passed} and {strict.skipped}")
    done = results.Result(suite or log.name.removesuffix(".log"), found, logs=[log])
    for nr, text, context in strict.reasons[:MAX_REASONS]:
        done.cases.append(results.Case(text, results.FAIL, f"{context}\n{log}:{nr}".strip()))
    if len(strict.reasons) > MAX_REASONS:
        done.cases.append(results.Case(f"and {len(strict.reasons) - MAX_REASONS} reasons more", results.FAIL))
    return done


def main(argv: list[str]) -> int:
    args = argparse.ArgumentParser(prog="lab verdict", description=__doc__)
    args.add_argument("log", type=Path, nargs="+", help="a console, or a log of LAVA; of several only the sum is shown")
    args.add_argument("--no-plan", action="store_true", help="the log need not hold any test")
    opts = args.parse_args(argv)
    for log in opts.log:
        if not log.is_file():
            raise core.LabError(f"{log} is no regular file: name the console of a kernel" if log.exists() else
                                f"there is no log {log}: run the kernel first")
    # The console goes below build/, and has the name of its log: reasons name it.
    done = [judge(lava_run.console(log, core.BUILD / "verdict" / f"{log.resolve()}.console".lstrip("/")) if lava_run.is_log(log)
                  else log, plan=not opts.no_plan, suite=log.stem) for log in opts.log]
    print(done[0].ktap() if len(done) == 1 else results.table(done) + "\n", end="")
    return int(any(result.failed for result in done))
