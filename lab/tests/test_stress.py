# SPDX-License-Identifier: GPL-2.0
"""The stress with bad input, and what it says of a guest that did not get to its end."""

import re
import tempfile
import unittest
from pathlib import Path

import core
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
                ("there is no 'fleet'", "--only", "fleet")):
            with self.subTest(argv=argv):
                self.refused(text, *argv)

    def test_taken(self) -> None:
        self.assertEqual(stress.options("stress", ["--rounds", "7", "--only", "fs,misuse"]),
                         {"rounds": 7, "only": "fs,misuse"})
        self.assertIn(stress.options("stress", ["--seed", "random"])["seed"], range(1, 1 << 15))


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
