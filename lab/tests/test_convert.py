# SPDX-License-Identifier: GPL-2.0
"""lab convert: whose a file is, what has to change together, what a patch says."""

import collections
import contextlib
import io
import re
import subprocess
import unittest
from pathlib import Path
from unittest import mock

import cocci
import convert
import core
import mail
import report
import scratch
import tree
from git import git
from scratch import Scratch
from suites import cocci_tree

MAINTAINERS = """Maintainers List
-----------------

CROWS
M:	A <a@b.c>
F:	drivers/crow/
X:	drivers/crow/old/

BLACK CROWS
F:	drivers/crow/black*.c

THE REST
F:	*
F:	*/
"""
HEADER = "diff --git a/x.h b/x.h\n+#define a_cachep to_kmem_cache(&a_cachep_storage)\n"


class Units(Scratch):
    def test_unit(self) -> None:
        known = convert.entries(MAINTAINERS)
        self.assertEqual([convert.unit_of(path, known) for path in (
            "drivers/crow/a.c", "drivers/crow/blackbird.c", "drivers/crow/old/a.c", "mm/a.c", "drivers/crows/a.c")],
            ["CROWS", "BLACK CROWS", "THE REST", "THE REST", "THE REST"])

    def test_together(self) -> None:
        diffs = {"x.h": HEADER, "a.c": "+EXPORT_SYMBOL(a_cachep_storage);\n", "b.c": "+DEFINE_STATIC_KMEM_CACHE(b);\n",
                 "c.c": " a_cachep is only near\n"}
        self.assertEqual(convert.together(diffs), [["a.c", "x.h"], ["b.c"], ["c.c"]])

    def test_message(self) -> None:
        unit = convert.Unit([("drivers/crow/a.c", "3", "a_cachep", "can have static storage"),
                             ("drivers/crow/a.c", "9", "", "left alone: a member")], ["drivers/crow/a.c"], ["To: A <a@b.c>"])
        text = convert.message("CROWS", unit)
        self.assertTrue(text.startswith("Subject: [PATCH] crow: give a cache static storage\nTo: A <a@b.c>\n\n"))
        self.assertIn("\tdrivers/crow/a.c:9\n\t\ta member\n", text)
        self.assertLess(max(map(len, text.splitlines())), 80)

    def test_recipients(self) -> None:
        said = ("A B <a@b.c> (maintainer:DRIVER (one, two and old...)\nl@b.c (moderated list:CROWS)\n"
                "C (D) <c@b.c> (reviewer:CROWS (BLACK))\nlinux-kernel@vger.kernel.org (open list)\n")
        with mock.patch.object(core, "run", return_value=mock.Mock(stdout=said)):
            self.assertEqual(mail.recipients(Path("/x"), "a.c"), {"A B <a@b.c>": "To", "l@b.c": "Cc", "C (D) <c@b.c>": "Cc",
                                                                  "linux-kernel@vger.kernel.org": "Cc"})

    def test_site(self) -> None:
        self.assertEqual(convert.SITE.findall("a/b.c:12:1-9: can have static storage, as x\nc.c:1:2-3: left alone: a member\n"),
                         [("a/b.c", "12", "", "can have static storage"), ("c.c", "1", "", "left alone: a member")])

    def test_row(self) -> None:
        unit = convert.Unit([("a.c", "3", "a", "can have static storage")], ["a.c"], ["To: A <a@b.c>", "Cc: l@b.c"])
        self.assertEqual(convert.row("CROWS", unit), ["CROWS", "1", "1", "1", "l@b.c", "1"])
        self.patch(report, CONVERSIONS=self.file("convert.seen", "# a comment\nwhat was\n"))
        core.write_rows(report.CONVERSIONS, [convert.row("CROWS", unit), ["JAYS", "2", "0", "0", "-", "0"]])
        self.assertEqual(report.CONVERSIONS.read_text(), "# a comment\nCROWS\t1\t1\t1\tl@b.c\t1\nJAYS\t2\t0\t0\t-\t0\n")
        self.assertIn("3 sites in 2 subsystems: 1 are converted by 1 patches, which change 1 files.", report.conversions())
        self.assertIn("| CROWS | 1 | 1 | 1 | l@b.c | 1 |\n", report.conversions())

    def test_any_order(self) -> None:
        self.patch(convert, WORK=self.dir)
        tree = self.dir / "tree"
        scratch.commit(tree, a="old\n", b="old\n")
        patches = []
        for file in "ab":
            (tree / file).write_text("new\n")
            patches.append(self.file(f"{file}.patch", git(tree, "diff", "--", file) + "\n"))
        convert.any_order(tree, patches)
        self.assertRaisesRegex(core.LabError, "do not make b", convert.any_order, tree, patches[:1])


class Whole(Scratch):
    """convert.whole() with a converter that replaces what one file says."""

    def setUp(self) -> None:
        super().setUp()
        self.source, self.calls = self.dir / "source", list[tuple[str, ...]]()
        self.patch(convert, WORK=self.dir / "work")
        self.patch(core, BUILD=self.dir, say=mock.DEFAULT, need_space=mock.DEFAULT)
        self.patch(cocci, check_spatch=mock.DEFAULT, spatch=self.spatch)
        scratch.commit(self.source, **{"fs/a.c": "old\n", "mm/a.c": "old\n"})

    def spatch(self, mode: str, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
        self.calls.append((mode, *args))
        dirs = Path(args[-1])
        for path in sorted((folder / dirs).rglob("*.c")):
            path.write_text(path.read_text() + "new\n")
        return subprocess.CompletedProcess([], 2 * (dirs.name == "none"), f"{dirs}/a.c:1:2-3: left alone: a member\n", "one\nwhy\n")

    def test_only(self) -> None:
        """Each folder by itself, in a tree of its own that is fresh each time."""
        for only in (("mm", "fs"), ("fs",)):
            self.calls.clear()
            folder, said = convert.whole(self.source, "HEAD", only)
            self.assertEqual(folder, convert.WORK / "sample")
            self.assertEqual([call[-2:] for call in self.calls], [("--dir", one) for one in only])
            self.assertTrue(all(call[:4] == ("report", "-D", "patch", "--in-place") for call in self.calls))
            self.assertEqual(said, "".join(f"{one}/a.c:1:2-3: left alone: a member\n" for one in only))
            self.assertEqual((convert.WORK / "report-sample").read_text(), said)
            self.assertEqual(sorted(convert.diffs_of(folder)), sorted(f"{one}/a.c" for one in only))
        self.assertEqual((folder / "fs/a.c").read_text(), "old\nnew\n")
        self.assertFalse((convert.WORK / "report").exists() or (convert.WORK / "tree").exists())

    def test_all(self) -> None:
        folder, said = convert.whole(self.source, "HEAD")
        self.assertEqual((folder, [call[-2:] for call in self.calls]), (convert.WORK / "tree", [("--dir", ".")]))
        self.assertEqual((convert.WORK / "report").read_text(), said)
        self.assertFalse((convert.WORK / "report-sample").exists() or (convert.WORK / "sample").exists())

    def test_fails(self) -> None:
        """The folder is named, nothing behind it is looked at, and what was said is kept."""
        self.assertRaisesRegex(core.LabError, "nothing is converted in none: why", convert.whole, self.source, "HEAD",
                               ("mm", "none", "fs"))
        self.assertEqual([call[-1] for call in self.calls], ["mm", "none"])
        self.assertEqual((convert.WORK / "report-sample").read_text().count("left alone"), 2)
        self.assertEqual((self.source / "mm/a.c").read_text(), "old\n")

    def test_left_behind(self) -> None:
        """A checkout that was killed left its lock; the tree may be of another repository, or no tree."""
        folder, _ = convert.whole(self.source, "HEAD")
        lock = Path(git(folder, "rev-parse", "--absolute-git-dir")) / "index.lock"
        lock.touch()
        self.assertEqual(convert.whole(self.source, "HEAD")[0], folder)
        self.assertFalse(lock.exists())
        other = self.source.with_name("other")
        git(other.parent, "clone", "-q", str(self.source), str(other))
        scratch.commit(other, **{"mm/b.c": "other\n"})
        for source in (other, self.source):
            head = git(source, "rev-parse", "HEAD")
            self.assertEqual(convert.whole(source, head)[0], folder)
            self.assertEqual((git(folder, "rev-parse", "HEAD"), (folder / "mm/b.c").exists()), (head, source == other))

    def test_compiled_before_and_after(self) -> None:
        """What a person stashes meanwhile stays stashed; a converter that fails ends the suite."""
        def compile_all(folder: Path, names: list[str], what: str) -> tuple[set[str], collections.Counter[str]]:
            self.assertEqual((folder / "mm/a.c").read_text(), "old\n" + "new\n" * (what == "after"))
            if what == "before":
                (self.source / "mm/a.c").write_text("of a person\n")
                git(self.source, "stash", "-q", env={"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c"})
            return {*names}, collections.Counter()
        self.patch(tree, ensure_tree=lambda _: self.source)
        self.patch(cocci_tree, compile_all=compile_all, WORK=convert.WORK)
        with contextlib.redirect_stdout(io.StringIO()):
            done = cocci_tree.run([])
            self.assertEqual([case.status for case in done.cases], ["pass", "pass", "fail", "pass", "pass", "pass"])
            self.assertEqual((convert.WORK / "tree/mm/a.c").read_text(), "old\nnew\n")
            self.assertEqual(len(git(self.source, "stash", "list").splitlines()), 1)
            with mock.patch.object(cocci, "check_spatch", side_effect=core.LabError("too old")):
                self.assertEqual([case.reason for case in cocci_tree.run([]).cases], ["too old"])

    def test_half_made_configuration(self) -> None:
        """A configuration that was cut off is made again."""
        made, fails = list[str](), True

        def run(cmd: list[str | Path], **more: object) -> subprocess.CompletedProcess[str]:
            made.append(str(cmd[-1]))
            (convert.WORK / "out/.config").touch()
            if fails and cmd[-1] == "olddefconfig":
                raise core.LabError("cut off")
            return subprocess.CompletedProcess([], 0, "", "")
        self.patch(cocci_tree, WORK=convert.WORK, git=lambda *_: "1")
        self.patch(core, run=run)
        convert.WORK.mkdir()
        self.assertRaises(core.LabError, cocci_tree.compile_all, Path("/x"), [], "after")
        fails = False
        for _ in range(2):
            cocci_tree.compile_all(Path("/x"), [], "after")
        self.assertEqual([word for word in made if word != "MODULE_SIG"],
                         ["allmodconfig", "olddefconfig", "allmodconfig", "olddefconfig", "prepare", "W=1", "W=1"])


class Spatch(unittest.TestCase):
    def test_version(self) -> None:
        for text, good in (("spatch version 1.0.8 compiled", False), ("spatch version 1.1.1", True), ("version 1.10", True), ("?", False)):
            with mock.patch.object(core, "run", return_value=mock.Mock(stdout=text)):
                if good:
                    cocci.check_spatch()
                else:
                    self.assertRaisesRegex(core.LabError, re.escape("1.1.1 is needed"), cocci.check_spatch)
