# SPDX-License-Identifier: GPL-2.0
"""Unit tests of build, with a kernel that is a Makefile."""

import contextlib
import io
from pathlib import Path
from unittest import mock

import build
import core
import deb
import debian
import scratch
import testing
import tree

MAKEFILE = """\
allnoconfig: ; grep -v DROPPED $(KCONFIG_ALLCONFIG) >.config; echo 'CONFIG_EXTRA=y' >>.config
olddefconfig: ; grep -v DROPPED .config >new; mv new .config
clean: ; rm -f built; touch cleaned
all: ; touch built; cat $(srcroot)/says; exit `cat $(srcroot)/status`
"""


class Build(scratch.Scratch):
    def setUp(self) -> None:
        super().setUp()
        self.source = self.dir / "linux"
        self.file("configs/one.config", "CONFIG_A=y\n# CONFIG_B is not set\n")
        self.file("configs/ours.config", "# only-ours: CONFIG_DROPPED\nCONFIG_DROPPED=y\n# CONFIG_EXTRA is not set\n")
        self.file("configs/drop.config", "CONFIG_DROPPED=m\n")
        scratch.commit(self.source, Makefile=MAKEFILE, says="", status="0", **{"lib/Kconfig": "config A\n", "mm.c": "#warning old\n"})
        scratch.commit(self.source, **{"mm.c": "int x;\n"})
        self.patch(build, CONFIGS=self.dir / "configs", LOG=self.dir / "log", BUILD=self.dir)
        self.patch(core, BUILD=self.dir)
        self.enterContext(contextlib.redirect_stderr(io.StringIO()))

    def kernel(self, *fragments: str, ours: bool = True) -> build.Kernel:
        return build.Kernel("k", self.source, "um", list(fragments), ours=ours)

    def says(self, text: str, status: int = 0) -> None:
        scratch.commit(self.source, says=text, status=str(status))

    def test_an_option_that_is_dropped_fails(self) -> None:
        with self.assertRaisesRegex(core.LabError, r"does not take CONFIG_DROPPED=m: fix one of .*\{one,drop\}"):
            self.kernel("one", "drop").build()
        with self.assertRaisesRegex(core.LabError, "does not take CONFIG_DROPPED=y, # CONFIG_EXTRA is not set"):
            self.kernel("ours").build()
        # Only our patches make it.
        with self.assertRaisesRegex(core.LabError, "does not take # CONFIG_EXTRA is not set:"):
            self.kernel("ours", ours=False).build()
        (self.source / "lib/Kconfig").write_text("config DROPPED\n")
        with self.assertRaisesRegex(core.LabError, "does not take CONFIG_DROPPED=y"):
            self.kernel("ours", ours=False).build()
        with self.assertRaisesRegex(core.LabError, "names a fragment that does not exist: .*none.config"):
            self.kernel("none").build()

    def test_fragments_come_on_top_of_what_debian_builds_in(self) -> None:
        theirs = "CONFIG_A=m\nCONFIG_B=y\nCONFIG_C=y\nCONFIG_D=m\n"
        with mock.patch.object(debian, "config", return_value=theirs):
            one = build.Kernel("k", self.source, "x86_64", ["one"], debian="cloud")
            one.build()
            self.assertEqual(build.options((one.out / ".config").read_text()), {"A": "y", "B": "n", "C": "y", "D": "n"})
            with self.assertRaisesRegex(core.LabError, "does not take CONFIG_DROPPED=m"):
                build.Kernel("k", self.source, "x86_64", ["one", "drop"], debian="cloud").build()
        with mock.patch.object(tree, "ensure_tree", side_effect=AssertionError), \
                self.assertRaisesRegex(core.LabError, "FLAVOUR=zz"):
            deb.ensure("zz")
        self.assertNotEqual(one.fingerprint(), self.kernel("one").fingerprint())

    def test_built_once_and_again_after_an_edit(self) -> None:
        one = self.kernel("one")
        one.build()
        (one.out / "built").unlink()
        one.build()
        self.assertFalse((one.out / "built").exists())
        # Not committed: make decides.
        Path(self.source / "mm.c").write_text("int y;\n")
        one.build()
        self.assertTrue((one.out / "built").exists())
        self.assertFalse((one.out / "stamp").exists())

    def test_a_new_warning_fails_until_it_is_fixed(self) -> None:
        one = self.kernel("one")
        self.says("tree/mm.c:1:2: warning: why\n")
        for _ in range(2):
            with self.assertRaisesRegex(core.LabError, "1 new warnings: fix tree/mm.c:1:2: warning: why"):
                one.build()
        # make would not give it again: nothing is trusted.
        self.assertTrue((one.out / "cleaned").exists())
        self.says("tree/mm.c:1:2: warning: #warning new [-Wcpp]\n")
        with self.assertRaisesRegex(core.LabError, "#warning new"):
            one.build()
        self.says("tree/other.c:1:2: warning: not ours\ntree/mm.c.d:1: warning: no\n"
                  "tree/mm.c:1:2: warning: #warning old [-Wcpp]\n")
        one.build()

    def test_a_build_that_fails_or_is_killed(self) -> None:
        one = self.kernel("one")
        self.says("", 1)
        with self.assertRaisesRegex(core.LabError, "building k failed: see .*build-k.log"):
            one.build()
        self.assertFalse((one.out / "unsure").exists())
        (one.out / "unsure").touch()
        self.says("")
        one.build()
        self.assertTrue((one.out / "cleaned").exists())
        self.assertTrue((one.out / "stamp").exists())

    def test_bad_rows(self) -> None:
        table = build.CONFIGS / "variants.toml"
        for text, want in (('x = { tree = "ours" }', "x lacks 'arch'"),
                           ("x = {", "variants.toml is no TOML"),
                           ("x = 1", "variants.toml: x is 1, not a table"),
                           ('x = { tree = "a", arch = "um", fragments = [], cd = "" }', "x has an unknown key 'cd'"),
                           ('y = { tree = "a", arch = "um", fragments = [] }', "no variant 'x': there is y"),
                           ('x = { tree = "a", arch = "um", fragments = ["one"], made_by = "bench" }',
                            "no kernel tree in .*/a: run make bench")):
            table.write_text(text)
            with self.subTest(text=text), self.assertRaisesRegex(core.LabError, want):
                build.kernel("x").build()

    def test_variants_say_how_their_tree_is_made(self) -> None:
        with mock.patch.object(build, "CONFIGS", core.LAB / "configs"):
            for name, row in build.variants().items():
                known = "tree" if row["tree"].partition("-")[0] in tree.TREES else "made_by"
                self.assertIn(row.get("made_by", "tree"), ["tree"] if known == "tree" else [*testing.names(), "bench"],
                              name)
                self.assertEqual("made_by" in row, known == "made_by", name)

    def test_another_compiler(self) -> None:
        gcc, clang = (build.Kernel("x", self.source, "x86_64", [], cc=cc) for cc in ("gcc", "clang-19"))
        self.assertTrue(any(word.startswith("CC=") and word.endswith("clang-19") for word in clang.command()))
        with mock.patch.object(build, "_compiler", str):
            self.assertNotEqual(gcc.fingerprint(), clang.fingerprint())
