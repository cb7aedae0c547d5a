# SPDX-License-Identifier: GPL-2.0-only
"""The files that can see a cache: a kernel tree, a git repository, or some folders."""

from __future__ import annotations

import os
import re
import subprocess
from typing import Iterable, Optional

from .ctext import INCLUDE, Source

SUFFIXES = (".c", ".h", ".S", ".inc", ".rs")
MANY = 400      # a word in more files than that is a common one


class Fatal(Exception):
    """What makes the whole run worthless."""


class Later(Exception):
    """A word has to be looked for first: with others, as that costs as much as one."""


def is_kernel(path: str) -> bool:
    return all(os.path.exists(os.path.join(path, f))
               for f in ("include/linux/slab.h", "Kconfig", "MAINTAINERS"))


def has_source(path: str) -> bool:
    try:
        return any(e.name.endswith((".c", ".h")) or e.name in ("Makefile", "Kbuild")
                   for e in os.scandir(path) if e.is_file())
    except OSError:
        return False


INCLUDES_C = r'include[[:space:]]*["<][^">]*\.c[">]'
# Names whose meaning matters, where they are defined, and who may define them.
WATCHED = ("kmem_cache_", "KMEM_CACHE", "mempool_", "alloc_inode_sb", "module_init", "initcall")
NAME = r"(\w*(?:%s)\w*)" % "|".join(WATCHED)
MEANING = re.compile(r"^[ \t]*#[ \t]*define[ \t]+" + NAME + r"|^[a-z][\w \t*]*[ \t*\n]" + NAME +
                     r"\((?:[^;{}()]|\([^()]*\))*\)\s*\{", re.M)
OWN = {"include/linux/%s.h" % name for name in ("slab", "mempool", "fs", "init", "module")}
PART = re.compile(r"^\}[^\n]*(?<!\\)(?<!\\\r)\n", re.M)     # not inside a macro
# With arguments, or made of words.
MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(\(|[ \t](?:[^\n\\]|\\.)*?\b[A-Za-z_])",
                   re.M | re.S)
CONDITION = re.compile(r"^[ \t]*#[ \t]*(?:if|el|endif)(?:[^\n\\]|\\.)*", re.M | re.S)


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
        self.meanings: dict[str, frozenset[str]] = {}
        self.changed: dict[str, frozenset[str]] = {}
        self._files: Optional[list[str]] = None
        self._given: Optional[list[str]] = None
        self.kernel = self.git = False
        self.root = self.find_root()
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
        """All source files, also those that are not under version control yet."""
        if self._files is not None:
            return self._files
        out: set[str] = set()
        skip = ("tools/", "Documentation/") if self.kernel else ()
        got = subprocess.run(
            ["git", "-C", self.root, "ls-files", "-z", "-co", "--exclude-standard", "--"]
            + ["*" + s for s in SUFFIXES],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False) if self.git else None
        if got and not got.returncode:
            for name in got.stdout.decode("utf-8", "surrogateescape").split("\0"):
                if name and not name.startswith(skip):
                    out.add(os.path.join(self.root, name))
        else:
            for d, dirs, names in os.walk(self.root):
                dirs[:] = [n for n in dirs if not n.startswith(".")
                           and not (d == self.root and n + "/" in skip)]
                out.update(os.path.join(d, n) for n in names if n.endswith(SUFFIXES))
        out.update(self.given_files())
        self._files = sorted(out)
        for f in self._files:
            self.by_base.setdefault(os.path.basename(f), []).append(f)
        return self._files

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
                dirs[:] = [n for n in dirs if n != ".git"]
                out += [os.path.join(d, n) for n in names if n.endswith((".c", ".h"))]
        if self.kernel:
            out = [f for f in out if not self.rel(f).startswith(("tools/", "Documentation/"))]
        self._given = sorted(set(out))
        return self._given

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
            names = subprocess.run(["xargs", "-0r", "grep", "-lZF"] + ["-e" + w for w in first],
                                   input=names, stdout=subprocess.PIPE, env=env,
                                   check=False).stdout
            if not self.c_includes:
                self.find_c_includes(names, env)
            got = subprocess.run(["xargs", "-0r", "grep", "-owHE", "--", pattern],
                                 input=names, stdout=subprocess.PIPE, env=env,
                                 check=False).stdout
            last = ""
            for line in got.decode("utf-8", "surrogateescape").split("\n"):
                if line != last and line:
                    path, w = line.rsplit(":", 1)
                    self.hits[w].add(path)
                last = line

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
        pat = re.compile(r"\bkmem_cache\b[^;{}()]*\*[^;{}()]*\b%s\b" % re.escape(word))
        got = subprocess.run(["xargs", "-0", "grep", "-lF", "kmem_cache"],
                             input="\0".join(sorted(found)).encode(),
                             stdout=subprocess.PIPE, check=False).stdout.decode()
        out = set()
        for f in got.splitlines():
            with open(f, encoding="latin-1") as file:
                if pat.search(file.read()):
                    out.add(f)
        return out

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
        found = [f for f in self.by_base.get(os.path.basename(name), [])
                 if f.endswith(tail)]
        if len(found) < 2 or name.startswith("asm/"):
            return found
        best = max(len(os.path.commonpath([path, f])) for f in found)
        return [f for f in found if len(os.path.commonpath([path, f])) == best]

    def includes(self, path: str) -> list[str]:
        if path not in self.direct:
            out: list[str] = []
            for m in INCLUDE.finditer(self.text(path)):
                out += self.resolve(path, m.group(2), m.group(1))
            self.direct[path] = out
        return self.direct[path]

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

    def index(self, path: str) -> None:
        """Note the macros that path sees."""
        if path in self.sighted:
            return
        self.sighted.add(path)
        sees = self.closure(path) | {path}
        for p in sees - self.indexed:
            for word, how in MACRO.findall(self.text(p)):
                (self.macros if how == "(" else self.objects).setdefault(word, set()).add(p)
        self.indexed |= sees

    def redefined(self, path: str, name: str) -> bool:
        """Whether path, or what it includes, gives a name of the allocator or of an initcall
        another meaning. The kernel's own headers do not."""
        if path not in self.changed:
            self.changed[path] = frozenset().union(*map(self.defines, {path} | self.closure(path)))
        return name in self.changed[path]

    def defines(self, path: str) -> frozenset[str]:
        if path not in self.meanings:
            text = self.text(path)
            own = self.kernel and self.rel(path) in OWN or not any(w in text for w in WATCHED)
            found = () if own else MEANING.finditer(text)
            self.meanings[path] = frozenset(m[1] or m[2] for m in found)
        return self.meanings[path]

    def includers(self, path: str) -> list[str]:
        """Other files that include the C file path."""
        self.users("kmem_cache_create" if not self.hits else next(iter(self.hits)))
        return [f for f in sorted(self.c_includes.get(os.path.basename(path), ()))
                if f != path and path in self.includes(f)]

    def find_c_includes(self, names: bytes, env: dict[str, str]) -> None:
        got = subprocess.run(["xargs", "-0r", "grep", "-HoE", "--", INCLUDES_C], input=names,
                             stdout=subprocess.PIPE, env=env, check=False).stdout
        self.c_includes[""] = set()
        for line in got.decode("utf-8", "surrogateescape").splitlines():
            path, _, rest = line.partition(":")
            base = re.split(r'[/"<]', rest[:-1])[-1]
            self.c_includes.setdefault(base, set()).add(path)

    def in_userspace(self, path: str) -> bool:
        """Whether tools/testing builds this file too, with a slab.h of its own."""
        if not self.kernel:
            return False
        if not hasattr(self, "usercopied"):
            self.usercopied: set[str] = set()
            got = subprocess.run(
                ["grep", "-rhoE", r"\.\./(lib|mm|kernel|fs)/[a-z0-9_/-]+\.c",
                 self.path("tools/testing")], stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, check=False).stdout.decode("latin-1")
            self.usercopied = {line[3:] for line in got.split()}
        return self.rel(path) in self.usercopied
