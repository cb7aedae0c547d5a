# SPDX-License-Identifier: GPL-2.0-only
"""Decides for each creation whether it can be converted."""

from __future__ import annotations

import os
import re
from typing import Callable, Optional

from . import cpp, shape
from .cache import Cache, Site
from .ctext import MAKE, Decl, Function, Include, Refuse, Source, Stmt, Token, exclusive
from .project import MANY, SUFFIXES, Later, Project
from .once import Once
from .members import Members
from .proof import EXPORT, TYPES, null_test

ATTRIBUTES = {"__ro_after_init", "__read_mostly", "__maybe_unused", "__used", "__aligned",
              "____cacheline_aligned", "__cacheline_aligned", "____cacheline_aligned_in_smp",
              "__cacheline_aligned_in_smp", "__visible", "__cacheline_aligned_on_smp"}
HEADER = "linux/slab-static.h"
# What that and its includes define; and who else may do so.
BROUGHT = [setup for setup, _ in MAKE.values()] + [
    "DEFINE_KMEM_CACHE", "DEFINE_STATIC_KMEM_CACHE", "DECLARE_KMEM_CACHE", "KMEM_CACHE_SIZE",
    "to_kmem_cache", "kmem_cache_opaque", "slab_unset_sheaves"]
LINUX = ("/linux/slab.h", "/linux/slab-static.h", "/generated/kmem-cache-size.h", "/mm/slab.h")
ALLOC = ("kmem_cache_alloc", "kmem_cache_zalloc")   # those that static_cache.cocci looks for


class Decider:
    def __init__(self, project: Project, parsed: Optional[set[tuple[str, int, int]]]) -> None:
        self.project = project
        self.parsed = parsed            # calls that spatch saw; None: it was not asked
        self.proof = Members(project)
        self.once = Once(project, self.proof)
        self.sites: list[Site] = []
        self.caches: dict[tuple[str, str], Cache] = {}

    def run(self, paths: list[str]) -> None:
        for path in paths:
            src = self.project.source(path)
            for t in shape.make_sites(src):
                site = Site(src, t)
                self.sites.append(site)
                try:
                    site.name = shape.creation_lhs(src, t).s
                except Refuse as r:
                    site.why = r
        self.prime()
        for site in self.sites:
            if site.why:
                continue
            key = (site.src.path, site.name)
            if key not in self.caches:
                self.caches[key] = Cache(site.name, site.src)
            site.cache = self.caches[key]
        todo = list(self.caches.values())
        while todo:
            self.project.wanted = set()
            todo = [cache for cache in todo if not self.decided(cache)]
            self.project.grep(self.project.wanted)
        self.project.wanted = None

    def decided(self, cache: Cache) -> bool:
        try:
            self.guarded(cache, self.decide)
            return True
        except Later:
            vars(cache).update(vars(Cache(cache.name, cache.src)))
            return False

    def guarded(self, cache: Cache, what: Callable[[Cache], None]) -> bool:
        try:
            what(cache)
            return True
        except Refuse as r:
            cache.refused = r
        except (IndexError, ValueError, RecursionError):
            cache.refused = Refuse("code that is not understood", cache.src)
        return False

    def prime(self) -> None:
        """Look for all words at once that will be asked for one by one."""
        words: set[str] = set()
        funcs: set[str] = set()
        for site in self.sites:
            if site.name:
                if self.declared(site.src, site.name):
                    words |= {site.name, site.name + "_storage"}
                f = site.src.function_of(site.tok)
                if f and f.name:
                    words.add(f.name)
                    funcs |= self.callers(site.src, {f.name}) if f.static else {f.name}
        # Who calls the functions that create: in the files that are given, which are read
        # anyway, or in the whole tree, one level at a time.
        given = self.project.given_files() if funcs else []
        few = len(given) < 3000
        todo = set(funcs)
        seen: set[str] = set()
        for _ in range(8):
            if not todo:
                break
            seen |= todo
            if few:
                pat = re.compile(r"\b(%s)\s*\(" % "|".join(sorted(todo)))
                where = {p: todo for p in given if p.endswith(".c") and
                         pat.search(self.project.text(p))}
            else:
                self.project.grep(words | todo)
                where = {}
                for w in todo:
                    if len(self.project.hits[w]) < 50:
                        for p in self.project.hits[w]:
                            where.setdefault(p, set()).add(w)
            found: set[str] = set()
            for path, names in where.items():
                found |= self.callers(self.project.source(path, *names), names)
            todo = found - seen
            funcs |= found
        self.project.grep(words | funcs)

    def declared(self, src: Source, name: str) -> bool:
        """Whether src or what it includes declares name as a pointer. Nobody has to look
        through the whole tree for a local variable."""
        return any(d.tok.s == name for d in src.declarations()) or any(
            name in text and cpp.points_to_cache(text, name) and
            cpp.points_to_cache(cpp.code(text), name)
            for text in map(self.project.text, self.project.closure(src.path)))

    @staticmethod
    def callers(src: Source, names: set[str]) -> set[str]:
        """The functions in src that others may call and that call one of names, also
        through static ones."""
        done: set[str] = set()
        out: set[str] = set()
        todo = list(names)
        while todo:
            for t in src.where.get(todo.pop(), []):
                f = src.function_of(t)
                if f and f.name and not t.pp and f.name not in done:
                    done.add(f.name)
                    (todo.append if f.static else out.add)(f.name)
        return out

    # --- the verdict --------------------------------------------------------------

    def decide(self, cache: Cache) -> None:
        src, name = cache.src, cache.name
        self.find_definition(cache)
        static = cache.static
        home, definition = cache.home, cache.definition
        assert home and definition
        for path in {src.path, home.path}:
            for other in self.project.includers(path):
                raise Refuse("its file is included by " + self.project.show(other), src)
        for s in {id(x): x for x in [src, home] + [e for e, _ in cache.externs]}.values():
            if self.project.in_userspace(s.path):
                raise Refuse("also built in user space by tools/testing", s)
            if s.broken:
                raise Refuse("the brackets of %s do not match" % self.project.show(s.path),
                             s, s.broken)
            if s.odd:
                raise Refuse(s.odd[0], s, s.odd[1])
        for s in {id(x): x for x in cache.files + [src]}.values():
            self.check_readable(s, name)
        self.check_names(cache)
        known: set[tuple[str, int]] = {(s.path, d.tok.off) for s, d in cache.externs}
        known.add((home.path, definition.tok.off))
        for s, d in cache.externs + [(home, definition)]:
            self.check_declaration(s, d)
        self.special(cache, known)
        # The creation.
        if cache.externs and "_" not in name and not self.project.kernel:
            raise Refuse("headers of the kernel may have the word %s, which would be a macro" % name, src)
        if not cache.creations:
            raise Refuse("never created where it is declared", src)
        for n, (lhs, site) in enumerate(cache.creations):
            if any(not exclusive(lhs, k) for k, _ in cache.creations[:n]):
                raise Refuse("created in more than one place", src, lhs)
        for lhs, site in cache.creations:
            self.seen_by_spatch(src, site)
            if self.proof.redefined(src, site.s):
                raise Refuse("%s() has another meaning here" % site.s, src, site)
            cr = shape.find_creation(self.proof, src, lhs, site, lambda n: True)
            early = next((k for k in src.where[name] if cr.func.has(k) and k.i < lhs.i and
                          (src.path, k.off) not in known and not k.pp and
                          src.tok(k.i - 1).s not in (".", "->", "struct")), None)
            known |= {(src.path, src.tok(i).off) for i in cr.used}
            cache.tested[lhs.i] = cr.used
            cache.untested |= not cr.test and not cr.panic
            prev = cr.stmts[cr.nr - 1] if cr.nr else None
            if prev and not cr.inside and (shape.is_assert(self.proof, src, prev, name) or
                                           shape.is_dead(src, prev, name)):
                cache.asserts.append((src, prev))
                known |= {(src.path, k.off) for k in src.toks[prev.start:prev.end]}
            if early and (src.path, early.off) not in known and \
                    not any(cr.func.has(k) and k.i < early.i for k, _ in cache.creations):
                raise Refuse("used before it is created", src, early)
        for s, t in cache.mentions:
            if (s.path, t.off) not in known:
                self.ending(cache, s, t, known)
        # Everything else must be a use that is known to be right.
        macro = not static and bool(cache.externs)
        for s, t in cache.mentions:
            if (s.path, t.off) not in known:
                self.proof.check_use(s, t, name, macro)
        near = [] if static else self.near(cache)
        for s in {id(x): x for x in cache.files + [src] + near}.values():
            self.proof.check_pasted(s, cache.shown)
            self.proof.check_strings(s, name)
        if not cache.externs:
            self.proof.check_macros(src, name, definition.tok.line)
        if cache.alias:
            for t in src.where.get(cache.alias, []):
                if t is not cache.alias_at:
                    self.proof.check_use(src, t, cache.alias, False)
        for s, t in cache.resets:
            if not self.destroyed_before(s, t, name):
                raise Refuse("set to NULL without being destroyed", s, t)
        # It runs once.
        for lhs, site in cache.creations:
            f = src.function_of(site)
            assert f
            try:
                self.once.loop_around(src, f, lhs)
                self.once.once(src, f)
            except Refuse as r:
                raise Refuse("created more than once perhaps: " + r.why, r.src or src,
                             r.tok) from None
            if cache.needed and ((src.path, f.name) in self.once.rare or
                                 self.once.skipped(src, f, lhs)):
                raise Refuse("tested for NULL", cache.needed[0], cache.needed[0].tok(cache.needed[1].start))
        self.check_storage(cache)
        for s in (src, home):
            self.anchor(s)
        for s in self.touched(cache):
            if not self.project.is_given(s.path):
                raise Refuse("%s has to change too and was not given" %
                             self.project.show(s.path), s)

    def check_readable(self, s: Source, name: str) -> None:
        """Refuse if something that s includes is not read, or not as C reads it."""
        closure = self.project.closure(s.path) | {s.path}
        for path in sorted(closure & self.project.unknown.keys()):
            src = self.project.source(path)
            at = next((t for t in src.toks if t.begins and t.off >= self.project.unknown[path]), None)
            raise Refuse("includes a file whose name is not in the line", src, at)
        if self.project.has_split(s.path, name):
            raise Refuse("a word goes on in the next line of a header", s)
        word = re.compile(r"\b%s\b" % name)
        for path in closure:
            if not path.endswith(SUFFIXES) and word.search(self.project.text(path)):
                raise Refuse("used in %s" % self.project.show(path), s)

    def check_names(self, cache: Cache) -> None:
        """Nothing in sight may have a name that linux/slab-static.h brings."""
        assert cache.home
        for s in {id(x): x for x in [cache.src, cache.home] + [e for e, _ in cache.externs]}.values():
            for name in BROUGHT:
                if not self.project.kernel or name in s.where:
                    for path in {s.path} | self.project.seen_with(s.path, name):
                        f = self.project.source(path, name)
                        for t in f.where.get(name, ()):
                            if not path.endswith(LINUX) and (
                                    self.proof.is_meaning(f, t) or f.tok(t.i - 1).s in (".", "->")):
                                raise Refuse("%s is the name of something else" % name, f, t)

    def near(self, cache: Cache) -> list[Source]:
        """Files beside those of a global that see it, and name nothing but a part of it."""
        name, heads = cache.name, {e.path for e, _ in cache.externs}
        parts = [name[:m.start()] for m in re.finditer("_", name)] + \
            [name[m.end():] for m in re.finditer("_", name)]
        alone = re.compile(r"[(,]\s*(?:%s)\s*[),]" % "|".join(filter(None, parts)))
        folders = {os.path.dirname(s.path) for s in cache.files}
        paths = {p for d in folders for p in self.project.beside(d)}
        # And all that use a macro which such files see and which makes the rest of the name.
        for path in {p for h in heads for p in {h} | self.project.closure(h)}:
            for macro, left, right in self.proof.pastes(path):
                if (left or right or path in heads) and name.startswith(left) and \
                        name.endswith(right):
                    paths |= {p for p in self.project.users(macro) if p.endswith((".c", ".h"))}
        return [self.project.source(p) for p in sorted(paths)
                if parts and alone.search(self.project.text(p)) and
                not heads.isdisjoint(self.project.closure(p))]

    def touched(self, cache: Cache) -> list[Source]:
        assert cache.home
        all_ = [cache.src, cache.home] + [s for s, _ in cache.externs] + \
            [s for s, _ in cache.exports] + [s for s, _ in cache.resets] + \
            [s for s, _ in cache.guards] + [s for s, _ in cache.asserts]
        return list({s.path: s for s in all_}.values())

    def find_definition(self, cache: Cache) -> None:
        src, name = cache.src, cache.name
        mine = [d for d in src.declarations() if d.tok.s == name]
        if not mine and not self.declared(src, name):
            raise Refuse("not declared as a pointer at file scope", src)
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
            if len(near) != 1:
                raise Refuse("defined more than once", defs[1][0], defs[1][1].tok)
            for s, _ in defs:
                if s.path != near[0][0].path:
                    private.add(s.path)
            defs = near
        cache.home, cache.definition = defs[0]
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
        if s.is_seq(i, "(", "struct", "kmem_cache", "*", ")"):
            i += 5
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
        if not d.plain or d.init not in ("", "NULL"):
            raise Refuse("declared in a way that is not understood", s, d.tok)
        for a in d.attrs + d.words:
            if a not in ATTRIBUTES and a not in ("static", "extern"):
                raise Refuse("declared with %s" % a, s, d.tok)
        if s.path.endswith(".h") and "extern" not in d.words:
            raise Refuse("defined in a header", s, d.tok)

    def special(self, cache: Cache, known: set[tuple[str, int]]) -> None:
        """Exports, and runtime constants."""
        src = cache.src
        for s, t in cache.mentions:
            f = s.tok(t.i - 2).s
            if not t.pp and s.tok(t.i - 1).s == "(" and EXPORT.match(f) and not s.function_of(t):
                cache.exports.append((s, t))
                known.add((s.path, t.off))
            elif t.pp == "define" and f == "runtime_const_ptr":
                if not s.is_seq(t.i - 4, "define") or s.path != src.path or cache.externs:
                    raise Refuse("a runtime constant of unusual form", s, t)
                cache.alias = s.tok(t.i - 3).s
                cache.alias_at = s.tok(t.i - 3)
                known.add((s.path, t.off))
            elif t.pp == "define" and f == "ptr" and s.path.endswith("/vmlinux.lds.h"):
                known.add((s.path, t.off))
        if cache.exports and not cache.externs:
            raise Refuse("exported without a declaration in a header", *cache.exports[0])

    def ending(self, cache: Cache, s: Source, t: Token, known: set[tuple[str, int]]) -> None:
        """A reset to NULL, or a test before the cache is destroyed."""
        name = cache.name
        f = s.function_of(t)
        if t.pp or not f or self.proof.is_parameter(s, f, name):
            return
        path = s.path_to(f, t)
        if not path:
            return
        st = path[-1][0]
        w = s.words(st.start, st.end)
        if st.kind == "simple" and len(w) > 3 and w[-3:] == ["=", "NULL", ";"] and \
                all(x == "=" for x in w[1:-2:2]) and name in w[0:-3:2] and \
                all(re.match(r"[A-Za-z_]\w*$", x) for x in w[0:-3:2]):
            if s.before(st.start).s not in (";", "{", "}", ":") and len(w) == 4:
                raise Refuse("set to NULL under a condition", s, t)
            cache.resets.append((s, t))
            known.add((s.path, t.off))
            self.destroys(s, f)
            return
        after = path[-1][1][path[-1][1].index(st) + 1:]
        rest = [s.words(x.start, x.end) for x in after]
        destroy = ["kmem_cache_destroy", "(", name, ")", ";"]
        reset = [name, "=", "NULL", ";"]
        if shape.is_assert(self.proof, s, st, name, True):
            before = path[-1][1][:path[-1][1].index(st)]
            if cache.untested:
                return          # it may be the test of the creation
            if before and before[-1].kind == "label" and after and \
                    s.tok(after[0].start).s in TYPES:
                return          # a declaration would stand behind the label
            if rest[:1] == [destroy]:
                self.destroys(s, f)
            elif not after or s is not cache.src or not self.allocates(s, after[0], name):
                return
            cache.needed = s, st
            cache.asserts.append((s, st))
            known.add((s.path, t.off))
            return
        # Nothing but the end of the cache is left out if it is not there.
        if path[-1][1] is s.body(f) and rest in ([destroy], [destroy, reset]) and \
                shape.is_dead(s, st, name, True):
            cache.asserts.append((s, st))
            known.add((s.path, t.off))
            self.destroys(s, f)
            return
        if st.kind != "if" or not st.cond[0] < t.i < st.cond[1]:
            return
        test = null_test(s, st.cond[0] + 1, st.cond[1], name)
        if not test or test[2] or st.other:
            return
        inner = [s.words(x.start, x.end) for x in st.body]
        if inner not in ([destroy], [destroy, reset]) or \
                any(k.pp for k in s.toks[st.start:st.end]):
            return
        for k in s.where[name]:
            if st.start <= k.i < st.end:
                known.add((s.path, k.off))
        cache.guards.append((s, st))
        self.destroys(s, f)

    @staticmethod
    def destroyed_before(s: Source, t: Token, name: str) -> bool:
        """Whether each path to the reset t has destroyed the cache, or found none."""
        f = s.function_of(t)
        for st, stmts in (f and s.path_to(f, t)) or ():
            for x in stmts[:stmts.index(st)]:
                test = null_test(s, x.cond[0] + 1, x.cond[1], name) if x.kind == "if" else None
                for y in x.body if test and not test[2] else [x]:
                    if s.words(y.start, y.end) == ["kmem_cache_destroy", "(", name, ")", ";"]:
                        return True
        return False

    def allocates(self, s: Source, st: Stmt, name: str) -> bool:
        """Whether st is p = kmem_cache_alloc(name, ...), which warns and fails if name is
        not there."""
        for k in s.where[name]:
            if st.start <= k.i < st.end and st.kind in ("simple", "return") and \
                    s.tok(k.i - 1).s == "(" and s.tok(k.i - 2).s in ALLOC and \
                    s.tok(k.i - 3).s in ("=", "return"):
                self.seen_by_spatch(s, s.tok(k.i - 2))
                return True
        return False

    def destroys(self, s: Source, f: Function) -> None:
        """spatch has to have parsed the function where something is destroyed."""
        for k in s.where.get("kmem_cache_destroy", []):
            if f.has(k):
                self.seen_by_spatch(s, k)

    def seen_by_spatch(self, s: Source, t: Token) -> None:
        if self.parsed is not None and (s.path, t.line, t.col) not in self.parsed and \
                self.project.is_given(s.path):
            raise Refuse("spatch cannot parse this", s, t)

    def check_storage(self, cache: Cache) -> None:
        """Nothing in sight may have the name of the storage."""
        new = cache.storage
        self.proof.check_pasted(cache.src, new)
        files = {s.path: s for s in cache.files + [cache.src]}
        for s in files.values():
            if new in s.where:
                raise Refuse("%s is the name of something else" % new, s, s.where[new][0])
        wide = not cache.static and bool(cache.externs)
        for s in files.values() if wide else ():
            if s.path.endswith(".c") and not self.sees_slab(s, cache.src):
                raise Refuse("its macro is linux/slab.h's, which is not included", s, s.where[cache.name][0])
        near = self.project.closure(cache.src.path) if not wide else set()
        for path in sorted(self.project.users(new)):
            if wide or path in near or cache.static is False:
                s = self.project.source(path, new)
                if new in s.where:
                    raise Refuse("%s is the name of something else" % new, s, s.where[new][0])

    def sees_slab(self, src: Source, creator: Source) -> bool:
        """Whether src includes linux/slab.h, or headers that we do not see, outside a kernel tree."""
        slab = "/include/linux/slab.h"
        if any(path.endswith(slab) for path in self.project.closure(creator.path)):
            return any(path.endswith(slab) for path in self.project.closure(src.path))
        return any("<linux/" in self.project.text(path) for path in {src.path} | self.project.closure(src.path))

    def anchor(self, src: Source) -> int:
        """Where the include goes: an offset, or Refuse."""
        src = self.project.source(src.path)
        if any(i.name == HEADER for i in src.includes):
            return -1
        words = list(MAKE) + ["kmem_cache"]
        uses = [t for w in words for t in src.where.get(w, []) if not t.pp]
        # It has to stand before the first use, in no branch that a use is not in.
        # Declarations that need no header may stand above all includes.
        fit = self.fitting(src, uses) or \
            self.fitting(src, [t for t in uses if not self.is_forward(src, t)])
        slab = [i for i in fit if i.name == "linux/slab.h"]
        linux = [i for i in fit if i.name.startswith("linux/") and i.quote == "<"]
        if slab or linux:
            return self.line_after(src, (slab or linux)[-1].end)
        if fit:
            return fit[0].off if fit[0].quote == '"' else self.line_after(src, fit[-1].end)
        raise Refuse("no include to put %s after" % HEADER, src)

    @staticmethod
    def fitting(src: Source, uses: list[Token]) -> list[Include]:
        """The includes before all uses, in no branch that one of them is not in."""
        first = min(uses, key=lambda t: t.off)
        return [i for i in src.includes if i.off < first.off and
                all(i.cond == t.cond[:len(i.cond)] for t in uses)]

    @staticmethod
    def is_forward(src: Source, t: Token) -> bool:
        """Whether t is in struct kmem_cache; or in extern struct kmem_cache *p;"""
        if t.brace or t.paren or not src.is_seq(t.i - 1, "struct", "kmem_cache"):
            return False
        return src.tok(t.i + 1).s == ";" or any(
            "extern" in d.words and d.start < t.i < d.stop for d in src.declarations())

    @staticmethod
    def line_after(src: Source, at: int) -> int:
        """at, or the next line that begins in no comment."""
        for a, b in src.comments:
            if a < at < b:
                at = src.text.find("\n", b) + 1 or len(src.text)
        return at
