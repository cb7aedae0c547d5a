# SPDX-License-Identifier: GPL-2.0
"""The converter on the shapes in lab/tests/cocci, and its parts one by one.

A shape says in comments at its top what is right: "convert NAME", or "refuse NAME: REASON";
of several reasons that | separates one has to be given. A folder is one shape.
"""

import contextlib
import io
import re
import sys
import tempfile
import types
import unittest
from pathlib import Path

from git import git

HERE = Path(__file__).resolve().parent
SHAPES = HERE / "cocci"
GOLDEN = HERE / "golden/cocci.diff"
sys.path.insert(0, str(HERE.parents[1] / "scripts/coccinelle/api"))

from static_cache import check, convert, ctext, project, rewrite, run, shape  # noqa: E402


def lines(text: str) -> str:
    """Each end of a line as Python reads it from a program."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def wrong(report: str, top: Path = SHAPES) -> list[str]:
    """What report says of the shapes that is not what they say themselves."""
    lines = report.splitlines()
    bad = []
    for path in sorted([*top.rglob("*.c"), *top.rglob("*.inc"), *top.rglob("*.cinc")]):
        name = str(path.relative_to(top))
        said = [line for line in lines if line.startswith(f"{name}:")]
        asked = 0
        for kind, cache, why in re.findall(r"^// (convert|refuse) (\S+?)(?:: (.*?))?\r?$", path.read_text(), re.M):
            mine = [line for line in said if f" {cache} " in line or cache == "-"]
            asked += len(mine)
            right = ["can have static storage"] if kind == "convert" else [f"left alone: {w}" if ":" not in w else w
                                                                           for w in why.split("|")]
            if not mine or not all(any(word.split("left alone: ")[-1] in line for word in right) and
                                   ("can have" in line) == (kind == "convert") for line in mine):
                bad.append(f"{name}: {kind} {cache} {why}: {mine or 'not a word'}")
        if asked < len(said):
            bad.append(f"{name}: {len(said)} lines, {asked} expected")
    return bad


def answer(mode: str, *paths: str) -> tuple[int, str]:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    args = run.Arguments(["-D", mode, "--patch", str(SHAPES), *(paths or (str(SHAPES),))])
    status = run.answer(args, None, "", out)
    out.flush()
    return status, raw.getvalue().decode()


class Writing(unittest.TestCase):
    def test_none_is_half_written(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            one, two = (Path(folder) / name for name in ("one.c", "two.c"))
            for path in (one, two):
                path.write_text("old\n")
            # No space for the second.
            Path(f"{two}.static_cache").symlink_to("/dev/full")
            made = types.SimpleNamespace(results={str(one): "new\n", str(two): "new\n"})
            with self.assertRaisesRegex(project.Fatal, "No space left on device; nothing is changed"):
                run.write(made)  # type: ignore[arg-type]
            self.assertEqual(sorted(path.name for path in Path(folder).iterdir()), ["one.c", "two.c"])
            self.assertEqual([path.read_text() for path in (one, two)], ["old\n", "old\n"])
            # A folder where the second file was.
            two.unlink()
            two.mkdir()
            with self.assertRaisesRegex(project.Fatal, "Is a directory.*; 1 of 2 files are changed"):
                run.write(made)  # type: ignore[arg-type]
            self.assertEqual(sorted(path.name for path in Path(folder).iterdir()), ["one.c", "two.c"])


class Shapes(unittest.TestCase):
    def test_report(self) -> None:
        status, text = answer("report")
        self.assertEqual(status, 0)
        text = text.replace(f"{SHAPES}/", "").replace(f"{SHAPES.relative_to(Path.cwd())}/" if
                                                      SHAPES.is_relative_to(Path.cwd()) else "\0", "")
        self.assertEqual(wrong(text), [])

    def test_patch(self) -> None:
        status, text = answer("patch")
        self.assertEqual(status, 0)
        self.assertEqual(lines(text), GOLDEN.read_text())


    def test_not_given(self) -> None:
        """What another file has to change for is refused if that was not given."""
        self.assertIn("global.h has to change too and was not given", answer("report", str(SHAPES / "global_all/global.c"))[1])

    def test_link(self) -> None:
        """A link stays one: what it leads to is written."""
        with tempfile.TemporaryDirectory() as name:
            real, link = Path(name, "real/x.c"), Path(name, "x.c")
            real.parent.mkdir()
            real.write_text((SHAPES / "attributes.c").read_text())
            link.symlink_to(real)
            self.assertEqual(run.answer(run.Arguments(["-D", "patch", "--in-place", str(link)]), None, "", io.StringIO()), 0)
            self.assertTrue(link.is_symlink())
            self.assertIn("DEFINE_STATIC_KMEM_CACHE", real.read_text())


    def test_two_projects(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            for folder in ("one", "two"):
                Path(name, folder, ".git").mkdir(parents=True)
                Path(name, folder, "x.c").touch()
            with self.assertRaisesRegex(project.Fatal, "two/x.c is outside of .*one, where .*one/x.c is: run it for each"):
                project.Project([name + "/one/x.c", name + "/two/x.c"])

    def test_coccicheck_takes_it(self) -> None:
        """Each line that coccicheck looks for is one that it understands (findings/coccicheck-modes.sh)."""
        text = (HERE.parents[1] / "scripts/coccinelle/api/static_cache.cocci").read_text()
        self.assertEqual(re.findall(r"^virtual (.*)$", text, re.M), ["patch", "context", "org", "report"])
        self.assertRegex(text, r"(?m)^// Requires: [1-9]+(\.[1-9]+)*$")
        self.assertEqual([line.count(":") for line in text.splitlines() if "Options:" in line], [1])

    def test_inner_repository(self) -> None:
        """A repository inside another, known to it or not, is read too; what has a slab.h, Kconfig
        and MAINTAINERS of its own but no mm/ is no kernel."""
        user = "#include \"../emu.h\"\nint emu_ok(void)\n{\n\treturn emu_cachep != NULL;\n}\n"
        main = ("#include \"../emu.h\"\nstruct kmem_cache *emu_cachep;\nstatic int __init emu_init(void)\n{\n"
                "\temu_cachep = KMEM_CACHE(emu, SLAB_PANIC);\n\treturn 0;\n}\nmodule_init(emu_init);\n")
        with tempfile.TemporaryDirectory() as name:
            top = Path(name)
            for path, text in {"emu.h": "#include <linux/slab.h>\nextern struct kmem_cache *emu_cachep;\n", "core/main.c": main,
                               "ext/user.c": user, "include/linux/slab.h": "", "Kconfig": "", "MAINTAINERS": ""}.items():
                (top / path).parent.mkdir(parents=True, exist_ok=True)
                (top / path).write_text(text)
            for folder in (top / "ext", top):
                git(folder, "init", "-q")
            git(top / "ext", "add", "user.c")
            git(top / "ext", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "a")
            for _ in range(2):
                out = io.StringIO()
                run.answer(run.Arguments(["-D", "report", str(top / "core"), str(top / "emu.h")]), None, "", out)
                self.assertRegex(out.getvalue(), r"emu_cachep left alone: tested for NULL \(.*ext/user.c:4\)")
                git(top, "add", "ext")


    def test_no_kernel(self) -> None:
        """What is built in user space is reported if it is given by itself, and never converted."""
        text = (SHAPES / "attributes.c").read_text()
        with tempfile.TemporaryDirectory() as name:
            for path in ("include/linux/slab.h", "include/linux/slab-static.h", "mm/slub.c", "Kconfig", "MAINTAINERS",
                         "tools/testing/x.c", "Documentation/x.c", "drivers/x.c"):
                Path(name, path).parent.mkdir(parents=True, exist_ok=True)
                Path(name, path).write_text(text if path.endswith("x.c") else "")
            for given, want in (("tools", "left alone: no part of the kernel"), ("", "can have static storage"),
                                ("Documentation/x.c", "left alone: no part of the kernel")):
                out = io.StringIO()
                run.answer(run.Arguments(["-D", "report", str(Path(name, given))]), None, "", out)
                self.assertEqual([line.split("cachep ")[1].split(",")[0] for line in out.getvalue().splitlines()], [want])


class Parts(unittest.TestCase):
    @staticmethod
    def source(text: str) -> ctext.Source:
        return ctext.Source("x.c", text)

    def test_tokens(self) -> None:
        s = self.source('int a; /* x\n */ char *b = "// {"; // c \\\n d\nint e;\n')
        self.assertEqual([t.s for t in s.toks if t.kind == "id"], ["int", "a", "char", "b", "int", "e"])
        self.assertEqual((s.where["e"][0].line, len(s.comments)), (4, 2))

    def test_functions(self) -> None:
        s = self.source("#ifdef A\nint f(void) {\n#else\nint f(int x) {\n#endif\n\treturn 1;\n}\n"
                        "static int __init g(void)\n{\n}\n")
        self.assertEqual([(f.name, f.static, f.init) for f in s.functions][-1], ("g", True, True))
        self.assertIsNone(s.broken)

    def test_brackets(self) -> None:
        s = self.source("int f(void)\n{\n\tif (x) {\n}\nint g(void)\n{\n}\n")
        self.assertEqual([f.broken for f in s.functions], [True, False])

    def test_exclusive(self) -> None:
        s = self.source("#if A\na\n#elif B\nb\n#else\nc\n#endif\nd\n")
        a, b, d = (s.where[w][0] for w in "abd")
        self.assertTrue(ctext.exclusive(a, b))
        self.assertFalse(ctext.exclusive(a, d))

    def test_statements(self) -> None:
        s = self.source("void f(void)\n{\n\tfor_each_x(a, b)\n\t\tif (a) { b(); } else c();\n\tl: d();\n}\n")
        self.assertEqual([x.kind for x in s.body(s.functions[0]) or []], ["macro", "label", "simple"])

    def test_declarations(self) -> None:
        s = self.source("static struct kmem_cache *a __ro_after_init, *b = NULL;\nstruct kmem_cache *f(void);\n")
        self.assertEqual([(d.tok.s, d.init, d.plain) for d in s.declarations()], [("a", "", True), ("b", "NULL", True)])

    def test_layout(self) -> None:
        text = rewrite.layout("\t", "err = kmem_cache_setup", ["foo_cachep", '"foo"', "sizeof(struct foo)",
                            "__alignof__(struct foo)", "SLAB_PANIC | SLAB_ACCOUNT | SLAB_HWCACHE_ALIGN", "NULL"], ");")
        self.assertLessEqual(max(rewrite.width(line) for line in ("\t" + text).split("\n")), 80)

    def test_panic(self) -> None:
        self.assertEqual(rewrite.add_panic("0"), "SLAB_PANIC")
        self.assertEqual(rewrite.add_panic("(A | B)"), "(A | B | SLAB_PANIC)")
        self.assertFalse(shape.constant(["x", "?", "SLAB_PANIC", ":", "0"]))

    def test_parsed(self) -> None:
        """What stands before an allocation goes only if spatch has parsed that."""
        path = str(SHAPES / "assert_alloc.c")
        src = ctext.Source(path, Path(path).read_text())
        for words, want in (({"KMEM_CACHE", "kmem_cache_alloc", "kmem_cache_zalloc"}, None),
                            ({"KMEM_CACHE", "kmem_cache_zalloc"}, "spatch cannot parse this")):
            seen = {(path, t.line, t.col) for w in words for t in src.where[w]}
            conv = convert.Converter(project.Project([path]), seen)
            conv.run([path])
            self.assertEqual([c.refused and c.refused.why for c in conv.caches.values()], [want])

    def test_local(self) -> None:
        """Nobody looks through the whole tree for the name of a local variable."""
        path = str(SHAPES / "local_second.c")
        conv = convert.Converter(project.Project([path]), None)
        conv.run([path])
        self.assertNotIn("t", conv.project.hits)

    def test_sparse(self) -> None:
        text = "int f(void)\n{\n\ta();\n}\nint g(void)\n{\n\tb();\n}\n"
        s = project.sparse(text, {"b"})
        self.assertEqual((len(s), s[text.index("int g"):]), (len(text), text[text.index("int g"):]))
        self.assertNotIn("a();", s)
        # A macro is one part.
        macro = "#define M(b) do {\t\\\n}\t\\\nwhile (0)\t\\\n\tuse(b)\n"
        self.assertEqual(project.sparse(macro, {"use"}), macro)

    def test_check(self) -> None:
        """What is written wrongly is found: a lost comment, an old pointer, a second definition."""
        path = str(SHAPES / "attributes.c")
        for old, new, want in (
                ("convert", "konvert", "a comment is lost"),
                ("DEFINE_STATIC_KMEM_CACHE(yak_cachep);", "static struct kmem_cache *yak_cachep;", "still a pointer"),
                ("DEFINE_STATIC_KMEM_CACHE(yak_cachep);", "DEFINE_STATIC_KMEM_CACHE(yak_cachep);" * 2, "defined 2 times"),
                ("return kmem_cache_setup(", "kmem_cache_setup(yak_cachep);\n\treturn kmem_cache_setup(", "set up twice"),
                ("module_init", "} module_init", "brackets"),
                ("module_init(yak_init)", "int yak_cachep_storage", "name of something else")):
            conv = convert.Converter(project.Project([path]), None)
            conv.run([path])
            self.assertEqual(check.check(conv), [])
            conv.results[path] = conv.results[path].replace(old, new)
            self.assertIn(want, "\n".join(check.check(conv)))

    def test_take_back(self) -> None:
        """A fault in what is written costs the caches of that file alone."""
        class Broken(convert.Converter):
            def apply(self) -> None:
                super().apply()
                for path in self.results:
                    if path.endswith("attributes.c"):
                        self.results[path] += "}\n"

        paths = [str(SHAPES / name) for name in ("attributes.c", "errno_braces.c")]
        conv = Broken(project.Project(paths), None)
        conv.run(paths)
        self.assertIn(paths[0], conv.results)
        with contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(check.take_back(conv, ""), [])
        self.assertIn("brackets that do not match", said.getvalue())
        self.assertEqual(list(conv.results), paths[1:])


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        GOLDEN.write_text(lines(answer("patch")[1]))
    else:
        unittest.main()
