# SPDX-License-Identifier: GPL-2.0
"""Blocks of pages: what is rendered, and bad input."""

import contextlib
import io

import bench
import bench_results
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

    def store(self, *rows: tuple[object, ...]) -> None:
        """Counts beside those of COUNTS."""
        self.counts.write_text(COUNTS + "".join("\t".join(map(str, row)) + "\n" for row in rows))

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

    def test_each_cost_is_counted(self) -> None:
        self.patch(bench, COUNTS=core.LAB / "suites/bench_check.counts")
        rows, known = report.stored(), {"image - init", "image\\+Slab"}
        for title, figure, what, unit in core.rows(report.COSTS, str, str, str, str):
            # Those two are sums with what older counts lack.
            if what not in known or any(row.what == "image-init" for row in rows):
                self.assertTrue(bench_results.pairs(rows, figure, what, unit), title)

    def test_where_it_does_not_pay_comes_first(self) -> None:
        self.store(*(("micro", what, "instructions", kernel, value) for what, kernel, value in (
            ("module-static-alias pair", "pinned", 164), ("module-static-alias pair", "ours", 165),
            ("alias pair", "pinned", 164), ("alias pair", "ours", 328))))
        table = report.costs(report.stored()).splitlines()
        self.assertRegex(table[2], r"^\| a static alias of a module .* \| 1\.006 \|$")
        self.assertRegex(table[3], r"^\| allocation and free, an alias, .* \| 2\.000 \|$")

    def test_memory(self) -> None:
        sums = [("memory", "image+Slab", "bytes", kernel, 9000) for kernel in ("ours", "pinned")]
        image = [(figure, what, "bytes", kernel, value) for figure, what, kernel, value in (
            ("size", "image-init", "ours", 10), ("size", "image-init", "pinned", 20),
            ("memory", "image - init", "ours", 5050), ("memory", "image - init", "pinned", 5000))]
        self.store(*sums)
        rows = report.stored()
        self.assertNotIn("image+Slab", [row.what for row in rows])
        self.assertEqual(report.kept(rows), "What of the image boot frees is not among the stored counts.\n")
        self.assertNotIn("Slab", report.costs(rows))
        self.store(*sums, *image)
        rows = report.stored()
        self.assertEqual(report.kept(rows), "The kernel image that stays after boot is 50 bytes larger than on the "
                         "pinned kernel (1.0100).\nWith `Slab` it is as large as on the pinned kernel (1.0000).\n")
        self.assertIn("| image that stays and Slab after boot, bytes | 9,000 | 9,000 | 1.000 |\n", report.costs(rows))

    def test_whole_tree_without_what_boot_frees(self) -> None:
        self.store(*((*key, kernel, value) for kernel, value in (("pinned", 9), ("ours", 8), ("converted", 7))
                     for key in (("work", "open", "loads"), ("size", "image", "bytes"))))
        self.assertRegex(report.converted(report.stored()), r"1 of 1 .*\n.* alone\.\nThe image has 1 bytes less\.\n\n")

    def test_two_boots_in_pairs(self) -> None:
        self.assertEqual(report.in_pairs([]), "They have not been counted in two boots.\n")
        table: dict[tuple[str, str], tuple[float, ...]] = {
            ("open", "loads"): (1000, 999, 1002, 1000.5), ("open", "instructions"): (3000, 3001, 3000, 2999),
            ("stat", "loads"): (100, 100, 100, 99), ("stat", "instructions"): (300, 299, 301, 300)}
        self.store(*(("work", *key, kernel, value) for key, values in table.items()
                     for kernel, value in zip(("pinned", "ours", "pinned-again", "ours-again"), values)))
        text = report.in_pairs(report.stored())
        self.assertIn("at most 1 % of the loads.", text)
        self.assertIn("in both, 1 of 2 system calls make fewer loads,\n1 take fewer instructions.\n", text)
        self.assertIn("| open | -1.00 | -1.50 | 1.00 | -1.00 |\n| stat | 0.00 | -1.00 | -1.00 | -1.00 |\n", text)

    def test_times_above_1(self) -> None:
        self.patch(bench, TIMES=self.file("bench.seen", "own pair\t1.02\t1.006\t1.03\na\t1.02\t1.004\t1.03\n"
                                          "x (y)\t1.5\t1.01\t1.6\nz\t0.9\t0.8\t0.99\n"))
        self.assertEqual(report.slower(report.stored()),
                         "Slower, with both quartiles above 1: 2 of 4 rows; counted is ours - pinned.\n\n"
                         "* `x (y)` 1.50 (1.01 to 1.60)\n* `own pair` 1.02 (1.01 to 1.03; counted: 1 instructions)\n\n"
                         "Faster, with both below 1: 1.\n")
        bench.TIMES.write_text("")
        self.assertEqual(report.slower([]), "Slower, with both quartiles above 1: 0 of 0 rows.\n\n"
                                            "Faster, with both below 1: 0.\n")

    def test_call_sites_stand_side_by_side(self) -> None:
        seen = self.file("objcode.seen", "kfree\t84\t84\t-\t-\nf()\t2\t1\tmov a,%rdi; jmp f\tjmp f\n")
        self.patch(report, FAST=seen)
        self.assertEqual(report.fast(), [["kfree", "84", "84"]])
        self.assertEqual(report.sites(), "| f(), pinned | ours |\n|---|---|\n| `mov a,%rdi` | `jmp f` |\n"
                                         "| `jmp f` |  |\n")

    def test_what_the_allocator_grew_by(self) -> None:
        first, second, third = report.GROWTH
        for number, (subject, name, lines) in enumerate((
                (first, "mm/slub.c", "-a\n-b\n+c\n"), ("another", "mm/slub.c", "+a\n+b\n"),
                (second, "mm/slab_common.c", "+a\n"), (third, "mm/slab.h", "+a\n")), 1):
            old, new = (sum(line[0] != sign for line in lines.splitlines()) for sign in "+-")
            self.file(f"patches/{number:04}-p{number}.patch", f"From: a\nSubject: [PATCH] {subject}\n\n---\n"
                      f"diff --git a/{name} b/{name}\n--- a/{name}\n+++ b/{name}\n@@ -1,{old} +1,{new} @@\n{lines}")
        self.assertRegex(report.grown(self.dir), r"^Patches 1, 3 and 4 .* add 2 lines to\n.* and remove 2: \+0\.\n$")
        (self.dir / "patches/0003-p3.patch").unlink()
        self.assertRaisesRegex(core.LabError, f"patches/ has no '{second}'", report.grown, self.dir)

    def test_not_measured(self) -> None:
        self.page.write_text(PAGE.replace("costs", "minutes"))
        self.lab("--docs")
        self.assertIn("| `make demo` | not measured | not measured | 25 s | not measured | not measured |\n", self.page.read_text())

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
