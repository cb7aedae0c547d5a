# SPDX-License-Identifier: GPL-2.0-only
"""Where a cache is declared, and which files can see it."""

from __future__ import annotations

import os
import re

from . import cpp
from .cache import Cache
from .ctext import MAKE, Decl, Refuse, Source, Token, exclusive
from .members import Members
from .names import KEYWORDS
from .project import MANY, TEXT, Project

ATTRIBUTES = {"__ro_after_init", "__read_mostly", "__maybe_unused", "__used", "__aligned",
              "____cacheline_aligned", "__cacheline_aligned", "____cacheline_aligned_in_smp",
              "__cacheline_aligned_in_smp", "__visible", "__cacheline_aligned_on_smp",
              "__attribute__((unused))", "__attribute__((__unused__))",
              "__attribute__((used))", "__attribute__((__used__))"}


class Declared:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.proof = Members(project)

    def declared(self, src: Source, name: str) -> bool:
        """Whether src or what it includes declares name as a pointer. Nobody has to look
        through the whole tree for a local variable."""
        return any(d.tok.s == name for d in src.declarations()) or any(
            name in text and cpp.points_to_cache(text, name) and
            cpp.points_to_cache(cpp.code(text), name)
            for text in map(self.project.text, self.project.closure(src.path)))

    def unknown(self, src: Source, name: str) -> Refuse:
        """Why name is not seen to be a pointer to a cache."""
        for other in self.project.includers(src.path):
            return Refuse("its file is included by " + self.project.show(other), src)
        if self.project.object_homes(src.path, name) or self.project.macro_homes(src.path, name):
            return Refuse("%s is a macro" % name, src)
        self.proof.check_pasted(src, name)
        if any(src.function_of(k) and src.is_seq(k.i - 2, ",", "*") for k in src.where[name]):
            return Refuse("a local variable", src)
        for path in [src.path] + sorted(self.project.closure(src.path)):
            s = self.project.source(path, name) if name in self.project.text(path) else src
            for t in s.where.get(name, ()):
                a = t.i
                while a > 0 and s.tok(a - 1).s not in (";", "}") and not s.tok(a - 1).pp:
                    a -= 1
                words = [w for w in s.words(a, t.i) if w not in ("static", "extern", "const", "volatile")]
                if t.brace or t.pp or not words or not t.paren and (
                        s.tok(t.i + 1).s not in (";", "=", ",", "[") and s.tok(t.i + 1).kind != "id" or
                        any(not re.fullmatch(r"\w+|[*(),\[\]]", w) for w in words)):
                    continue
                if len(words) > 1 and words[1] not in ("*", "(", ",") and words[0] != "struct":
                    continue        # no code
                if t.paren and s.tok(t.i - 1).s == "(" and s.tok(t.i + 1).s in (")", ",") and len(words) > 1 and \
                        s.tok(t.i - 2).kind == "id" and s.tok(s.match(t.i - 1) + 1).s in (";", "="):
                    return Refuse("declared by %s()" % s.tok(t.i - 2).s, s, t)
                if not t.paren and re.match(r"[A-Za-z_]", words[0]) and words[0] not in ("struct", "typeof") and \
                        not words[0].isupper():
                    return Refuse("declared as %s, not as struct kmem_cache *" % words[0], s, t)
                return Refuse("declared in a way that is not understood", s, t)
        return Refuse("not declared as a pointer at file scope", src)

    def find_definition(self, cache: Cache) -> None:
        src, name = cache.src, cache.name
        mine = [d for d in src.declarations() if d.tok.s == name]
        if not mine and not self.declared(src, name):
            raise self.unknown(src, name)
        cache.static = any("static" in d.words for d in mine)
        files = [src]
        if not cache.static:
            for path in sorted(self.project.declares(name)):
                if path != src.path:
                    if not path.endswith((".c", ".h", ".inc")):
                        raise Refuse("used in %s" % self.project.show(path), src)
                    s = self.project.source(path, name)
                    self.proof.check_strings(s, name)
                    if name in s.where:
                        files.append(s)
        defs: list[tuple[Source, Decl]] = []
        private: set[str] = set()
        theirs: set[str] = set()        # what declares another of that name
        for s in files:
            ds = [d for d in s.declarations() if d.tok.s == name]
            if s is not src and any("static" in d.words for d in ds):
                if not all("static" in d.words for d in ds):
                    raise Refuse("declared more than once", s, ds[0].tok)
                private.add(s.path)     # a pointer of that file, with the same name
                continue
            for d in ds:
                (cache.externs if "extern" in d.words else defs).append((s, d))
        if not defs and not cache.externs:
            raise Refuse("not declared as a pointer at file scope", src)
        if not defs:
            raise Refuse("not defined as a pointer at file scope", src)
        if len(defs) > 1:
            # Another one of that name, in a part that never meets this one.
            near = [x for x in defs if x[0].path == src.path or self.meets(src, x[0], cache)]
            if not near or any(s is not near[0][0] for s, _ in near):
                raise Refuse("defined more than once", defs[1][0], defs[1][1].tok)
            others = {s.path for s, _ in defs if s.path != near[0][0].path}
            theirs = self.part(cache, near[0][0], others) if others else set()
            private |= others | theirs
            defs = near
        cache.home, cache.definition = defs[0]
        self.sort(cache, [d for _, d in defs])
        if cache.externs and defs[0][0].path != src.path and not any(
                e.path in self.project.closure(src.path) or e.path == src.path for e, _ in cache.externs):
            raise Refuse("defined in one file and created in another that does not see it",
                         defs[0][0], defs[0][1].tok)
        # Files that mention it and do not see it mean something else.
        heads = {e.path for e, _ in cache.externs}
        for s in files:
            if s.path in private:
                continue
            declared = s.path in heads | {defs[0][0].path}
            sees = declared or not heads.isdisjoint(self.project.closure(s.path))
            if not sees and not theirs.isdisjoint(self.project.closure(s.path)):
                continue
            if not sees and heads and not s.path.endswith(".c"):
                # Somebody may include it behind a head, whose macro it then meets.
                sees = any(not t.pp and s.tok(t.i - 1).s not in (".", "->") or t.pp == "define"
                           for t in s.where[name])
            if not sees and s is not src and not self.means_other(s, name):
                if not heads:
                    raise Refuse("also used in a file that no declaration is seen in", s,
                                 s.where[name][0])
                sees = True
            if sees or s is src:
                cache.files.append(s)
                cache.mentions += [(s, t) for t in s.where[name]]
        if not cache.externs and defs[0][0].path != src.path:
            raise Refuse("defined in one file and created in another", *defs[0][:1],
                         defs[0][1].tok)
        for s in files:
            for t in s.where[name]:
                a = t.i
                while a > 0 and s.tok(a - 1).s not in (";", "{", "}") and not s.tok(a - 1).pp:
                    a -= 1
                if t.paren or t.pp or s.tok(t.i + 1).s == "(" or "extern" not in s.words(a, t.i):
                    continue
                if t.brace:
                    raise Refuse("declared inside a function", s, t)
                if "kmem_cache" not in s.words(a, t.i):
                    raise Refuse("declared with another type", s, t)
        if cache.static and cache.externs:
            raise Refuse("declared more than once", *cache.externs[0][:1],
                         cache.externs[0][1].tok)
        hits = self.project.users(name)
        if cache.externs and len(hits) > MANY:
            raise Refuse("%d files have a word of that name" % len(hits), src)
        eq = [(s, t) for s, t in cache.mentions if not t.pp and self.is_creation(s, t)]
        for s, t in eq:
            if s is not src:
                raise Refuse("created in several files", s, t)
            i = t.i + 2
            while s.tok(i).s == "(":
                i = s.match(i) + 1
            cache.creations.append((t, s.tok(i)))

    def part(self, cache: Cache, home: Source, others: set[str]) -> set[str]:
        """Leave to the other definitions, in the files others, what declares them."""
        own = set().union(*({s.path} | self.project.closure(s.path) for s in (cache.src, home)))
        seen = others.union(*map(self.project.closure, others))
        for s, d in cache.externs:
            if s.path not in own | seen:
                raise Refuse("defined more than once, and declared where neither is seen", s, d.tok)
        theirs = {s.path for s, _ in cache.externs} - own
        cache.externs = [(s, d) for s, d in cache.externs if s.path in own]
        return theirs

    @staticmethod
    def sort(cache: Cache, defs: list[Decl]) -> None:
        """Several definitions in one file: one a branch of an #if, or what C calls tentative."""
        assert cache.home
        for n, d in enumerate(defs[1:], 1):
            once = [defs[0], *cache.others]
            if ("static" in d.words) != ("static" in defs[0].words):
                raise Refuse("defined in two ways", cache.home, d.tok)
            if any(e.start == d.start for e in once):
                raise Refuse("defined more than once", cache.home, d.tok)
            if all(exclusive(e.tok, d.tok) for e in once):
                cache.others.append(d)
            elif any(e.tok.cond == d.tok.cond[:len(e.tok.cond)] for e in once):
                cache.again.append(d)
            else:
                raise Refuse("defined more than once", cache.home, d.tok)

    def check_apart(self, cache: Cache) -> None:
        """A private cache: no header uses it that nobody is seen to include. The command line of
        make can have that read before each file."""
        src, name = cache.src, cache.name
        hits = self.project.users(name) if cache.static else ()
        for path in sorted(hits) if len(hits) <= MANY else ():
            if path.endswith((".c", ".c_shipped")) or path in self.project.closure(src.path):
                continue
            s = self.project.source(path, name) if path.endswith(TEXT) else None
            used = [t for t in s.where.get(name, ()) if self.is_used(s, t)] if s else []
            if s and used and not any(path in self.project.includes(p)
                                      for p in self.project.users(os.path.basename(path)) if p.endswith(TEXT)):
                raise Refuse("used in a header that nobody is seen to include", s, used[0])

    def is_used(self, s: Source, t: Token) -> bool:
        """Whether t, in a header, can mean a variable of those who include it."""
        prev = s.tok(t.i - 1)
        if prev.s in (".", "->", "struct", "union", "enum", "#"):
            return False
        if t.pp:
            return t.pp == "define" and prev.s != "define" and not self.proof.is_own_word(s, t)
        f = s.function_of(t)
        return f is not None and not any(
            f.head.i < k.i < f.close and (s.tok(k.i - 1).s == "*" or s.tok(k.i - 1).kind == "id" and
                                          s.tok(k.i - 1).s not in KEYWORDS) for k in s.where[t.s])

    def meets(self, src: Source, other: Source, cache: Cache) -> bool:
        heads = {e.path for e, _ in cache.externs}
        a = heads & (self.project.closure(src.path) | {src.path})
        b = heads & (self.project.closure(other.path) | {other.path})
        return bool(a & b) or not heads

    @staticmethod
    def is_creation(s: Source, t: Token) -> bool:
        if s.tok(t.i + 1).s != "=" or s.tok(t.i - 1).s in (".", "->"):
            return False
        i = t.i + 2
        while s.is_seq(i, "(", "struct", "kmem_cache", "*", ")") or s.is_seq(i, "(", "void", "*", ")"):
            i = s.match(i) + 1
        return s.tok(i).s in MAKE and s.tok(i + 1).s == "("

    def means_other(self, s: Source, name: str) -> bool:
        """Whether each mention in s is a variable, member or label of its own."""
        for t in s.where[name]:
            prev, nxt = s.tok(t.i - 1), s.tok(t.i + 1)
            if prev.s in (".", "->", "struct", "union", "enum", "goto") or \
                    t.pp in ("define", "include", "error", "warning"):
                continue
            f = s.function_of(t) or s.in_head(t)
            if prev.s == "*" or (prev.kind == "id" and prev.s not in
                                 ("return", "else", "sizeof", "case")):
                continue
            if nxt.s == "(" and not self.is_object(s, name):
                continue
            if f and any(f.head.i < k.i < f.close and k is not t and
                         (s.tok(k.i - 1).s == "*" or s.tok(k.i - 1).kind == "id" and
                          s.tok(k.i - 1).s not in ("return", "else", "sizeof", "case"))
                         for k in s.where[name]):
                continue
            if any(k.paren == 0 and k.brace == 0 and not k.pp and
                   (s.tok(k.i - 1).s == "*" or s.tok(k.i - 1).kind == "id")
                   for k in s.where[name]):
                continue        # a variable of that file
            return False
        return True

    @staticmethod
    def is_object(s: Source, name: str) -> bool:
        return any(d.tok.s == name for d in s.declarations())

    def check_declaration(self, s: Source, d: Decl) -> None:
        if s.tok(d.tok.i + 1).s == "[":
            raise Refuse("an array", s, d.tok)
        if d.plain and d.init not in ("", "NULL", "nullptr", "0"):
            raise Refuse("declared with a value of its own", s, d.tok)
        if not d.plain:
            line = next((k for k in s.toks[d.start:d.stop] if k.pp), None)
            raise Refuse("preprocessor lines in its declaration" if line else
                         "declared in a way that is not understood", s, line or d.tok)
        for a in d.attrs + d.words:
            if a not in ATTRIBUTES and a not in ("static", "extern"):
                raise Refuse("declared with %s" % a, s, d.tok)
        if s.path.endswith(".h") and "extern" not in d.words:
            raise Refuse("defined in a header", s, d.tok)
