# SPDX-License-Identifier: GPL-2.0
"""What the pattern of the LAVA jobs finds in golden logs, and our reader of LAVA's logs."""

import contextlib
import io
import json
import re
import unittest
from pathlib import Path
from unittest import mock

import boot
import core
import ktap
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
    replayed-other suite-twice expected-unmatched expected-other expected-twice expected-open allowed-open allowed-other allowed-warning
    expected-trace splat-call-trace splat-duplicate splat-integrity splat-kmemleak splat-kobject splat-objects
    splat-remaining splat-segfault splat-slub-count""".split())


def reported(text: str, by_line: bool = False) -> list[tuple[str, str]]:
    """Each result and name, as the monitor of LAVA finds them; without an end one more.

    The console comes at once, or a line after the other: LAVA looks whenever something comes, at
    no more than 4000 characters.
    """
    words, fixup, last = lava_run.monitor()
    pattern, end = re.compile(words, re.S), re.compile(last, re.S)
    found = list[tuple[str, str]]()
    text, rest = text[max(0, text.find("Linux version")):], ""
    for piece in text.splitlines(keepends=True) if by_line else [text]:
        rest += piece
        while match := pattern.search(rest):
            # What comes first counts.
            if end.search(rest[:match.start()]):
                return found
            found.append((fixup[match["result"]], match["test_case_id"].strip()))
            rest = rest[match.end():]
        if end.search(rest):
            return found
        rest = rest[-4000:]
    return [*found, ("fail", "no end")]


class Pattern(unittest.TestCase):
    def test_golden(self) -> None:
        forgiven = set()
        for name, reasons, _ in expected():
            text = (GOLDEN / f"{name}.log").read_text(errors="replace")
            found = reported(text)
            self.assertEqual(reported(text, by_line=True), found, name)
            fails = [case for result, case in found if result == "fail"]
            if reasons and not fails:
                forgiven.add(name)
            if not reasons:
                self.assertFalse(fails, name)
        self.assertEqual(forgiven, FORGIVEN)

    def test_both_jobs_read_alike(self) -> None:
        texts = [(lava_run.TEMPLATES / name).read_text().partition("# The same in each job")[2]
                 for name in ("qemu.yaml", "board.yaml")]
        self.assertEqual(*texts)
        self.assertIn("pattern:", texts[0])

    def test_what_an_announcement_does_not_hide(self) -> None:
        """One line after it or seven, at once or line by line."""
        for line, name in (("    not ok 2 two", "two"), ("    # one: EXPECTATION FAILED at x.c:1", "# one: EXPECTATION FAILED at x.c:1"),
                           *((line, line) for line in ("Kernel panic - not syncing: x", "Oops: 0000 [#1]", "UBSAN: x"))):
            for between in (0, 7):
                text = "Linux version\n    # one: splat expected: BUG: x\n" + "x\n" * between + f"{line}\nreboot: Power down\n"
                for by_line in (False, True):
                    self.assertEqual(reported(text, by_line), [("fail", name)], line)

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

    def test_damaged(self) -> None:
        start = '- {"dt": "2026", "lvl": "target", "msg": "'
        for text, want in ((r'C:\Users\x"}', r"C:\Users\x"), (r'\uD800"}', "?"), (r'\UFFFFFFFF"}', "\ufffd"), (r'\xZZ"}', r"\xZZ"),
                           (r"WARNING: a\x4", start[2:] + r"WARNING: a\x4")):
            console = lava_run.console(self.file("output.yaml", f"{start}{text}\n"), self.dir / "console")
            self.assertEqual(console.read_text(), f"{want}\n")

    def test_the_verdict_leaves_nothing_beside_the_log(self) -> None:
        theirs = self.file("log.console", "a person's\n")
        self.patch(core, BUILD=self.dir / "build")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(verdict.main([str(self.file("log.yaml", self.LOG))]), 1)
        self.assertIn("truncated: the kernel never said", said.getvalue())
        self.assertEqual(theirs.read_text(), "a person's\n")
        self.assertEqual(sorted(path.name for path in self.dir.iterdir()), ["build", "log.console", "log.yaml"])

    def test_a_log_far_above(self) -> None:
        """The console stays below build/, however the log is named."""
        self.patch(core, BUILD=self.dir / "build")
        log = self.file("log.yaml", self.LOG)
        with contextlib.redirect_stdout(io.StringIO()):
            verdict.main(["../" * 40 + str(log).lstrip("/")])
        self.assertTrue((self.dir / f"build/verdict/{log.resolve()}.console".replace("//", "/")).is_file())

    def test_what_a_job_is_given(self) -> None:
        job = lava_run.job("qemu.yaml", self.dir / "job", ARGUMENTS="it's # x", KERNEL=lava_run.url(Path("/a-b/c_1.x")))
        self.assertIn(""" no_timer_check it''s # x"'\n""", job.read_text())
        self.assertIn("        url: file:///a-b/c_1.x\n        # no_timer", job.read_text())
        for path in ("/a b/x", "/a#b", "/\xe4"):
            self.assertRaisesRegex(core.LabError, f"LAVA cannot read {path}", lava.run, ["--kernel", path])

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

    def log(self, console: str, shown: str = "") -> Path:
        """The log of a run whose console it was, with the results of one that may be another."""
        lines: list[dict[str, object]] = [{"lvl": "target", "msg": line} for line in console.splitlines()]
        rows: list[dict[str, object]] = [
            {"lvl": "results", "msg": {"case": "x", "definition": "kunit", "result": result, "extra": {"test_case_id": name}}}
            for result, name in reported(shown or console) if name != "no end"]
        return self.file("log.yaml", "".join(f"- {json.dumps({'dt': '2026'} | row)}\n" for row in [*lines, *rows]))

    def test_compare(self) -> None:
        good = (GOLDEN / "good.log").read_text()
        warn = good.replace("    ok 3 sizes", "WARNING: x\n[    0.060000]     ok 3 sizes")
        for console, shown, bad in (
                (good, good, ""), (warn, warn, ""), (warn, good, "LAVA has each report"), (good, warn, "the verdict has each"),
                (good, good.replace("ok 3 sizes", "not ok 3 sizes"), "LAVA and the verdict agree on 4"),
                (good, good.replace("    ok 3 sizes", "").replace("1..3", "1..2"), "LAVA and the verdict agree on 4"),
                ("Linux version\n", "Linux version\n", "LAVA and the verdict agree on 0")):
            with contextlib.redirect_stdout(io.StringIO()):
                t = ktap.Suite("lava")
                _, _, judged = lava.compare(t, "x", self.log(console, shown), docs=1)
            failed = [case.name for case in t.done.cases if case.status == results.FAIL]
            self.assertEqual(len(failed), bool(bad), failed)
            self.assertIn(bad, "".join(failed))
            self.assertEqual(judged.ok, console == good)

    def test_documents(self) -> None:
        for docs, good in ((3, True), (4, False)):
            with contextlib.redirect_stdout(io.StringIO()):
                _, _, judged = lava.compare(ktap.Suite("lava"), "x", self.log((GOLDEN / "good-modules.log").read_text()), docs)
            self.assertEqual(judged.ok, good)

    def test_planted(self) -> None:
        """A fault of the plant that is not seen fails."""
        plant = (lava_run.TEMPLATES / "plant").read_text().partition("<<'END'\n")[2].partition("END\n")[0]
        plant = f"Linux version\n{plant}Kernel panic - not syncing: x\n"
        for old, new, number in (("", "", 0), ("    not ok 4 fails", "    ok 4 fails", 1), ("ok 1 passes", "ok 1 others", 1),
                                 ("WARNING: planted by nobody\n", "", 1)):
            self.patch(boot, initrd=lambda *_: Path("/x"))
            self.patch(lava_run, WORK=self.dir, run=lambda *_: (1, self.log(plant.replace(old, new))))
            with contextlib.redirect_stdout(io.StringIO()) as said:
                lava.planted(ktap.Suite("lava"), Path("/x"))
            self.assertEqual(len(re.findall("(?m)^not ok", said.getvalue())), number, said.getvalue())

    def test_suites(self) -> None:
        rows = [lava_run.Row("kunit", case, result) for case, result in (
            ("one", "pass"), ("# one: splat end", "pass"), ("WARNING: y", "pass"), ("WARNING: x", "fail"), ("first", "pass"),
            ("one", "fail"), ("second", "fail"), ("late", "pass"))]
        said, reports = lava.of_lava(rows, ["first", "second", "third"])
        self.assertEqual(said, {"first.one": "pass", "first": "pass", "second.one": "fail", "second": "fail",
                                "third.late": "pass"})
        self.assertEqual(reports, ["WARNING: x"])
