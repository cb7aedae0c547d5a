# SPDX-License-Identifier: GPL-2.0
"""lab convert: whose a file is, what has to change together, what a patch says."""

import re
import unittest
from unittest import mock

import cocci
import convert
import core

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


class Units(unittest.TestCase):
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

    def test_site(self) -> None:
        self.assertEqual(convert.SITE.findall("a/b.c:12:1-9: can have static storage, as x\nc.c:1:2-3: left alone: a member\n"),
                         [("a/b.c", "12", "", "can have static storage"), ("c.c", "1", "", "left alone: a member")])


class Spatch(unittest.TestCase):
    def test_version(self) -> None:
        for text, good in (("spatch version 1.0.8 compiled", False), ("spatch version 1.1.1", True), ("version 1.10", True), ("?", False)):
            with mock.patch.object(core, "run", return_value=mock.Mock(stdout=text)):
                if good:
                    cocci.check_spatch()
                else:
                    self.assertRaisesRegex(core.LabError, re.escape("1.1.1 is needed"), cocci.check_spatch)


if __name__ == "__main__":
    unittest.main()
