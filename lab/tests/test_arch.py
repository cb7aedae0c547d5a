# SPDX-License-Identifier: GPL-2.0
"""The table of machines: its rows, what is seen of a kernel, bad input."""

import contextlib
import io
import os
import shlex
from pathlib import Path
from typing import Any
from unittest import mock

import build
import core
import deps
import results
import sid
import tree
import verdict
from scratch import Scratch
from suites import arch


class Arch(Scratch):
    def test_a_row_with_an_unknown_key(self) -> None:
        self.patch(arch, TABLE=self.file("table", 'x = { qemu = "x", qeum = "y" }\n[cannot]\n'))
        with self.assertRaisesRegex(core.LabError, "qeum"):
            arch.table()

    def test_packages(self) -> None:
        self.assertEqual(arch.Row("arm", triple="x").packages, {"qemu-system-arm": "", "gcc-x": "x-gcc"})
        self.assertEqual(arch.Row("arm", debian="sid", triple="x").packages, {"gcc-x": "x-gcc"})

    def test_programs_of_another_debian(self) -> None:
        root = self.dir / "a root"
        self.file("a root/usr/bin/qemu-system-aarch64")
        self.patch(sid, unpack=lambda *_: root)
        self.patch(core, BUILD=self.dir)
        program = sid.qemu("sid", "arm") / "qemu-system-aarch64"
        self.assertTrue(os.access(program, os.X_OK))
        words = shlex.split(program.read_text().splitlines()[1])
        self.assertEqual([words[0], *words[4:], words[1]], [
            "exec", str(root / "usr/bin/qemu-system-aarch64"), "-L", str(root / "usr/share/qemu"), "-L",
            str(root / "usr/share/seabios"), "$@", str(root / "lib64/ld-linux-x86-64.so.2")])

    def test_facts(self) -> None:
        self.file(".config", "CONFIG_PAGE_SHIFT=16\n")
        log = self.file("log", "[ 1.0] slab_kmalloc: the smallest object has 128 bytes; 3 of 33\n")
        for ident, want in ((b"\x7fELF\2\2", ["64", "big", "64", "128"]), (b"\x7fELF\1\1", ["32", "little", "64", "128"])):
            (self.dir / "vmlinux").write_bytes(ident)
            self.assertEqual(arch.facts(self.dir, log), want)

    def test_all_boots_have_to_pass_for_what_is_stored(self) -> None:
        good, bad = (results.Result("arm64", [results.Case("one", status)]) for status in (results.PASS, results.FAIL))
        facts = ["64", "little", "4", "8"]
        self.patch(arch, SEEN=self.dir / "seen")
        for second, stored in ((bad, {}), (good, {"arm64": [*facts, "1", "0"]})):
            with contextlib.redirect_stdout(io.StringIO()), \
                    mock.patch.object(arch, "boots", return_value=[(good, facts), (second, facts)]):
                arch.run(["--store", "arm64"])
                self.assertEqual(arch.seen(), stored)

    def test_every_row_has_a_line_of_the_page(self) -> None:
        rows, cannot = arch.table()
        self.patch(arch, SEEN=self.file("seen", "# x\nmips\t32\tbig\t4\t128\t900\t3\n"))
        text = arch.page()
        self.assertIn("| mips | 32 | big | 4 | 128 | 900 | 3 |\n", text)
        for name in [*rows, *cannot]:
            self.assertIn(f"\n| {name} | ", text)

    def test_fewer_cases_than_stored(self) -> None:
        self.patch(arch, SEEN=self.file("seen", "mips\t32\tbig\t4\t128\t2\t1\n"))
        for number, status, failed in ((2, results.PASS, 1), (3, results.PASS, 0), (2, results.FAIL, 2)):
            result = results.Result("mips", [results.Case("one", status)] * number)
            arch.compare("mips", result)
            arch.compare("arm", result)
            self.assertEqual(result.failed, failed)

    def test_a_machine_that_cannot_be_run(self) -> None:
        for name, said in (("alpha", "alpha cannot be run: arch/alpha/mm"), ("alfa", "there is no machine 'alfa'")):
            self.assertRaisesRegex(core.UsageError, said, arch.run, [name])

    def test_a_part_is_not_stored(self) -> None:
        for name in ("FILTER", "APPEND"):
            with mock.patch.dict(os.environ, FILTER="", APPEND=""), mock.patch.dict(os.environ, {name: "x"}), \
                    self.assertRaisesRegex(core.UsageError, f"leave out {name}="):
                arch.run(["--store", "arm64"])

    def test_the_suite_of_a_detector_of_itself(self) -> None:
        """Its reports are no failure; without them, without a case or without an end it is one."""
        report, end = "BUG: KASAN: use-after-free in x\n", "reboot: System halted\n"
        one = "KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: kasan\n    1..1\n{}    {} 1 kmalloc_oob\n{} 1 kasan\n"
        for text, failed in ((one.format(report, "ok", "ok") + end, 0), (one.format("", "ok", "ok") + end, 1),
                             (one.format(report, "ok", "ok"), 1), (one.format(report, "not ok", "not ok") + end, 1),
                             (report + end, 1)):
            result = arch.judge_own(self.file("console", text), "x", [])
            self.assertEqual(bool(result.failed), failed == 1, text)
        two = ("KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: kasan\n    1..2\n" + report +
               "    {} 1 one\n    {} 2 two\nnot ok 1 kasan\n" + end)
        rows: list[tuple[tuple[str, str], list[str], int]] = [
            (("ok", "not ok"), ["two"], 0), (("ok", "not ok"), [], 1), (("not ok", "not ok"), ["two"], 1),
            (("ok", "not ok"), ["two", "one"], 1), (("ok", "ok"), [], 1)]
        for words, but, failed in rows:
            result = arch.judge_own(self.file("console", two.format(*words)), "x", but)
            self.assertEqual(bool(result.failed), failed == 1, (words, but, result.cases))

    def test_ended(self) -> None:
        mute = arch.Row("x", mute=True)
        for row, said, want in ((mute, "Elapsed time: 5.01s", True), (mute, f"Elapsed time: {arch.BOUND}.1s", False),
                                (mute, "", False), (arch.Row("x"), "Elapsed time: 5.01s", False)):
            self.assertEqual(arch.ended(row, said), want, (row.mute, said))

    def test_an_error_of_one_machine(self) -> None:
        """The others run, and it is a failed case."""
        self.patch(arch, SEEN=self.dir / "seen")
        good = results.Result("arm", [results.Case("one", results.PASS)])
        for error in (core.LabError("it broke"), OSError("it broke"), UnicodeDecodeError("utf-8", b"", 0, 1, "it broke")):
            with contextlib.redirect_stdout(io.StringIO()) as said, \
                    mock.patch.object(arch, "boots", side_effect=[error, [(good, ["32", "little", "4", "8"])]]):
                done = arch.run(["arm64", "arm"])
            self.assertEqual((done.passed, done.failed), (1, 1))
            self.assertRegex(said.getvalue(), "(?s)it broke.*1 passed, 1 failed\n$")


class Boots(Scratch):
    """Boots with a kunit.py that does nothing but write."""

    def setUp(self) -> None:
        super().setUp()
        self.log: str | None = "new"
        self.cases = ["slab_alias.one", "slub_test.two"]
        self.calls = list[list[str]]()
        self.patch(build, BUILD=self.dir, environment=lambda: {})
        self.patch(build.Kernel, warnings=lambda *_: [])
        self.patch(core, BUILD=self.dir, LOG=self.dir / "log", run=self.run_kunit)
        self.patch(deps, install=lambda *_: None, absent=lambda _: [])
        self.patch(tree, ensure_tree=lambda _: self.dir / "source")
        self.patch(arch, facts=lambda *_: [])
        self.patch(verdict, judge=self.judge)
        for name, text in (("slab_alias_kunit", "slab_alias"), ("slub_kunit", "slub_test")):
            self.file(f"source/lib/tests/{name}.c", f'static struct kunit_suite x = {{\n\t.name = "{text}",\n')
        self.enterContext(mock.patch.dict(os.environ, FILTER="", APPEND=""))
        self.enterContext(contextlib.redirect_stderr(io.StringIO()))

    def run_kunit(self, cmd: list[str], log: Path, **_: Any) -> None:
        self.calls.append(cmd)
        log.parent.mkdir(exist_ok=True)
        log.write_text("it says why")
        if cmd[1] == "exec" and self.log is not None:
            self.file("out/arch-x/test.log", self.log)

    def judge(self, console: Path, suite: str, **_: Any) -> results.Result:
        self.assertEqual(console.read_text(), self.log)
        cases = [name for name in self.cases if suite == "x" or "slub" not in name]
        return results.Result(suite, [results.Case(name, results.PASS) for name in cases])

    def failed(self, row: arch.Row = arch.Row("x", arch="x"), keep: bool = False) -> list[str]:
        return [case.name for result, _ in arch.boots("x", row, keep) for case in result.cases if case.status == results.FAIL]

    def test_each_command_line(self) -> None:
        self.enterContext(mock.patch.dict(os.environ, APPEND="mine=1"))
        self.assertEqual(self.failed(arch.Row("x", arch="x", args="all=1", boots=["a=1", "b=1"])), [])
        said = [(cmd[-2].split(" ", 1)[1].split(), cmd[-1]) for cmd in self.calls if cmd[1] == "exec"]
        self.assertEqual(said, [(["all=1", "mine=1"], "sl[au]b_*"), (["all=1", "a=1", "mine=1"], "slab_[ak]*"),
                                (["all=1", "b=1", "mine=1"], "slab_[ak]*")])

    def test_no_log(self) -> None:
        """One of an earlier boot does not count."""
        self.file("out/arch-x/test.log", "old")
        self.log = None
        with self.assertRaisesRegex(core.LabError, "x did not boot: it says why"):
            self.failed()

    def test_suites(self) -> None:
        self.cases.pop()
        self.assertEqual(self.failed(), ["not the suites that are to run: slub_test"])
        self.enterContext(mock.patch.dict(os.environ, FILTER="slab_alias.o*"))
        self.assertEqual(self.failed(), [])

    def test_kernels_are_kept_if_asked(self) -> None:
        for keep in (True, False):
            self.failed(keep=keep)
            self.assertEqual((self.dir / "out/arch-x").exists(), keep)
