# SPDX-License-Identifier: GPL-2.0
"""What the suite static makes of messages."""

import contextlib
import io
import unittest

import ktap
import sparse
from suites import static


class Compared(unittest.TestCase):
    def test_an_old_sparse_proves_nothing(self) -> None:
        table: list[tuple[str, list[str], str]] = [
            ("/cache/sparse", [], "pass"), ("/cache/sparse", ["mm/x.c: warning: y"], "fail"),
            (sparse.FALLBACK, [], "skip"), (sparse.FALLBACK, ["mm/x.c: warning: y"], "fail")]
        for check, new, status in table:
            with contextlib.redirect_stdout(io.StringIO()), ktap.Suite("static") as t:
                static.compared(t, 3, new, check)
            self.assertEqual([case.status for case in t.done.cases], [status], (check, new))
            self.assertTrue(status == "pass" or t.done.cases[0].reason)
