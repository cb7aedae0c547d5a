# SPDX-License-Identifier: GPL-2.0
"""The stress with bad input, and what it says of a guest that did not get to its end."""

import contextlib
import io
import re
import unittest
from unittest import mock

import build
import core
import ktap
import patched
import report
import results
import stress
import tree
from scratch import Scratch
from suites import kunit, stress_input, stress_mutants


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


class Kept(Scratch):
    TEXT = """[  1.0] # 555 rounds, 524669 operations, 1613 handles created, 15 storages seen, slab memory 5796 kB before and 6916 kB after
[  2.0] ok 3 slab memory came back
[  3.0] # control: 0 stale names, 1 dangling links, 2 dead names in slabinfo, 3 wrong sizes
"""

    def test_what_was_counted(self) -> None:
        seen, log = self.dir / "stress.seen", self.dir / "log"
        seen.write_text("# head\n" + "".join("\t".join([*names, *["1000"] * 11]) + "\n"
                                             for names in (("stress", "old"), ("stress_long", "x86"))))
        self.patch(report, STRESS=seen)
        self.patch(results.Result, save=mock.DEFAULT)
        with contextlib.redirect_stdout(io.StringIO()):
            log.write_text(self.TEXT.partition("# control")[0])
            with self.assertRaisesRegex(core.LabError, "does not say what the stress counted"):
                stress.keep(ktap.Suite("stress", 1), {"x86-stress": log})
            t = ktap.Suite("stress", 1)
            t.result("one", True)
            log.write_text(self.TEXT)
            stress.keep(t, {"x86-stress": log})
            self.assertEqual(report.table_rows(seen), [
                ["stress_long", "x86", *["1000"] * 11],
                ["stress", "x86-stress", "1", "555", "524669", "1613", "15", "5796", "6916", "0", "1", "2", "3"]])
            self.assertIn("| stress_long | x86 | 1000 | 1,000 |", report.stress())
            t.result("two", False, "no")
            log.write_text(self.TEXT.replace("555", "556"))
            stress.keep(t, {"x86-stress": log})
            self.assertNotIn("556", seen.read_text())


class Explain(Scratch):
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
            with self.subTest(want=want):
                self.assertRegex(stress.explain(self.file("log", text)), want)


class Mutants(Scratch):
    def test_say_what_finds_them(self) -> None:
        patches = sorted(stress_mutants.MUTANTS.glob("*.patch"))
        self.assertTrue(patches)
        for patch in patches:
            with self.subTest(patch=patch.name):
                re.compile(stress_mutants.header(patch, "Finding"))
                self.assertTrue(stress_mutants.header(patch, "Finding"))
                self.assertTrue(stress_mutants.plan_of(patch).variant.endswith("-mutant"))
                self.assertLessEqual(set(stress_mutants.plan_of(patch).only.split(",")), set(stress.ACTIONS))

    def test_what_a_healthy_run_says_is_no_finding(self) -> None:
        # The action misuse, which passes.
        text = ("[   95.1] # splat expected: stress-13: Slab cache still has objects|BUG stress-13 .*Objects remaining\n"
                "[   95.2] BUG stress-13 (Tainted: G           O       ): Objects remaining on __kmem_cache_shutdown()\n"
                "[   95.2] Call Trace:\n[   96.0] # splat end\n[   96.1] ok 10 stress13: unloaded with objects leaked\n")
        found = "BUG kmem_cache (Tainted: G           O       ): Objects remaining on __kmem_cache_shutdown()"
        log = self.dir / "log"
        for patch in sorted(stress_mutants.MUTANTS.glob("*.patch")):
            log.write_text(text)
            self.assertEqual(stress_mutants.finding(patch, log, results.Result("x")), "", patch.name)
        patch = stress_mutants.MUTANTS / "slab-points-at-alias.patch"
        bad = results.Result("x", [results.Case(f"splat: {found}", results.FAIL)])
        self.assertEqual(stress_mutants.finding(patch, log, bad), f"splat: {found}")
        log.write_text(f"{text}[   97.0] {found}\n")
        self.assertEqual(stress_mutants.finding(patch, log, results.Result("x")), f"[   97.0] {found}")
        # What a test found while a report was expected.
        patch, found = stress_mutants.MUTANTS / "name-not-handed-on.patch", "# found: names-two/objs_per_slab cannot be read"
        log.write_text(text.replace("[   96.0]", f"{found}\n[   96.0]"))
        self.assertEqual(stress_mutants.finding(patch, log, results.Result("x")), found)

    def test_each_keeps_its_console(self) -> None:
        def run_variant(variant: str, *_: object) -> results.Result:
            log = self.dir / f"kunit-{variant}.log"
            log.write_text(f"console {next(runs)}\n")
            return results.Result(variant, logs=[log])
        runs = iter(range(10))
        mutants = [path.stem for path in sorted(stress_mutants.MUTANTS.glob("*.patch")) if stress_mutants.header(path, "Filter")]
        self.patch(core, LOG=self.dir)
        self.patch(patched, ensure=mock.DEFAULT)
        self.patch(kunit, run_variant=run_variant)
        self.patch(build, ensure_build=lambda name: {name: self.dir})
        with contextlib.redirect_stdout(io.StringIO()):
            done = stress_mutants.run(mutants)
        self.assertEqual([log.read_text() for log in done.logs], [f"console {n}\n" for n in range(len(mutants))])

    def test_none_is_a_failure(self) -> None:
        self.file("patches/one.patch")
        self.patch(stress_mutants, MUTANTS=self.dir / "mutants")
        self.patch(core, LAB=self.dir, run=lambda *_, **__: mock.Mock(returncode=0))
        self.patch(tree, ensure_tree=mock.DEFAULT)
        with contextlib.redirect_stdout(io.StringIO()):
            for ok in (False, True):
                with ktap.Suite("stress_input") as t:
                    stress_input.run(t)
                self.assertEqual(t.done.ok, ok)
                self.file("mutants/one.patch")
