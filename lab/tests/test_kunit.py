# SPDX-License-Identifier: GPL-2.0
"""The suite kunit with bad input, and what it lends."""

import contextlib
import io

import core
import ktap
from scratch import Scratch
from suites import kunit


class Input(Scratch):
    def test_a_kernel_for_qemu(self) -> None:
        self.assertRaisesRegex(core.UsageError, "x86 is not for User-mode Linux", kunit.run, ["--variant", "x86"])

    def test_own_test(self) -> None:
        """A tool's test of itself passes with one report of it."""
        report, passes = "[  1.0] BUG: KASAN: x\n", "[    2.0]     ok 1 twice\n"
        with contextlib.redirect_stdout(io.StringIO()):
            for text, good in ((report + passes, 1), (report * 2 + passes, 0), (passes, 0),
                               (report + passes.replace("ok", "not ok"), 0)):
                t, log = ktap.Suite("kasan"), self.file("log", text)
                kunit.own_test(t, "KASAN", "twice", log)
                self.assertEqual((t.done.passed, t.done.logs), (good, [log]), text)
