# SPDX-License-Identifier: GPL-2.0
"""The suite kunit with bad input, and what it lends."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import core
import ktap
from suites import kunit


class Input(unittest.TestCase):
    def test_a_kernel_for_qemu(self) -> None:
        self.assertRaisesRegex(core.UsageError, "x86 is not for User-mode Linux", kunit.run, ["--variant", "x86"])

    def test_own_test(self) -> None:
        """A tool's test of itself passes with one report of it."""
        report, passes = "[  1.0] BUG: KASAN: x\n", "[    2.0]     ok 1 twice\n"
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            for text, good in ((report + passes, 1), (report * 2 + passes, 0), (passes, 0),
                               (report + passes.replace("ok", "not ok"), 0)):
                t, log = ktap.Suite("kasan"), Path(folder) / "log"
                log.write_text(text)
                kunit.own_test(t, "KASAN", "twice", log)
                self.assertEqual((t.done.passed, t.done.logs), (good, [log]), text)
