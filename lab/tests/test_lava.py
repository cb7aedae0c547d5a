# SPDX-License-Identifier: GPL-2.0
"""What the pattern of the LAVA jobs finds in golden logs, and our reader of LAVA's logs."""

import contextlib
import io
import re
import unittest
from pathlib import Path
from unittest import mock

import core
import lava_run
import results
import verdict
from scratch import Scratch
from suites import lava
from test_verdict import GOLDEN, expected

# Bad consoles in which LAVA sees nothing wrong: docs/labs.md names the kinds.
FORGIVEN = set("""
    lost-result no-plan no-ktap no-tests truncated-suite truncated-parameter truncated-no-suite
    all-skipped skip-without-reason exit-code
    replayed-other suite-twice expected-unmatched expected-other expected-twice expected-open allowed-other allowed-warning
    expected-trace splat-call-trace splat-duplicate splat-integrity splat-kmemleak splat-kobject splat-objects
    splat-remaining splat-segfault splat-slub-count""".split())


def monitor() -> tuple[str, dict[str, str], str]:
    """What the job for QEMU looks for on the console: pattern, what its words mean, the end."""
    text = (lava_run.TEMPLATES / "qemu.yaml").read_text()
    found = [re.search(pattern, text) for pattern in (
        r"      pattern: \|-\n((?:        .*\n)+)", r"      fixupdict: \{(.*)\}\n", r"      end: '(.*)'\n")]
    pattern, fixup, end = (match[1] for match in found if match)
    words = (word.split(": ") for word in fixup.split(", "))
    return re.sub("(?m)^ {8}", "", pattern), {key.strip("'"): value for key, value in words}, end


def reported(text: str) -> list[tuple[str, str]]:
    """Each result and name, as the monitor of LAVA finds them; without an end one more."""
    pattern, fixup, end = monitor()
    found = list[tuple[str, str]]()
    rest = text[max(0, text.find("Linux version")):]
    while match := re.search(pattern, rest, re.S):
        # What comes first counts.
        if re.search(end, rest[:match.start()]):
            return found
        found.append((fixup[match["result"]], match["test_case_id"].strip()))
        rest = rest[match.end():]
    if re.search(end, rest):
        return found
    return [*found, ("fail", "no end")]


class Pattern(unittest.TestCase):
    def test_golden(self) -> None:
        forgiven = set()
        for name, reasons, _ in expected():
            text = (GOLDEN / f"{name}.log").read_text(errors="replace")
            fails = [case for result, case in reported(text) if result == "fail"]
            if reasons and not fails:
                forgiven.add(name)
            if not reasons:
                self.assertFalse(fails, name)
        self.assertEqual(forgiven, FORGIVEN)

    def test_cases(self) -> None:
        text = ("Linux version\r\n[    1.000000] KTAP version 1\r\n    ok 1 one\r\n        ok 1 parameter\r\n"
                "[    1.0][  T12]     not ok 2 two words\r\n    ok 3 three # SKIP why\r\nok 4 suite\r\n"
                "reboot: Power down\r\n")
        self.assertEqual(reported(text), [("pass", "one"), ("fail", "two words"), ("skip", "three"),
                                          ("pass", "suite")])


class Log(Scratch):
    LOG = ('- {"dt": "2026", "lvl": "info", "msg": "no console"}\n'
           '- {"dt": "2026", "lvl": "target", "msg": "a \\\\\\"name\\\\\\" \\xE4 \\e"}\n'
           '- {"dt": "2026", "lvl": "target"}\n- {"dt": "2026", "lvl": "results"}\n'
           '- {"dt": "2026", "lvl": "results", "msg": {"case": "a_b"}}\n'
           'some warning\n'
           '{"dt": "2026", "lvl": "results", "msg": {"case": "a_b", "definition": "kunit", "extra": '
           '{"test_case_id": "a b"}, "level": !!int "3", "result": "pass"}}\n')

    def test_read(self) -> None:
        log = self.file("output.yaml", self.LOG)
        self.assertTrue(lava_run.is_log(log))
        console = lava_run.console(log, log.with_name("console"))
        self.assertEqual(console.read_text(), 'a "name" \xe4 \x1b\n')
        self.assertFalse(lava_run.is_log(console))
        self.assertEqual(lava_run.rows(log), [lava_run.Row("kunit", "a b", "pass")])

    def test_the_verdict_leaves_nothing_beside_the_log(self) -> None:
        theirs = self.file("log.console", "a person's\n")
        self.patch(core, BUILD=self.dir / "build")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(verdict.main([str(self.file("log.yaml", self.LOG))]), 1)
        self.assertIn("truncated: the kernel never said", said.getvalue())
        self.assertEqual(theirs.read_text(), "a person's\n")
        self.assertEqual(sorted(path.name for path in self.dir.iterdir()), ["build", "log.console", "log.yaml"])

    def test_each_job_has_its_own(self) -> None:
        def run(*_: object, log: Path | None = None, **__: object) -> mock.Mock:
            if log:
                log.write_text(log.parent.name)
            return mock.Mock(returncode=0, stdout="")
        self.patch(lava_run, WORK=self.dir, unpack=lambda: self.dir)
        self.patch(core, run=run)
        logs = [lava_run.run(self.dir / f"{name}.yaml", "qemu")[1] for name in ("plant", "kunit")]
        saved = results.Result("lava", logs=[*logs, logs[0]]).save(self.dir / "saved")
        self.assertEqual([(saved / log.name).read_text() for log in logs], ["plant", "kunit"])
        with self.assertRaisesRegex(core.LabError, "two logs of the name plant.yaml"):
            results.Result("lava", logs=[*logs, self.file("plant.yaml")]).save(self.dir / "saved")

    def test_suites(self) -> None:
        rows = [lava_run.Row("kunit", case, result) for case, result in (
            ("one", "pass"), ("# one: splat expected: x", "pass"), ("WARNING: x", "fail"), ("first", "pass"),
            ("one", "fail"), ("second", "fail"), ("late", "pass"))]
        said, reports = lava.of_lava(rows, ["first", "second", "third"])
        self.assertEqual(said, {"first.one": "pass", "first": "pass", "second.one": "fail", "second": "fail",
                                "third.late": "pass"})
        self.assertEqual(reports, ["WARNING: x"])
