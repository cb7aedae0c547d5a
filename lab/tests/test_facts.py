# SPDX-License-Identifier: GPL-2.0
"""What is made of facts: rules, the table of the demo, its picture; and of object code."""

import unittest
from xml.etree import ElementTree

import core
import demo
import facts
from suites import blackbox, gdb, objcode

OURS = """\
fact: link story-a :0001336\r
fact: link pid :0000128
fact: link cred :0000128
fact: dir :0001336
fact: dir :0000128
fact: dir alone
fact: step make one: story-a
fact: live story-a=1330:1330
fact: names story-a
fact: dangling -
fact: slabinfo story-a
fact: aliases 0
fact: value the link = -
fact: value size = of = 3
"""
PINNED = OURS.replace(":1330\n", ":1336\n").replace("names story-a", "names story-a story-b").replace(
    "aliases 0", "aliases 0\nfact: complaint -a it is broken").replace("the link = -", "the link = nowhere")


class Facts(unittest.TestCase):
    def test_rules(self) -> None:
        ours, pinned = facts.parse(OURS), facts.parse(PINNED)
        self.assertEqual([rule for _, rule, bad in ours.steps[0].wrong() if bad], [])
        self.assertEqual({column: bad for column, _, bad in pinned.steps[0].wrong() if bad},
                         {"stale": ["story-b"], "size": ["story-a=1330:1336"], "tool": ["-a it is broken"]})
        ours.steps[0].live = {}
        self.assertEqual([column for column, _, bad in ours.steps[0].wrong() if bad],
                         ["stale", "slabinfo", "aliases"])
        with self.assertRaisesRegex(core.LabError, "does not know"):
            facts.parse("fact: nonsense x")

    def test_values(self) -> None:
        values = {"the link": "-", "size = of": "3", "gone": "1"}
        bad = dict(blackbox.judge(facts.parse(PINNED), values))
        self.assertEqual(bad["the link"], "it is: nowhere; it should be: -")
        self.assertEqual((bad["size = of"], bad["gone"]), ("", "it is: None; it should be: 1"))
        self.assertIn("does not say", dict(blackbox.judge(facts.parse(OURS), {}))["the link"])

    def test_table_and_picture(self) -> None:
        lines = demo.table([facts.parse(PINNED)], [facts.parse(OURS)])
        self.assertIn("1. make one: story-a", lines)
        row = next(line for line in lines if line.startswith("pinned"))
        self.assertRegex(row, r"pinned +a b\* +b\* +- +a +a=1336\* +0 +fails: -a\*")
        self.assertEqual(lines[-1], "shown: in 1 steps the pinned kernel had 1 stale names, 1 wrong sizes, "
                         "1 failures of slabinfo; ours none")
        picture = ElementTree.fromstring(demo.svg(lines))
        marked = [node.text for node in picture.iter("{http://www.w3.org/2000/svg}tspan")]
        self.assertIn("fails: -a*", marked)
        with self.assertRaisesRegex(core.LabError, "the same after every step"):
            demo.table([facts.parse(OURS)], [facts.parse(OURS)])
        with self.assertRaisesRegex(core.LabError, "a step is missing"):
            demo.table([facts.parse("")], [facts.parse(OURS)])

    def test_sharing(self) -> None:
        self.assertEqual(demo.sharing(facts.parse(OURS)), [
            "4 names over 3 storages", "|-- :0000128: 2 names", "|   |-- pid cred",
            "`-- 2 storages with one name each"])


class Code(unittest.TestCase):
    LISTING = """
0000000000000010 <f>:
      10:\tpush   %rbx
      11:\tmov    0x18(%rdi),%rax
      15:\tje     40 <f+0x30>
      17:\tjmp    30 <f+0x20>
      19:\tud2
      30:\tcall   35 <f+0x25>
\t\t\t31: R_X86_64_PLT32\tg-0x4
      35:\tnopl   0x0(%rax)
      39:\tret
      40:\tud2
"""

    def test_straight(self) -> None:
        path = objcode.straight(self.LISTING)
        self.assertEqual([line.split()[0] for line in path], ["push", "mov", "je", "call", "ret"])
        self.assertEqual(objcode.normal(path), ["push R", "mov N(%0),%1", "je T", "call T @g", "ret"])

    def test_what_differs(self) -> None:
        path = objcode.straight(self.LISTING) * 2
        self.assertEqual(objcode.compare("f", path, [line.replace("0x18", "0x20") for line in path]), "")
        self.assertIn("@h", objcode.compare("f", path, [line.replace("@g", "@h") for line in path]))
        self.assertEqual(objcode.compare("f", path, [line.replace("%rax", "%rcx") for line in path]), "")
        self.assertTrue(objcode.compare("f", path, [line.replace("(%rdi)", "(%rax)") for line in path]))
        self.assertTrue(objcode.compare("f", path, path[::-1]))
        self.assertIn("only 0", objcode.compare("f", [], []))

    PINNED = """0000000000000000 <kmalloc_64>:
   0:\tmov    0x0(%rip),%rdi        # 7 <kmalloc_64+0x7>
\t\t\t3: R_X86_64_PC32\tkmalloc_caches+0x2c
   7:\tmov    $0x40,%edx
   c:\tmov    $0xcc0,%esi
  11:\tjmp    16 <kmalloc_64+0x16>
\t\t\t12: R_X86_64_PLT32\t__kmalloc_cache_noprof-0x4
"""
    OURS = """0000000000000000 <kmalloc_64>:
   0:\tmov    $0x40,%edx
   5:\tmov    $0xcc0,%esi
   a:\tmov    $0x0,%rdi
\t\t\td: R_X86_64_32S\tkmalloc_normal_64
  11:\tjmp    16 <kmalloc_64+0x16>
\t\t\t12: R_X86_64_PLT32\t__kmalloc_cache_noprof-0x4
  16:\tnopw   0x0(%rax,%rax,1)
"""

    def test_call_sites(self) -> None:
        pinned, ours = objcode.whole(self.PINNED), objcode.whole(self.OURS)
        same = ["mov $0x40,%edx", "mov $0xcc0,%esi"]
        self.assertEqual(pinned, ["mov kmalloc_caches(%rip),%rdi", *same, "jmp __kmalloc_cache_noprof"])
        self.assertEqual(ours, [*same, "mov $kmalloc_normal_64,%rdi", "jmp __kmalloc_cache_noprof"])
        self.assertEqual((objcode.loads(pinned), objcode.loads(ours)), (1, 0))
        self.assertEqual(objcode.loads(["lea a(%rip),%rdi", "mov %rdi,(%rax)", "mov (%rax),%rdi", "mov a,%rdi"]), 2)
        self.assertEqual(objcode.site_is_worse(pinned, ours), "")
        none = list[str]()
        for before, after, want in ((pinned, pinned, "0 loads less"), (pinned, [*ours, "ret"], "1 instructions more"),
                                    (ours, pinned, "-1 loads less"), (none, none, "no call of the allocator")):
            self.assertIn(want, objcode.site_is_worse(before, after))


class Gdb(unittest.TestCase):
    def test_traces(self) -> None:
        self.assertEqual(gdb.traces(["  24 do_it+0x1 waste=96/4 age=1", "3 x", "    0xffff"]), ["24 96", "3 0"])

    def test_aliases(self) -> None:
        self.assertEqual(gdb.aliases(["0xffff 1336: hidden", "  0x1 story-b 1336", "  0x2 story-i 9 static"]),
                         ["story-b 1336 dynamic in 1336 hidden", "story-i 9 static in 1336 hidden"])
