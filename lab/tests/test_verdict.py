# SPDX-License-Identifier: GPL-2.0
"""The judge on golden logs, on logs cut short, and on the kernel's own KTAP."""

import re
from pathlib import Path

import core
import results
import splats
import verdict
from scratch import Scratch

GOLDEN = Path(__file__).with_name("golden")


def expected() -> list[tuple[str, int, str]]:
    """What golden/expected says: name, number of reasons, what one of them matches."""
    rows = [line.split(None, 2) for line in (GOLDEN / "expected").read_text().splitlines()
            if line and not line.startswith("#")]
    return [(row[0], int(row[1]), row[2] if len(row) > 2 else "") for row in rows]


class Golden(Scratch):
    def judge(self, text: str, docs: int | None = None) -> results.Result:
        return verdict.judge(self.file("cut.log", text), docs=docs)

    def test_golden_logs(self) -> None:
        for name, number, match in expected():
            with self.subTest(name):
                done = verdict.judge(GOLDEN / f"{name}.log")
                failed = [case for case in done.cases if case.status == results.FAIL]
                said = "\n".join(f"{case.reason.splitlines()[-1]}: {case.name}" for case in failed)
                self.assertEqual(len(failed), number, said)
                self.assertTrue(re.search(match, said), said)
                self.assertNotEqual(done.ok, bool(number))

    def test_every_golden_log_is_listed(self) -> None:
        self.assertEqual({path.stem for path in GOLDEN.glob("*.log")}, {name for name, _, _ in expected()})

    def test_every_splat_has_a_golden_log(self) -> None:
        everything = [line for path in GOLDEN.glob("*.log") for line in path.read_text().splitlines()]
        for pattern in splats.SOFT | splats.HARD:
            self.assertTrue(any(re.search(pattern, line) for line in everything), pattern)

    def test_a_log_without_tests(self) -> None:
        self.assertFalse(verdict.judge(GOLDEN / "no-ktap.log", plan=False).failed)

    def test_a_log_that_is_not_there(self) -> None:
        with self.assertRaisesRegex(core.LabError, "run the kernel first"):
            verdict.judge(GOLDEN / "none.log")

    def test_the_kernels_parser_finds_the_cases(self) -> None:
        done = verdict.judge(GOLDEN / "good.log")
        self.assertIn(results.Case("slab_alias.destroy_order.ACB", results.PASS), done.cases)
        self.assertIn(("slab_alias.destroy_order.BAC", "needs two nodes"),
                      [(case.name, case.reason) for case in done.cases if case.status == results.SKIP])

    def test_the_kernels_parser_says_something_else(self) -> None:
        found, bad = verdict.cases(verdict.read(GOLDEN / "good.log"))
        self.assertFalse(bad)
        for said, reason in (((found, ["slab_alias: crashed"]), "the kernel's parser says: slab_alias: crashed"),
                             ((found[1:], []), "the kernel's parser counts 3 passed and 1 skipped, our rules 4 and 1")):
            self.patch(verdict, cases=lambda _, said=said: said)
            done = verdict.judge(GOLDEN / "good.log")
            self.assertEqual([case.name for case in done.cases if case.status == results.FAIL], [reason])

    def test_ktap_cut_at_any_line_is_a_failure(self) -> None:
        for name, docs in (("good", 1), ("good-modules", 3), ("expected-matched", 1)):
            lines = (GOLDEN / f"{name}.log").read_text().splitlines(keepends=True)
            ktap = [n for n, line in enumerate(lines) if re.search(r"\] +(KTAP|1\.\.|(not )?ok|# Subtest)", line)]
            end = lines[ktap[-1] + 1:]
            self.assertFalse(self.judge("".join(lines), docs).failed)
            for cut in ktap:
                with self.subTest(name, cut=cut):
                    self.assertTrue(self.judge("".join(lines[:cut] + end), docs).failed)
                with self.subTest(name, cut=cut, end=False):
                    self.assertTrue(self.judge("".join(lines[:cut]), docs).failed)

    def test_a_mute_machine_that_ended(self) -> None:
        for name, failed in (("truncated-end", 0), ("truncated-case", 2), ("truncated-suite", 1)):
            done = verdict.judge(GOLDEN / f"{name}.log", ended=True)
            self.assertEqual(done.failed, failed, (name, done.cases))

    def test_a_line_cut_off_is_a_failure(self) -> None:
        text = (GOLDEN / "expected-matched.log").read_text()
        at = text.index("splat expected: ") + len("splat expected: ")
        for cut in (at + 3, text.index("ok 1 create") + 5):
            self.assertTrue(self.judge(text[:cut]).failed)
        self.assertTrue(self.judge(f"{text[:at]}a(b\n").failed)

    def test_a_result_lost_at_any_line_is_a_failure(self) -> None:
        lines = (GOLDEN / "good.log").read_text().splitlines(keepends=True)
        for n, line in enumerate(lines):
            if re.search(r"\] +(1\.\.|ok)", line):
                done = self.judge("".join(lines[:n] + lines[n + 1:]))
                # Parameters have no plan: nobody can know of one at the end.
                self.assertTrue(done.failed or "ok 3 BAC" in line, line)

    def test_a_result_past_the_plan_is_a_failure(self) -> None:
        lines = (GOLDEN / "good.log").read_text().splitlines(keepends=True)
        at = max(n for n, line in enumerate(lines) if re.search(r"\] ok 1", line))
        more = [lines[at].replace("ok 1", "ok 2")]
        self.assertTrue(self.judge("".join(lines[:at + 1] + more + lines[at + 1:])).failed)
