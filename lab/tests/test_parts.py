# SPDX-License-Identifier: GPL-2.0
"""Which patch is in which series, and what a series changes."""

import core
import mail
import parts
import report
from scratch import Scratch

TOML = "".join(f'[[series]]\nfolder = "{number}-{name}"\ncover = "cover-{number}.txt"\nlast = "{last}"\n'
               for number, name, last in ((1, "one", "mm: second"), (2, "two", "mm: third")))
MAIL = """From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
From: A <a@example.org>
Date: Fri, 27 Nov 2026 11:00:00 +0000
Subject: [PATCH] {subject}

-- as text, and
+ that is no change.
---
 mm/a.c | 3 ++-

diff --git a/mm/a.c b/mm/a.c
--- a/mm/a.c
+++ b/mm/a.c
@@ -1,2 +1,3 @@
 context
-old
+new
+++newer
diff --git a/lib/tests/t.c b/lib/tests/t.c
new file mode 100644
--- /dev/null
+++ b/lib/tests/t.c
@@ -0,0 +1,4 @@
+1
+2
+3
+4
diff --git a/kernel/k.c b/kernel/k.c
--- a/kernel/k.c
+++ b/kernel/k.c
@@ -1,1 +1,1 @@
-x
+y
"""


class Parts(Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.patches = self.file("patches/series.toml", TOML).parent
        for number, subject in enumerate(("mm: first", "mm: second", "mm: third", "fs: a subject that git\n folds"), 1):
            self.file(f"patches/{number:04}-p{number}.patch", MAIL.format(subject=subject))

    def refused(self, want: str, subjects: list[str]) -> None:
        with self.assertRaises(core.LabError) as error:
            parts.split(subjects, self.dir)
        self.assertIn(want, str(error.exception))

    def test_split(self) -> None:
        found = parts.split(["mm: first", "mm: second", "mm: third", "fs: x", "fs: y"], self.dir)
        self.assertEqual([(part.folder, part.first, part.count, part.cover) for part in found],
                         [("1-one", 0, 2, "cover-1.txt"), ("2-two", 2, 1, "cover-2.txt"), ("apart", 3, 2, "")])
        self.assertEqual([part.folder for part in parts.split(["mm: second", "mm: third"], self.dir)],
                         ["1-one", "2-two"])

    def test_bad_order(self) -> None:
        self.refused("is the subject of 0 patches", ["mm: first", "mm: third"])
        self.refused("is the subject of 2 patches", ["mm: second", "mm: second", "mm: third"])
        self.refused("2-two ends with", ["mm: third", "mm: second"])

    def test_bad_file(self) -> None:
        for text, want in (("", "lacks 'series'"), ("[[series", "is no TOML"), ("series = 3", "series is 3, not a list"),
                           ("series = [3]", "series[0] is 3, not a table"),
                           ("[[series]]\nfolder = 'x'\n", "series[0] lacks 'cover'"),
                           ("[[series]]\nfolder = 'x'\ncover = ''\nlast = ''\ncc = 3", "series[0].cc is 3, not a list")):
            (self.patches / "series.toml").write_text(text)
            self.refused(want, [])

    def test_stored(self) -> None:
        found = parts.stored(self.dir)
        self.assertEqual([[mail.name for mail in mails] for _, mails in found],
                         [["0001-p1.patch", "0002-p2.patch"], ["0003-p3.patch"], ["0004-p4.patch"]])
        self.assertEqual(parts.header(found[2][1][0])["Subject"], "[PATCH] fs: a subject that git folds")

    def test_size(self) -> None:
        size = parts.size([self.patches / "0001-p1.patch", self.patches / "0002-p2.patch"])
        self.assertEqual((size.patches, size.mm_added, size.mm_removed, size.others, size.largest),
                         (2, 4, 2, {"lib/tests/t.c", "kernel/k.c"}, 5))

    def test_table(self) -> None:
        table = report.series(self.dir, self.file("recipients.toml", "1-one = 12\n"))
        self.assertIn("| 1-one | 2 | 4 | 2 | 2 | 5 | 12 |\n| 2-two | 1 | 2 | 1 | 2 | 5 | not counted |\n", table)


class Replace(Scratch):
    """lab series -o DIR replaces what it wrote, and nothing of a person's."""

    def test_what_is_replaced(self) -> None:
        out = self.dir / "out"
        self.assertTrue(mail.replaceable(out))
        (out / "1-one").mkdir(parents=True)
        self.assertFalse(mail.replaceable(out))
        for name in ("0000-cover-letter.eml", "0001-a.patch"):
            (out / "1-one" / name).write_text(f"{name} é\n")
        self.assertFalse(mail.replaceable(out))
        (out / "1-one.mbox").write_text("0000-cover-letter.eml é\n0001-a.patch é\n")
        self.assertTrue(mail.replaceable(out))
        for name, text in (("thesis.txt", "mine"), ("in.mbox", "mine"), ("1-one/notes", "mine"), ("1-one.mbox", "mine"),
                           ("1-one/0001-a.patch", "edited"), (".hidden", "")):
            was = (out / name).read_text() if (out / name).exists() else None
            (out / name).write_text(text)
            self.assertFalse(mail.replaceable(out), name)
            (out / name).unlink() if was is None else (out / name).write_text(was)
        (out / "1-one/0002-b.patch").mkdir()
        self.assertFalse(mail.replaceable(out))
