# SPDX-License-Identifier: GPL-2.0
"""The runner: what is chosen, what is run again, what a suite that crashes counts as."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import check
import core
import results
import testing

# A program in place of lab: "lab test SUITE".
LAB = """
import sys
sys.path.insert(0, {lab!r})
import core, results
from pathlib import Path
core.BUILD = Path({build!r})
results.commit = lambda: "0123"
name = sys.argv[-1]
open({build!r} + "/ran", "a").write(name + "\\n")
if name == "crash":
    sys.exit("lab: no such thing")
result = results.Result(name, [results.Case("one", results.FAIL if name == "bad" else results.PASS, "why")], 2)
result.save()
sys.exit(not result.ok)
"""


class Check(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = Path(folder.name)
        (self.dir / "lab").write_text(LAB.format(lab=str(core.LAB), build=str(self.dir)))
        for target, name, value in (
                (core, "BUILD", self.dir), (core, "LAB", self.dir), (results, "commit", lambda: "0123"),
                (check, "clean", lambda: True), (core, "say", lambda text: None),
                (testing, "names", lambda: ["good", "stress", "bad", "crash"])):
            patcher = mock.patch.object(target, name, value)
            patcher.start()
            self.addCleanup(patcher.stop)

    def check(self, *argv: str) -> tuple[int, list[str], list[str]]:
        (self.dir / "ran").write_text("")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = check.main(list(argv))
        return status, out.getvalue().splitlines(), (self.dir / "ran").read_text().split()

    def test_what_passed_is_not_run_again(self) -> None:
        status, said, ran = self.check("good", "stress")
        self.assertEqual((status, said[-1], sorted(ran)), (0, "2 passed, 0 failed", ["good", "stress"]))
        status, said, ran = self.check("good", "stress")
        self.assertEqual((status, said[-1], ran), (0, "2 passed, 0 failed", []))
        self.assertEqual(self.check("good", "--again")[2], ["good"])
        with mock.patch.object(check, "clean", lambda: False):
            self.assertEqual(self.check("good")[2], ["good"])

    def test_what_failed_is_run_again_and_shown(self) -> None:
        for _ in range(2):
            status, said, ran = self.check("bad", "good", "--again")
            self.assertEqual((status, said[-1], sorted(ran)), (1, "1 passed, 1 failed", ["bad", "good"]))
            self.assertIn("# why", said)
        self.assertEqual(self.check("bad", "good")[2], ["bad"])

    def test_a_crash_is_a_failure(self) -> None:
        status, said, _ = self.check("crash")
        self.assertEqual((status, said[-1]), (1, "0 passed, 1 failed"))
        self.assertIn("exit 1: lab: no such thing", "\n".join(said))

    def test_no_such_suite(self) -> None:
        with self.assertRaisesRegex(core.UsageError, "there is no suite 'none'"):
            self.check("none")

    def test_chosen(self) -> None:
        known = ["bisect", "demo", "kunit", "lint", "new"]
        self.assertEqual(check.chosen(False, known), ["lint", "kunit", "new"])
        self.assertEqual(check.chosen(True, known), ["lint", "kunit", "new", "bisect"])
