# SPDX-License-Identifier: GPL-2.0-only
"""The files that can see a cache: a kernel tree, a git repository, or some folders."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Iterable, Optional

from . import cpp
from .ctext import Source

# What is read as C, and what is not, but can name a cache all the same.
TEXT = (".c", ".h", ".inc", ".inl", ".def", ".c_shipped", ".h_shipped", ".tmpl", ".i")
SUFFIXES = TEXT + (".S", ".rs", ".cc", ".cpp", ".cxx", ".hh", ".hpp")
# What a build leaves behind: it follows from the rest.
BUILT = re.compile(r"(^|/)\.|\.mod\.c$")
MANY = 400      # a word in more files than that is a common one


class Fatal(Exception):
    """What makes the whole run worthless."""


class Later(Exception):
    """A word has to be looked for first: with others, as that costs as much as one."""


def is_kernel(path: str) -> bool:
    return all(os.path.exists(os.path.join(path, f))
               for f in ("include/linux/slab.h", "mm/slub.c", "Kconfig", "MAINTAINERS"))


def has_source(path: str) -> bool:
    try:
        return any(e.name.endswith((".c", ".h")) or e.name in ("Makefile", "Kbuild")
                   for e in os.scandir(path) if e.is_file())
    except OSError:
        return False


INCLUDES_C = r'(include|define)[^"<]*["<][^">]*\.c[">]'
PART = re.compile(r"^\}[^\n\\]*\n", re.M)     # not inside a macro
CONDITION = re.compile(r"^[ \t]*%s(?:if|el|endif)%s" % (cpp.HASH, cpp.BODY), re.M | re.S)
# Headers that a Makefile puts before each file.
SPLIT = re.compile(r"\\[ \t\f\v\r]*\n(?=\w)")
FIRST = re.compile(r"\w+$")
REST = re.compile(r"\w+(?:%s\w+)*" % cpp.ON)
FORCED = re.compile(r"(?<![\w$-])--?(?:include|imacros)(?:[ \t,=]|\\\n)*[\"']?(\S+\.h\b|(?<!\n-include )[^\s\"',]+)")
RECIPE = re.compile(r"(?:GNU)?[Mm]akefile|Kbuild|CMakeLists\.txt|dkms\.conf|.*\.(?:mk|mak|am|sh|cmake)$")


def blank(text: str) -> str:
    return re.sub(r"[^\n]+", lambda m: " " * len(m.group()), text)


def sparse(text: str, words: set[str]) -> str:
    """text with blanks for the functions and types that mention none of words. What
    remains is where it was."""
    keep = re.compile(r"\bkmem_cache\b\s*\*|" + "|".join(sorted(re.escape(w) for w in words)))
    out: list[str] = []
    start = opened = done = 0
    ends = [m.end() for m in PART.finditer(text)] + [len(text) + 1]
    for end in ends:
        # No part ends inside a comment.
        opened += text.count("/*", start, end) - text.count("*/", start, end)
        start = end
        if opened and end <= len(text):
            continue
        piece = text[done:end]
        done = end
        if keep.search(piece):
            out.append(piece)
            continue
        last = 0
        for c in CONDITION.finditer(piece):
            out += [blank(piece[last:c.start()]), c.group()]
            last = c.end()
        out.append(blank(piece[last:]))
    return "".join(out)


def decode(names: bytes) -> str:
    return names.decode("utf-8", "surrogateescape")


class Project:
    def __init__(self, given: Iterable[str]) -> None:
        self.given = [os.path.abspath(g) for g in given]
        self.cwd = os.getcwd()
        self.sources: dict[str, Source] = {}
        self.partial: dict[str, set[str]] = {}  # sources that are not whole, and for what
        self.texts: dict[str, str] = {}
        self.hits: dict[str, set[str]] = {}
        self.wanted: Optional[set[str]] = None      # words to look for; None: at once
        self.c_includes: dict[str, set[str]] = {}   # by name, who includes it
        self.direct: dict[str, list[str]] = {}
        self.closures: dict[str, set[str]] = {}
        # The files that define a macro: with arguments, or without.
        self.macros: dict[str, set[str]] = {}
        self.objects: dict[str, set[str]] = {}
        self.indexed: set[str] = set()
        self.sighted: set[str] = set()
        self.by_dir: dict[str, list[str]] = {}
        self.by_base: dict[str, list[str]] = {}
        self.unknown: dict[str, int] = {}       # what is included by a macro: file, offset
        self.forced: dict[str, list[str]] = {}
        self.builds: dict[str, list[tuple[str, str]]] = {}
        self.joined: dict[str, set[str]] = {}   # words that go on in the next line
        self.closed: dict[str, set[str]] = {}   # the same, with what is included
        self.beyond: dict[str, list[str]] = {}
        self._files: Optional[list[str]] = None
        self._listed: set[str] = set()
        self._given: Optional[list[str]] = None
        self.kernel = self.git = False
        self.root = self.find_root()
        other = next((g for g in self.given if not (g + "/").startswith(self.root + "/")), "")
        if other:
            raise Fatal("%s is outside of %s, where %s is: run it for each" % (other, self.root, self.given[0]))
        if self.kernel and not os.path.exists(self.path("include/linux/slab-static.h")):
            raise Fatal("%s has no include/linux/slab-static.h: apply the series that adds "
                        "it first" % self.root)

    # --- where it is ---

    def find_root(self) -> str:
        first = self.given[0] if self.given else self.cwd
        start = first if os.path.isdir(first) else os.path.dirname(first)
        d = start
        while True:
            self.kernel = is_kernel(d)
            self.git = os.path.exists(os.path.join(d, ".git"))
            if self.kernel or self.git:
                return d
            up = os.path.dirname(d)
            if up == d:
                break
            d = up
        # Neither: as far up as there is source beside what was given.
        d = start
        for _ in range(4):
            up = os.path.dirname(d)
            if up in ("/", "/tmp", "/home", os.path.expanduser("~")) or \
                    os.path.ismount(up):
                break
            try:
                folders = [e.path for e in os.scandir(up) if e.is_dir() and e.path != d]
                # A place where projects are is no project.
                if any(is_kernel(f) or os.path.exists(os.path.join(f, ".git"))
                       for f in folders):
                    break
                beside = any(has_source(f) for f in folders)
            except OSError:
                break
            if not beside and not has_source(up):
                break
            d = up
        for g in self.given:
            while not (g + "/").startswith(d + "/"):
                d = os.path.dirname(d)
        return d

    def path(self, rel: str) -> str:
        return os.path.join(self.root, rel)

    def rel(self, path: str) -> str:
        if path.startswith(self.root + "/"):
            return path[len(self.root) + 1:]
        return path

    def show(self, path: str) -> str:
        """A path as spatch prints it."""
        if path.startswith(self.cwd + "/"):
            return path[len(self.cwd) + 1:]
        return path

    def is_given(self, path: str) -> bool:
        return any(path == g or path.startswith(g.rstrip("/") + "/") for g in self.given)

    # --- what is in it ---

    def files(self) -> list[str]:
        """All source files, also those that are not under version control yet or never. In
        the folders that are given, and in repositories inside, every file counts."""
        if self._files is not None:
            return self._files
        out: set[str] = set()
        skip = ("tools/", "Documentation/") if self.kernel else ()
        got = subprocess.run(
            ["git", "-C", self.root, "ls-files", "-z", "-co", "--exclude-standard"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False) if self.git else None
        if got and not got.returncode:
            for name in got.stdout.decode("utf-8", "surrogateescape").split("\0"):
                if name and not name.startswith(skip):
                    out.add(os.path.join(self.root, name))
            folders = {g if os.path.isdir(g) else os.path.dirname(g) for g in self.given}
            folders |= {f for f in out if not f.endswith(SUFFIXES) and os.path.isdir(f) and
                        not os.path.islink(f) and not is_kernel(f)}
        else:
            folders = {self.root}
        for folder in folders:
            for d, dirs, names in os.walk(folder):
                dirs[:] = [n for n in dirs if not n.startswith(".") and
                           not (d == self.root and n + "/" in skip) and
                           not is_kernel(os.path.join(d, n))]
                out.update(os.path.join(d, n) for n in names)
        out.update(self.given_files())
        for f in sorted(out):
            self.by_base.setdefault(os.path.basename(f), []).append(f)
        found = {f for f in out if f.endswith(SUFFIXES) and
                 not BUILT.search(os.path.basename(f))}
        self._files = sorted(found)
        if not self.kernel:
            # What has another ending, and is included.
            for f in self._files:
                for m in cpp.includes(self.text(f)) if f.endswith(TEXT) else ():
                    found.update(self.resolve(f, m[2], m[1]) if m[1] else ())
            self._files = sorted(found)
        return self._files

    @property
    def listed(self) -> set[str]:
        if not self._listed:
            self._listed = set(self.files())
        return self._listed

    def beside(self, folder: str) -> list[str]:
        """The C files of one folder."""
        if not self.by_dir:
            for f in self.files():
                if f.endswith(".c"):
                    self.by_dir.setdefault(os.path.dirname(f), []).append(f)
        return self.by_dir.get(folder, [])

    def given_files(self) -> list[str]:
        if self._given is not None:
            return self._given
        out = []
        for g in self.given:
            if os.path.isfile(g):
                out.append(g)
                continue
            for d, dirs, names in os.walk(g):
                dirs[:] = [n for n in dirs if n != ".git" and (
                    self.is_apart(g + "/") or not self.is_apart(os.path.join(d, n) + "/"))]
                out += [os.path.join(d, n) for n in names if n.endswith(TEXT)]
        # What has another ending, and is included from beside them.
        for f in out if len(out) < 3000 else ():
            for m in cpp.includes(self.text(f)):
                near = os.path.normpath(os.path.join(os.path.dirname(f), m[2] or ""))
                if m[1] == '"' and not near.endswith(TEXT) and near not in out and self.is_given(near) and \
                        os.path.isfile(near):
                    out.append(near)
        self._given = sorted(set(out))
        return self._given

    def is_apart(self, path: str) -> bool:
        """Whether path is in a kernel tree, and no part of the kernel."""
        return self.kernel and self.rel(path).startswith(("tools/", "Documentation/"))

    def given_with(self, words: Iterable[str]) -> list[str]:
        """The files that are given and have one of words; grep reads many of them faster."""
        given = self.given_files()
        if len(given) < 3000:
            return [p for p in given if any(w in self.text(p) for w in words)]
        self.grep(words)
        found = set().union(*(self.hits[w] for w in words))
        return [p for p in given if p in found]

    def text(self, path: str) -> str:
        if path not in self.texts:
            try:
                with open(path, encoding="latin-1", newline="") as f:
                    self.texts[path] = f.read()
            except OSError:
                self.texts[path] = ""
        return self.texts[path]

    def source(self, path: str, *words: str) -> Source:
        """The file path; with words, only the parts of it that mention one of them need
        to be there, the rest may be blank."""
        have = self.partial.get(path)
        if path in self.sources and (have is None or words and have.issuperset(words)):
            return self.sources[path]
        if not words:
            self.partial.pop(path, None)
            self.sources[path] = Source(path, self.text(path))
        else:
            self.partial[path] = have = (have or set()) | set(words)
            self.sources[path] = Source(path, sparse(self.text(path), have))
        return self.sources[path]

    def grep(self, words: Iterable[str]) -> None:
        """Look for words in all files; hits says where each is."""
        new = sorted(w for w in set(words) if w not in self.hits)
        if not new:
            return
        for w in new:
            self.hits[w] = set()
        env = dict(os.environ, LC_ALL="C")
        for a in range(0, len(new), 500):
            pattern = "|".join(re.escape(w) for w in new[a:a + 500])
            # The files first, which is faster, and then what is in them.
            # With them those that include a C file, of which there are few.
            first = new[a:a + 500] + ([] if self.c_includes else ['.c"', ".c>"])
            names = "\0".join(self.files()).encode("utf-8", "surrogateescape")
            names = subprocess.run(["xargs", "-0r", "grep", "-alZF"] + ["-e" + w for w in first],
                                   input=names, stdout=subprocess.PIPE, env=env,
                                   check=False).stdout
            if not self.c_includes:
                self.find_c_includes(names, env)
            got = subprocess.run(["xargs", "-0r", "grep", "-aowHZE", "--", pattern],
                                 input=names, stdout=subprocess.PIPE, env=env,
                                 check=False).stdout
            for path, w in set(re.findall(r"([^\0]+)\0([^\n]*)\n", decode(got))):
                self.hits[w].add(path)

    def users(self, word: str) -> set[str]:
        if self.wanted is not None and word not in self.hits:
            self.wanted.add(word)
            raise Later
        self.grep([word])
        return self.hits[word]

    def declares(self, word: str) -> set[str]:
        """The files that could declare the global pointer word or use it: those that
        mention it, or if it is a common word those that can declare it."""
        found = self.users(word)
        if len(found) <= MANY:
            return found
        got = subprocess.run(["xargs", "-0", "grep", "-alZF", "kmem_cache"],
                             input="\0".join(sorted(found)).encode("utf-8", "surrogateescape"),
                             stdout=subprocess.PIPE, check=False).stdout
        return {f for f in decode(got).split("\0") if f and cpp.points_to_cache(self.text(f), word)}

    # --- includes ---

    def resolve(self, path: str, name: str, quote: str) -> list[str]:
        """The files that an include in path can mean."""
        if quote == '"':
            near = os.path.normpath(os.path.join(os.path.dirname(path), name))
            if os.path.isfile(near):
                return [near]
        top = os.path.join(self.root, "include", name)
        if os.path.isfile(top):
            return [top]
        self.files()
        name = os.path.normpath(name)
        tail = "/" + re.sub(r"^(\.\./)+", "", name)
        # Only the build knows which of several it is.
        return [f for f in self.by_base.get(os.path.basename(name), []) if f.endswith(tail)]

    def includes(self, path: str) -> list[str]:
        if path not in self.direct:
            out: list[str] = []
            for m in cpp.includes(self.text(path)):
                if m[1]:
                    out += self.resolve(path, m[2], m[1])
                elif not (self.kernel and self.rel(path).startswith("include/trace/")):
                    # Those read the trace header that includes them once more.
                    found = self.named_by(path, m[3])
                    if not found:
                        self.unknown[path] = m.start()
                    out += found
            if path.endswith(".c"):
                out += self.put_before(os.path.dirname(path))
            self.direct[path] = out
        return self.direct[path]

    def named_by(self, path: str, words: str) -> list[str]:
        """The files that #include MACRO means in path; none if that is not known."""
        out: list[str] = []
        name = cpp.code(words).strip()
        if re.fullmatch(r"\w+", name):
            for p in sorted(self.users(name) | {path}):
                for m, macro, _, _ in cpp.defines(self.text(p)):
                    if macro == name:
                        file = re.fullmatch(r"\s*([<\"])([^<>\"]+)[>\"]\s*", cpp.code(m[3]))
                        if not file:
                            return []
                        out += self.resolve(path, file[2], file[1])
        return out

    def put_before(self, folder: str) -> list[str]:
        """The headers that Makefiles of folder and above put before each file."""
        if folder not in self.forced:
            out: list[str] = []
            for recipe, text in self.recipes(folder):
                for name in FORCED.findall(text):
                    out += self.resolve(recipe, re.sub(r"\$[({][^)}]*[)}]/*", "", name), '"')
            self.forced[folder] = out
        return self.forced[folder]

    def recipes(self, folder: str) -> list[tuple[str, str]]:
        """The files of folder and above that say how to build it, with what is in them, and what
        the caller's environment adds."""
        if folder not in self.builds:
            out = []
            if folder.startswith(self.root) and not (self.kernel and folder == self.root):
                names = ("Makefile", "Kbuild") if self.kernel else sorted(
                    e.name for e in os.scandir(folder) if RECIPE.match(e.name) and e.is_file())
                out = [(path, self.text(path)) for path in (os.path.join(folder, n) for n in names)]
            if out and folder != self.root or not out and folder.startswith(self.root + "/"):
                out += self.recipes(os.path.dirname(folder))
            else:
                out.append(("KCFLAGS", " " + os.environ.get("KCFLAGS", "")))
            self.builds[folder] = out
        return self.builds[folder]

    def seen_with(self, path: str, word: str) -> set[str]:
        """The files that path includes, directly or not, and that have word."""
        found = self.users(word)
        close = self.closure(path)
        if path not in self.beyond:
            # Not among the files of the project: each has to be looked at.
            self.beyond[path] = [p for p in close if p not in self.listed]
        return (close & found).union(p for p in self.beyond[path] if word in self.text(p))

    def closure(self, path: str) -> set[str]:
        """All that path includes, directly or through another."""
        if path not in self.closures:
            seen: set[str] = set()
            todo = [path]
            while todo:
                for f in self.includes(todo.pop()):
                    if f not in seen:
                        seen.add(f)
                        todo.append(f)
            seen.discard(path)
            self.closures[path] = seen
        return self.closures[path]

    def units(self, path: str) -> set[str]:
        """The C files that read path, directly or through others."""
        done: set[str] = set()
        todo = {path}
        while todo:
            one = todo.pop()
            done.add(one)
            if not one.endswith(".c"):
                todo |= {p for p in self.users(os.path.basename(one)) if one in self.includes(p)} - done
        return {p for p in done if p.endswith(".c")}

    def is_macro(self, path: str, name: str) -> bool:
        """Whether path or what it includes defines name as a macro with arguments."""
        return bool(self.macro_homes(path, name))

    def macro_homes(self, path: str, name: str) -> set[str]:
        """The files that do that."""
        self.index(path)
        return {p for p in self.macros.get(name, ()) if p == path or p in self.closure(path)}

    def object_homes(self, path: str, name: str) -> set[str]:
        """The same for a macro without arguments that has a word in it."""
        self.index(path)
        return {p for p in self.objects.get(name, ()) if p == path or p in self.closure(path)}

    def has_split(self, path: str, word: str) -> bool:
        """Whether path, or what it includes, has word on two lines, where nobody finds it."""
        if path not in self.closed:
            self.closed[path] = set().union(*map(self.split_words, self.closure(path) | {path}))
        return word in self.closed[path]

    def split_words(self, path: str) -> set[str]:
        """The words of one file that go on in the next line."""
        if path not in self.joined:
            text = self.text(path)
            self.joined[path] = {left[0] + re.sub(cpp.ON, "", right[0]) for m in SPLIT.finditer(text)
                                 for left in [FIRST.search(text[max(0, m.start() - 100):m.start()])]
                                 for right in [REST.match(text, m.end())] if left and right}
        return self.joined[path]

    def near(self, paths: Iterable[str]) -> set[str]:
        """The C files that may use what paths share: of a kernel, those in the same folders."""
        if not self.kernel:
            return {p for p in self.files() if p.endswith(TEXT)}
        return {p for folder in {os.path.dirname(p) for p in paths} for p in self.beside(folder)}

    def index(self, path: str) -> None:
        """Note the macros that path sees."""
        if path in self.sighted:
            return
        self.sighted.add(path)
        sees = self.closure(path) | {path}
        for p in sees - self.indexed:
            for word, how in cpp.MACRO.findall(self.text(p)):
                (self.macros if how == "(" else self.objects).setdefault(word, set()).add(p)
        self.indexed |= sees

    def includers(self, path: str) -> list[str]:
        """Other files that include the C file path."""
        self.users("kmem_cache_create" if not self.hits else next(iter(self.hits)))
        return [f for f in sorted(self.c_includes.get(os.path.basename(path), ()))
                if f != path and (path in self.includes(f) or f in self.unknown)]

    def find_c_includes(self, names: bytes, env: dict[str, str]) -> None:
        got = subprocess.run(["xargs", "-0r", "grep", "-aHoZE", "--", INCLUDES_C], input=names,
                             stdout=subprocess.PIPE, env=env, check=False).stdout
        self.c_includes[""] = set()
        for path, rest in re.findall(r"([^\0]+)\0([^\n]*)\n", decode(got)):
            base = re.split(r'[/"<]', rest[:-1])[-1]
            self.c_includes.setdefault(base, set()).add(path)

    def in_userspace(self, path: str) -> bool:
        """Whether tools/testing builds this file too, with a slab.h of its own."""
        if not self.kernel or self.is_apart(path):
            return self.kernel
        if not hasattr(self, "usercopied"):
            self.usercopied: set[str] = set()
            got = subprocess.run(
                ["grep", "-rhoE", r"\.\./(lib|mm|kernel|fs)/[a-z0-9_/-]+\.c",
                 self.path("tools/testing")], stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, check=False).stdout.decode("latin-1")
            self.usercopied = {line[3:] for line in got.split()}
        return self.rel(path) in self.usercopied
