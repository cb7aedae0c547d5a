# SPDX-License-Identifier: GPL-2.0
"""The stress with bad input, and what it says of a guest that did not get to its end."""

import contextlib
import io
import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import core
import ktap
import report
import results
import stress
from suites import stress_mutants


class Input(unittest.TestCase):
    def refused(self, text: str, *argv: str) -> None:
        with self.assertRaises(core.UsageError) as end:
            stress.options("stress", list(argv))
        self.assertIn(text, str(end.exception))

    def test_refused(self) -> None:
        for text, *argv in (
                ("unrecognized arguments: --fast", "--fast"),
                ("expected one argument", "--variant"),
                ("seven is no number", "--seed", "seven"),
                ("-1 is no number", "--rounds=-1"),
                ("0 is no number from 1 to 16", "--loaders", "0"),
                ("64 is no number from 2 to 4", "--cpus", "64"),
                ("there is no 'filesystems'", "--only", "faults,filesystems"),
                ("there is no 'fleet'", "--only", "fleet"),
                ("leave out the other options", "--store", "--rounds", "7")):
            with self.subTest(argv=argv):
                self.refused(text, *argv)

    def test_taken(self) -> None:
        self.assertEqual(stress.options("stress", ["--rounds", "7", "--only", "fs,misuse"]),
                         {"rounds": 7, "only": "fs,misuse"})
        self.assertIn(stress.options("stress", ["--seed", "random"])["seed"], range(1, 1 << 15))


class Kept(unittest.TestCase):
    TEXT = """[  1.0] # 555 rounds, 524669 operations, 1613 handles created, 15 storages seen, slab memory 5796 kB before and 6916 kB after
[  2.0] ok 3 slab memory came back
[  3.0] # control: 0 stale names, 1 dangling links, 2 dead names in slabinfo, 3 wrong sizes
"""

    def test_what_was_counted(self) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            seen, log = Path(folder) / "stress.seen", Path(folder) / "log"
            seen.write_text("# head\n" + "".join("\t".join([*names, *["1000"] * 11]) + "\n"
                                                 for names in (("stress", "old"), ("stress_long", "x86"))))
            with mock.patch.object(report, "STRESS", seen), mock.patch.object(results.Result, "save"):
                for text, wanted in ((self.TEXT, None), (self.TEXT.partition("# control")[0], "does not say what the stress counted")):
                    log.write_text(text)
                    t = ktap.Suite("stress", 1)
                    t.result("one", True)
                    with contextlib.ExitStack() as stack:
                        error = stack.enter_context(self.assertRaisesRegex(core.LabError, wanted)) if wanted else None
                        stress.keep(t, {"x86-stress": log})
                    self.assertEqual(bool(error), bool(wanted))
                self.assertEqual(report.table_rows(seen), [
                    ["stress_long", "x86", *["1000"] * 11],
                    ["stress", "x86-stress", "1", "555", "524669", "1613", "15", "5796", "6916", "0", "1", "2", "3"]])
                self.assertIn("| stress_long | x86 | 1000 | 1,000 |", report.stress())
                t.result("two", False, "no")
                log.write_text(self.TEXT.replace("555", "556"))
                stress.keep(t, {"x86-stress": log})
                self.assertNotIn("556", seen.read_text())


class Explain(unittest.TestCase):
    BOOTED = "[    1.0] KTAP version 1\n"

    def test_ends(self) -> None:
        for want, text in (
                ("hung and was killed", self.BOOTED + "[    9.0] sysrq: Show Blocked State\nvm: killed after 600 s\n"),
                ("ran out of memory", self.BOOTED + "[    9.0] Out of memory: Killed process 59 (stress)\nvm: exit 0\n"),
                ("did not boot", "[    0.1] Kernel panic - not syncing: VFS\nvm: exit 0\n"),
                ("did not get to its end", "[    2.0] Run /init as init process\n"
                 "[    2.9] Oops: general protection fault\nvm: exit 0\n"),
                ("stuck: nothing moved", self.BOOTED +
                 "[    9.0] init: stress failed: nothing moved for 180 seconds\nvm: exit 0\n"),
                ("did not get to its end", self.BOOTED +
                 "[    9.0] Kernel panic - not syncing: Fatal exception\nvm: exit 0\n"),
                ("^$", self.BOOTED + "[    9.0] init: job stress: exit 0\nvm: exit 0\n")):
            with self.subTest(want=want), tempfile.TemporaryDirectory() as folder:
                log = Path(folder) / "log"
                log.write_text(text)
                self.assertRegex(stress.explain(log), want)


class Mutants(unittest.TestCase):
    def test_say_what_finds_them(self) -> None:
        patches = sorted(stress_mutants.MUTANTS.glob("*.patch"))
        self.assertTrue(patches)
        for patch in patches:
            with self.subTest(patch=patch.name):
                re.compile(stress_mutants.header(patch, "Finding"))
                self.assertTrue(stress_mutants.header(patch, "Finding"))
                self.assertTrue(stress_mutants.plan_of(patch).variant.endswith("-mutant"))


if __name__ == "__main__":
    unittest.main()
