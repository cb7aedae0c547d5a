# SPDX-License-Identifier: GPL-2.0
"""The runner: what is chosen, what is run again, what a suite that crashes counts as."""

import contextlib
import fcntl
import importlib
import inspect
import io
import os
import re
import shutil
import types
import unittest
from pathlib import Path
from unittest import mock

import check
import core
import git
import ktap
import results
import scratch
import testing
import tree
from scratch import Scratch
from suites import bisect, tree_input

# A program in place of lab: "lab test SUITE".
LAB = """
import sys
sys.path.insert(0, {lab!r})
import results
from pathlib import Path
name, here = sys.argv[-1], Path({here!r})
(here / "ran").open("a").write(name + " ")
if name == "crash":
    sys.exit("lab: no such thing")
case = results.Case("one", results.FAIL if name == "bad" else results.PASS, "why")
results.Result(name, [case], 2).save(here / "results/0123")
sys.exit(name == "bad")
"""


class Check(Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.file("lab", LAB.format(lab=str(core.LAB), here=str(self.dir)))
        self.patch(core, BUILD=self.dir, LAB=self.dir, say=mock.DEFAULT)
        self.patch(results, commit=lambda: "0123", clean=lambda: True)
        self.patch(testing, names=lambda: ["good", "stress", "bad", "crash"])

    def check(self, *argv: str) -> tuple[int, list[str], list[str]]:
        (self.dir / "ran").write_text("")
        with contextlib.redirect_stdout(io.StringIO()) as out:
            status = check.main(list(argv))
        return status, out.getvalue().splitlines(), sorted((self.dir / "ran").read_text().split())

    def test_the_summary_is_kept(self) -> None:
        self.check("good", "bad")
        text = (self.dir / "results/0123/summary").read_text()
        self.assertRegex(text, r"(?m)^# good .*\n# bad ")
        calls = [call.args[0] for call in core.say.call_args_list]  # type: ignore[attr-defined]
        self.assertTrue(any(re.match("1 of 2: good", text) for text in calls), calls)

    def test_what_passed_is_not_run_again(self) -> None:
        for argv, expected in ((["good", "stress"], ["good", "stress"]), (["good", "stress"], []),
                               (["good", "stress", "--again"], ["good", "stress"])):
            status, said, ran = self.check(*argv)
            self.assertEqual((status, said[-1], ran), (0, "2 passed, 0 failed", expected))
        with mock.patch.object(results, "clean", lambda: False):
            self.assertEqual(self.check("good")[2], ["good"])

    def test_what_failed_is_run_again_and_shown(self) -> None:
        for ran in (["bad", "good"], ["bad"]):
            status, said, run = self.check("bad", "good")
            self.assertEqual((status, said[-1], run), (1, "1 passed, 1 failed", ran))
            self.assertIn("# why", said)

    def test_a_suite_that_is_named_twice_runs_once(self) -> None:
        _, said, ran = self.check("good", "good")
        self.assertEqual((said[-1], ran), ("1 passed, 0 failed", ["good"]))

    def test_a_crash_is_a_failure(self) -> None:
        status, said, _ = self.check("crash")
        self.assertEqual((status, said[-1]), (1, "0 passed, 1 failed"))
        self.assertIn("exit 1: lab: no such thing", "\n".join(said))

    def test_what_runs_alone(self) -> None:
        names = ["stress", "stress_uml", "stress_input", "fleet", "fleet_sample", "distro_long", "bench", "kunit"]
        self.assertEqual([name for name in names if check.ALONE.search(name)],
                         ["stress", "stress_uml", "fleet", "distro_long", "bench"])

    def test_what_is_chosen(self) -> None:
        known = ["bisect", "kunit", "lint", "new"]
        self.assertEqual(check.chosen(False, known), ["lint", "kunit", "new"])
        self.assertEqual(check.chosen(True, known), ["lint", "kunit", "new", "bisect"])
        with self.assertRaisesRegex(core.UsageError, "there is no suite 'none'"):
            self.check("none")
        for name in testing.CHANGES:
            with mock.patch.dict(os.environ, {name: "x"}), self.assertRaisesRegex(core.UsageError, f"{name}= makes a part"):
                self.check("good")


class Part(Scratch):
    """What counts as the suite having run."""

    def test_a_part_is_saved_apart(self) -> None:
        def run(argv: list[str]) -> results.Result:
            return results.Result("kunit", [results.Case(" ".join(argv) or "all", results.PASS)])
        self.patch(core, BUILD=self.dir)
        self.patch(results, commit=lambda: "0123")
        self.enterContext(mock.patch.dict("sys.modules", {"suites.kunit": types.SimpleNamespace(run=run)}))
        table: list[tuple[list[str], str, str]] = [
            ([], "", "kunit"), (["--store"], "", "kunit"), (["one"], "", "kunit-part"),
            (["--store", "one"], "", "kunit-part"), ([], "FILTER", "kunit-part"), ([], "APPEND", "kunit-part")]
        for argv, name, saved in table:
            with self.subTest(argv=argv, name=name), mock.patch.dict(os.environ, {name: "x"} if name else {}):
                shutil.rmtree(self.dir / "results", ignore_errors=True)
                self.assertEqual(testing.run_suite("kunit", argv).suite, saved)
                self.assertEqual([path.name for path in (self.dir / "results/0123").iterdir()], [saved])


class Runs(Scratch):
    """lab test: names, and two runs of one suite."""

    def setUp(self) -> None:
        super().setUp()
        self.patch(core, BUILD=self.dir, LOG=self.dir / "log")
        self.patch(results, commit=lambda: "0123")
        self.ran: list[bool] = []
        self.enterContext(mock.patch.dict("sys.modules", {"suites.kunit": types.SimpleNamespace(run=self.run_suite)}))

    def alone(self) -> bool:
        """Whether another run of the suite would wait."""
        with (self.dir / "log/.kunit.lock").open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def run_suite(self, t: ktap.Suite) -> None:
        t.result("one", True)
        self.ran.append(self.alone())

    def test_one_run_at_a_time(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertTrue(testing.run_suite("kunit", []).ok)
        self.assertEqual((self.ran, self.alone()), ([True], False))

    def test_all_names_come_first(self) -> None:
        with self.assertRaisesRegex(core.UsageError, "there is no suite 'nope'"):
            testing.main(["kunit", "nope"])
        self.assertEqual(self.ran, [])

    def test_a_list_is_no_run(self) -> None:
        self.patch(bisect, log=lambda *_: ["mm: one", "mm: two"])
        self.patch(tree, ensure_tree=mock.DEFAULT, ends=lambda _: ("0123", "0124"))
        with contextlib.redirect_stdout(io.StringIO()) as said, self.assertRaises(SystemExit) as end:
            testing.main(["bisect", "--", "--list"])
        self.assertEqual((end.exception.code, said.getvalue()), (0, "   1 mm: one\n   2 mm: two\n"))
        self.assertEqual(list(self.dir.rglob("*")), [])


class Small(unittest.TestCase):
    def test_a_case_that_is_not_there(self) -> None:
        self.assertRaisesRegex(core.UsageError, "no case 'x': there is unchanged", tree_input.run, ["x"])


class Commit(Scratch):
    """What is tested is a commit of this repository, or more than that."""

    def test_work_of_a_person_counts(self) -> None:
        top, build, linux = self.dir / "top", self.dir / "build", self.dir / "build/linux"
        kernel = build / "kernel.git"
        self.patch(core, TOP=top)
        self.patch(tree, BUILD=build, KERNEL=kernel)
        self.enterContext(mock.patch.dict(os.environ))
        os.environ.pop("LINUX", None)
        for repo in (top, self.dir / "kernel"):
            scratch.commit(repo, file="one\n")

        def commit() -> str:
            results.commit.cache_clear()
            return results.commit()
        self.addCleanup(results.commit.cache_clear)
        tip = commit()
        self.assertTrue(re.fullmatch("[0-9a-f]{12}", tip) and results.clean())
        core.run(["git", "clone", "-q", "--bare", self.dir / "kernel", kernel])
        with contextlib.redirect_stderr(io.StringIO()):
            tree.bring(linux, git.commit_of(kernel, "HEAD"), "slab-alias")
        self.assertEqual(commit(), tip)

        def edit(path: Path, text: str) -> None:
            self.assertEqual(commit(), tip)
            path.write_text(text)
            self.assertEqual((commit(), results.clean()), (f"{tip}-dirty", False), path)
        for repo in (linux, top):
            edit(repo / "file", "two\n")
            (repo / "file").write_text("one\n")
            edit(repo / "new", "new\n")
            (repo / "new").unlink()
        edit(linux / "file", "two\n")
        scratch.commit(linux)
        self.assertEqual(commit(), f"{tip}-dirty")
        # Half made: the next suite makes it again.
        core.run(["git", "-C", linux, "update-ref", "refs/worktree/updating", "HEAD"])
        self.assertEqual(commit(), tip)
        with mock.patch.dict(os.environ, {"LINUX": "/x"}):
            self.assertEqual(commit(), f"{tip}-dirty")


class Page(unittest.TestCase):
    def test_each_suite_can_be_called(self) -> None:
        for name in testing.names():
            run = importlib.import_module(f"suites.{name}").run
            self.assertIn([*inspect.signature(run).parameters], (["t"], ["argv"]), name)

    def test_says_which_are_longer(self) -> None:
        rows = re.findall(r"(?m)^\| ([a-z_, ]+?) \| (.*)", (core.TOP / "docs/testing.md").read_text().split("## Planted")[0])
        said = {name: "(check-all" in text for names, text in rows for name in names.split(", ")}
        self.assertEqual({name: said.get(name) for name in testing.names()},
                         {name: name in check.LONGER for name in testing.names()})
