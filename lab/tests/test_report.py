# SPDX-License-Identifier: GPL-2.0
"""Blocks of pages: what is rendered, and bad input."""

import contextlib
import io

import bench
import check
import core
import report
from scratch import Scratch

PAGE = "# Page\n<!-- report: costs -->\nold\n<!-- end -->\nafter\n"
COUNTS = """# SPDX-License-Identifier: GPL-2.0
micro\town pair\tinstructions\tours\t164.002
micro\town pair\tinstructions\tpinned\t163
size\tstruct-kmem_cache-shift-10\tbytes\tpinned\t16592
"""


class Report(Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.page, self.counts = self.file("page.md", PAGE), self.file("counts", COUNTS)
        self.minutes = self.file("minutes.toml", '["make demo"]\nbuilt = "25 s"\n')
        self.patch(report, PAGES=(self.page,), MINUTES=self.minutes)
        self.patch(bench, COUNTS=self.counts)

    def lab(self, *argv: str) -> int:
        with contextlib.redirect_stderr(io.StringIO()):
            return report.main(list(argv))

    def refused(self, want: str) -> None:
        with self.assertRaises(core.LabError) as error:
            report.main(["--docs"])
        self.assertIn(want, str(error.exception))

    def test_written_and_current(self) -> None:
        self.assertEqual(self.lab(), 1)
        self.assertEqual(self.page.read_text(), PAGE)
        self.assertEqual(self.lab("--docs"), 0)
        self.assertEqual(self.lab(), 0)
        text = self.page.read_text()
        self.assertIn("| allocation and free, a cache of its own, instructions | 163 | 164 | 1.006 |\n", text)
        self.assertTrue(text.startswith("# Page\n") and text.endswith("\nafter\n") and "old" not in text)
        self.counts.write_text(COUNTS.replace("164", "165"))
        self.assertEqual(self.lab(), 1)

    def test_not_measured(self) -> None:
        self.page.write_text(PAGE.replace("costs", "minutes"))
        self.lab("--docs")
        self.assertIn("| `make demo` | not measured | not measured | 25 s | not measured |\n", self.page.read_text())

    def test_claims_are_not_stronger_than_their_tests(self) -> None:
        page = self.file("README.md", "| a `W=1` | `make one`, `make two X='a'`, so |\n"
                         "| b | `make two` (not run whole yet) |\n| `make one` |\n")
        self.patch(report, PAGES=(page,))
        self.patch(check, UNPROVEN=["one"])
        self.assertEqual((self.lab("--docs"), self.lab()), (0, 0))
        self.assertEqual(page.read_text(), "| a `W=1` | `make one` (not run whole yet), `make two X='a'`, so |\n"
                         "| b | `make two` |\n| `make one` |\n")

    def test_bad_input(self) -> None:
        self.page.write_text(PAGE.replace("costs", "weather"))
        self.refused("no block 'weather'")
        self.page.write_text(PAGE.replace("<!-- end -->\n", ""))
        self.refused("no beginning or no end")
        self.counts.write_text("micro\tx\n")
        self.refused("counts:1 is not")
        self.counts.write_text(COUNTS)
        self.minutes.write_text('["make demo"]\ndays = "1"\n')
        self.refused("unknown key 'days'")
