# SPDX-License-Identifier: GPL-2.0
"""The table of machines: its rows, what is seen of a kernel, bad input."""

import contextlib
import io
import os
import shlex
from unittest import mock

import core
import results
import sid
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
