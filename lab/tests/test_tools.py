# SPDX-License-Identifier: GPL-2.0
"""What the suite tools makes of answers and of a console."""

from unittest import mock

import core
import report
import sid
from scratch import Scratch
from suites import tools

CONSOLE = """before: slabinfo: slabinfo - version: 2.1
before: slabinfo: # name            <active_objs> <num_objs> <objsize> ...
before: slabinfo: story-b 20 24 1336 24 8 : tunables 0 0 0 : slabdata 1 1 0
before: slabinfo: dentry 210 210 192 21 1 : tunables 0 0 0 : slabdata 10 10 0
before: link: story-a :m-0001336
before: link: story-b :m-0001336
before: link: story-c :m-0001336
before: link: alone :m-0000900
""".splitlines()
RIGHT, WRONG = ("21", True), ("0", False)


class Tools(Scratch):
    def test_verdict(self) -> None:
        for control, ours, word in ((RIGHT, RIGHT, "right"), (WRONG, RIGHT, "better"), (RIGHT, WRONG, "worse"),
                                    (WRONG, WRONG, "wrong on both"), (None, RIGHT, "right"), (None, WRONG, "wrong"),
                                    (RIGHT, None, "worse"), (None, None, "not asked")):
            self.assertEqual(tools.verdict(control, ours), word, (control, ours))

    def test_truth(self) -> None:
        known = tools.truth(CONSOLE, [])
        self.assertEqual(known["slabinfo"], [["story-b", 20, 24, 1336, 24, 8, 1], ["dentry", 210, 210, 192, 21, 1, 10]])
        # The name of a cache that is gone does not count.
        self.assertEqual(known["shared"], ["story-b", "story-c"])

    def test_parsers(self) -> None:
        def answers(console: list[str]) -> list[bool]:
            return [right for _, right in tools.ask_parsers(tools.truth(console, [])).values()]
        self.assertEqual(answers(CONSOLE), [True, True])
        self.assertEqual(answers([*CONSOLE, CONSOLE[2]]), [False, True])
        self.assertEqual(answers([*CONSOLE, CONSOLE[2].replace("story-b", "two words")]), [False, True])
        self.assertEqual(answers([*CONSOLE, CONSOLE[2].replace("story-b", "story-a")]), [True, False])
        self.assertEqual(answers([*CONSOLE, CONSOLE[2].replace("story-b", "x" * 128)]), [True, False])

    def test_of_all(self) -> None:
        self.assertEqual(tools.of_all([]), ("0 of 0", False))
        self.assertEqual(tools.of_all([("a", True), ("b", False)]), ("1 of 2, not b", False))

    def test_versions(self) -> None:
        with mock.patch.object(sid, "versions", return_value={"python3-drgn": "0.3.0-1"}):
            self.assertEqual([tools.version(name) for name in ("drgn, patched", "tracefs")], ["0.3.0-1", "the kernel"])
            with self.assertRaisesRegex(core.LabError, "the version of drgm"):
                tools.version("drgm")
        self.assertRegex(tools.version("gdb"), "^[0-9.]+")

    def test_table(self) -> None:
        path = self.file("tools.table", "# text\ndrgn\t0.3.0\task\t1\t2\tright\n")
        self.assertEqual(report.tools(path).splitlines()[2], "| drgn | 0.3.0 | ask | 1 | 2 | right |")
        path.write_text("drgn\task\t1\t2\tright\n")
        self.assertRaisesRegex(core.LabError, "tools.table:1 is not text, text, text", report.tools, path)
