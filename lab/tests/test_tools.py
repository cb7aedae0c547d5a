# SPDX-License-Identifier: GPL-2.0
"""What the suite tools makes of answers and of a console."""

import contextlib
import io
import re
from collections.abc import Callable
from unittest import mock

import core
import fetch
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
KNOWN = {"slabinfo": [["story-b", 20, 24, 1336, 24, 8, 1], ["story-u", 3, 8, 736, 4, 1, 2]],
         "handles": [["story-c", [0xffff888003000538]],
                     ["story-u", [0xffff888004000000, 0xffff8880040012e0, 0xffff888004001000]]]}
HEAD = "CACHE             OBJSIZE  ALLOCATED     TOTAL  SLABS  SSIZE  NAME\n"
STORY_B = "ffff888003c1a000     1336         20        24      1    32k  story-b\n"
STORY_U = "ffff888003c1b000      736          3         8      2     4k  story-u\n"
SLABS = """CPU 0 KMEM_CACHE_CPU:
  ffff88800f8311a0
KMEM_CACHE_NODE   NODE  SLABS  PARTIAL  PER-CPU
ffff888003c00040     0      2        1        0
NODE 0 PARTIAL:
  SLAB              MEMORY            NODE  TOTAL  ALLOCATED  FREE
  ffffea0000100000  ffff888004000000     0      4          1     3
NODE 0 FULL:
  (empty)
NODE 1 PARTIAL:
  SLAB              MEMORY            NODE  TOTAL  ALLOCATED  FREE
  ffffea0000100040  ffff888004001000     1      4          2     2
  ffffea0000100080  ffff888004002000     1      4          0     4
"""
SLAB = """  SLAB              MEMORY            NODE  TOTAL  ALLOCATED  FREE
  ffffea0000100000  ffff888004000000     0      4          1     3
  FREE / [ALLOCATED]
  [ffff888004000000]
   ffff8880040002e0
"""
# What crash says to each, and of a kernel that it does not know.
CRASH = ["     RELEASE: 7.3.4\n", HEAD + STORY_B + STORY_U, HEAD + STORY_U + SLABS, HEAD + STORY_U + SLAB,
         HEAD + STORY_B, HEAD + STORY_U]
OLD = "kmem: invalid structure member offset: kmem_cache_local_node\n      FILE: memory.c  LINE: 19479\n"
NEW_CRASH = ["     RELEASE: 7.3.4\n", HEAD + OLD, HEAD + OLD, OLD, OLD, OLD]


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

    def crash(self, parts: list[str], status: int = 0, error: str = "") -> list[tuple[str, bool]]:
        said = "WARNING: SLUB: cannot determine how compound pages are linked\n\n" + "".join(
            f"hexadecimal: {number}  \n    decimal: {number}  \n{part}" for number, part in enumerate(parts, 1))
        return list(tools.crash_said("crash", said, error, status, "7.3.4", KNOWN).values())

    def test_crash(self) -> None:
        self.assertEqual(self.crash(CRASH), [
            ("7.3.4", True), ("2 of 2", True), ("3 of 3", True), ("1 of 1", True), ("2 of 2", True)])
        for part, text, answer in (
                (0, "     RELEASE: 7.3.5\n", "7.3.5"), (0, "", "exit 0"),
                (1, HEAD + STORY_B, "1 of 2, not story-u"),
                (1, HEAD + STORY_B.replace("24 ", "23 ") + STORY_U, "1 of 2, not story-b"),
                (2, HEAD + STORY_U, "0 of 3"), (2, CRASH[2].replace("     2     2", "     1     3"), "2 of 3"),
                (2, CRASH[2].replace("     0     4", "     1     3"), "3 of 3, and 1 others"),
                (2, CRASH[2].replace("ffff888004001000", "ffff888005001000"), "1 of 3, and 2 others"),
                (3, HEAD + STORY_U, "0 of 1"),
                (3, CRASH[3].replace("[ffff888004000000]", " ffff888004000000 "), "0 of 1"),
                (3, CRASH[3].replace(" ffff8880040002e0", "[ffff8880040002e0]"), "1 of 1, and 1 others"),
                (4, HEAD + STORY_B.replace("story-b", "story-z"), "1 of 2, not story-c")):
            found = self.crash([*CRASH[:part], text, *CRASH[part + 1:]])
            self.assertEqual(found.pop(part), (answer, False))
            self.assertTrue(all(right for _, right in found))
        self.assertEqual(self.crash(CRASH, 1)[0], ("7.3.4, exit 1", False))

    def test_crash_that_does_not_know_the_kernel(self) -> None:
        why = OLD.splitlines()[0]
        self.assertEqual(self.crash(NEW_CRASH), [("7.3.4", True), *[(why, False)] * 4])

    def test_crash_that_does_not_start(self) -> None:
        why = "crash: invalid structure member offset: module_num_gpl_syms"
        found = self.crash([], 1, f"\n{why}\n       FILE: kernel.c  LINE: 3834\n\n[crash] error trace: 55d => 55e\n")
        self.assertEqual(found, [(why, False)] + [("not asked: crash does not run", False)] * 4)
        self.assertEqual(self.crash([], 127, "ld.so: no such file\n")[0], ("ld.so: no such file", False))
        self.assertEqual(self.crash([], -11)[0], ("exit -11", False))

    def test_what_fails(self) -> None:
        """Right on neither kernel is a failure too, but for what is listed and as it is listed."""
        keys = list(tools.crash_said("crash", "", "", 1, "7.3.4", KNOWN))
        new, dead = self.crash(NEW_CRASH), self.crash([], 1, "crash: cannot open it\n")
        for key, answer in zip(keys[1:], new[1:]):
            word, fine = tools.judged(key, answer, answer)
            self.assertTrue(fine and word.startswith("wrong on both: 9.0.2"), word)
        for key, answer in zip(keys, dead):
            self.assertEqual(tools.judged(key, answer, answer), ("wrong on both", False))
        for key, control, ours, fine in (
                (keys[1], new[1], dead[1], False), (keys[1], dead[1], new[1], False), (keys[1], RIGHT, new[1], False),
                (keys[1], new[1], RIGHT, True), (("drgn", "reads the dump"), WRONG, WRONG, False),
                (("drgn", tools.HANDLE), RIGHT, WRONG, True), (("gdb", "x"), RIGHT, RIGHT, True),
                (("gdb", "x"), RIGHT, WRONG, False), (("gdb", "x"), None, None, False)):
            self.assertEqual(tools.judged(key, control, ours)[1], fine, (key, control, ours))

    def test_debian_moves(self) -> None:
        """What has a patch in lab/tools is of one version; another is said so, and what to do."""
        def answers(text: str) -> Callable[..., str]:
            def run(apt: fetch.Apt, tool: str, *args: str) -> str:
                apt.log.parent.mkdir(parents=True, exist_ok=True)
                apt.log.write_text(text)
                raise core.LabError("apt-get failed")
            return run
        for text, want in (("E: Version '0.3.0-1' for 'python3-drgn' was not found\n",
                            "^Debian sid has no python3-drgn 0.3.0-1 any more: write"),
                           ("E: no network\n", "^apt-get failed$")):
            with mock.patch.object(fetch.Apt, "run", answers(text)), mock.patch.object(fetch.Apt, "read_lists"), \
                    mock.patch.object(core, "BUILD", self.dir), mock.patch.object(core, "LOG", self.dir / "log"), \
                    contextlib.redirect_stderr(io.StringIO()), self.assertRaisesRegex(core.LabError, want):
                sid.unpack("sid", {"python3-drgn": "0.3.0-1", "procps": ""}, self.dir / "sid")

    def test_what_other_suites_ask(self) -> None:
        self.assertEqual(report.table_rows(report.TOOLS)[-len(tools.ELSEWHERE):], tools.ELSEWHERE)

    def test_no_answer_is_empty(self) -> None:
        """guest/tools says so in a word."""
        guest = (core.LAB / "guest/tools").read_text()
        script = guest[guest.index("ask() {"):guest.index("# traced EVENT")]
        for answer, line in (("", "ask: slabtop|names|nothing|no"), ("the same", "ask: slabtop|names|the same|yes")):
            said = core.run(["sh", "-c", f"{script}\nask 'slabtop|names' 'the same' '{answer}'"]).stdout
            self.assertEqual(re.sub(r" *\|(yes|no)$", r"|\1", said.strip()), line)

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
