# SPDX-License-Identifier: GPL-2.0-only
"""Decides for each creation whether it can be converted."""

from __future__ import annotations

import os
import re
from typing import Callable, Optional

from . import shape, sites
from .cache import Cache, Site
from .ctext import MAKE, Function, Include, Refuse, Source, Stmt, Token, exclusive
from .project import SUFFIXES, Later, Project
from .failing import Failing
from .once import LOCKS, Once
from .declared import Declared
from .proof import EXPORT, KNOWN, TYPES, null_test

HEADER = "linux/slab-static.h"
# What that and its includes define; and who else may do so.
BROUGHT = [setup for setup, _ in MAKE.values()] + [
    "DEFINE_KMEM_CACHE", "DEFINE_STATIC_KMEM_CACHE", "DECLARE_KMEM_CACHE", "KMEM_CACHE_SIZE",
    "to_kmem_cache", "kmem_cache_opaque", "slab_unset_sheaves"]
LINUX = ("/linux/slab.h", "/linux/slab-static.h", "/generated/kmem-cache-size.h", "/mm/slab.h")
# What a Makefile has the compiler define: name, or another meaning of what is called.
DEFINES = r"-D(?:[^\n]*\W)?%s\b|-D[ \t\"']*(?:kmem_cache_\w+|KMEM_CACHE\w*|module_init|\w+_initcall)\b"
ERR_H = re.compile(r"/include/linux/err\.h$")
WAITS = (["rcu_barrier", "(", ")", ";"], ["synchronize_rcu", "(", ")", ";"])
ALLOC = ("kmem_cache_alloc", "kmem_cache_zalloc")   # those that static_cache.cocci looks for


class Decider(Declared):
    def __init__(self, project: Project, parsed: Optional[set[tuple[str, int, int]]]) -> None:
        super().__init__(project)
        self.parsed = parsed            # calls that spatch saw; None: it was not asked
        self.once = Once(project, self.proof)
        self.failing = Failing(self.once)
        self.sites: list[Site] = []
        self.caches: dict[tuple[str, str], Cache] = {}

    def run(self, paths: list[str]) -> None:
        for path in paths:
            src = self.project.source(path)
            for t in sites.make_sites(src):
                site = Site(src, t)
                self.sites.append(site)
                try:
                    site.name = sites.creation_lhs(src, t).s
                except Refuse as r:
                    site.why = r
        known = {s.src.path for s in self.sites if s.src.tok(s.tok.i + 1).s == "##"}
        parts = {p: sites.parts_given(self.project.source(p)) for p in paths if p not in known}
        self.prime(LOCKS | {rest for given in parts.values() for w in given for _, rest in sites.CUT[w]})
        for path, given in parts.items():
            src = self.project.source(path)
            self.sites += [Site(src, t, why=r) for t, r in sites.pasted(self.proof, src, given)] if given else []
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

    def prime(self, more: set[str]) -> None:
        """Look for all words at once, and more, that will be asked for one by one."""
        words = set(more)
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
                raise Refuse("no part of the kernel" if self.project.is_apart(s.path) else
                             "also built in user space by tools/testing", s)
            if s.broken:
                raise Refuse("the brackets of %s do not match" % self.project.show(s.path),
                             s, s.broken)
            if s.odd:
                raise Refuse(s.odd[0], s, s.odd[1])
        for s in {id(x): x for x in cache.files + [src]}.values():
            self.check_readable(s, name)
            end = next(iter(s.where.get("kmem_cache_destroy", ())), None)
            if end and self.proof.redefined(s, end.s):
                raise Refuse("kmem_cache_destroy() has another meaning here", s, end)
        for path in sorted(set().union(*({s.path} | self.project.closure(s.path) for s in (src, home)))):
            word = self.proof.own_word(path)
            if word:
                s = self.project.source(path)
                raise Refuse("%s has another meaning here" % word, s, next(
                    (k for k in s.where.get(word, ()) if k.pp in ("define", "undef") and s.tok(k.i - 1).s == k.pp), None))
        self.check_split(cache)
        self.check_apart(cache)
        self.check_names(cache)
        known: set[tuple[str, int]] = {(s.path, d.tok.off) for s, d in cache.declared}
        for s, d in cache.declared:
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
                          src.tok(k.i - 1).s not in (".", "->", "struct") and
                          not self.set_before(cache, src, k)), None)
            known |= {(src.path, src.tok(i).off) for i in cr.used}
            cache.tested[lhs.i] = cr.used
            cache.untested |= not cr.test and not cr.panic
            prev = cr.stmts[cr.nr - 1] if cr.nr else None
            if prev and not cr.inside and not prev.bare and (shape.is_assert(self.proof, src, prev, name) or
                                           shape.is_dead(src, prev, name)):
                cache.asserts.append((src, prev))
                known |= {(src.path, k.off) for k in src.toks[prev.start:prev.end]}
            if early and (src.path, early.off) not in known and \
                    not any(cr.func.has(k) and k.i < early.i for k, _ in cache.creations):
                raise Refuse("%s before it is created" % (
                    "set" if src.tok(early.i + 1).s == "=" else "tested" if src.tok(early.i - 1).s == "!" or
                    src.is_seq(early.i - 2, "if", "(") else "used"), src, early)
        for s, t in cache.mentions:
            if s.tok(t.i - 2).s == "IS_ERR_OR_NULL" and self.proof.own_macro(s, "IS_ERR_OR_NULL", ERR_H):
                raise Refuse("IS_ERR_OR_NULL() has another meaning here", s, t)
            if (s.path, t.off) not in known:
                self.ending(cache, s, t, known)
        # Everything else must be a use that is known to be right.
        macro = not static and bool(cache.externs)
        printed = next(((s, t) for s, t in cache.mentions if self.proof.is_printed(s, t)), None)
        if printed and (cache.untested or cache.resets or printed[0] is not src or not any(
                k.i < printed[1].i and src.function_of(k) == src.function_of(printed[1]) and
                not src.label_in(k.i, printed[1].i) for k, _ in cache.creations)):
            raise Refuse("printed where it may be NULL", *printed)
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
            if not self.destroyed_before(s, t, name) and not self.set_before(cache, s, t):
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
            cr = shape.find_creation(self.proof, src, lhs, site, lambda n: True)
            if cr.joint and not self.failing.sure(cr):
                raise Refuse("its test is one of several, and the others may be used without it", src,
                             src.tok(cr.test.start if cr.test else lhs.i))
            for other, st in cr.over:
                if not self.fails_without(src, f, other, st):
                    raise Refuse("its test does not follow at once, and it may be used without the other",
                                 src, src.tok(st.start))
            if (cache.needed or printed) and (
                    (src.path, f.name) in self.once.rare or self.once.skipped(src, f, lhs) or
                    cache.needed and not self.failing.sure(cr)):
                if cache.needed:
                    raise Refuse("tested for NULL", cache.needed[0], cache.needed[0].tok(cache.needed[1].start))
                assert printed
                raise Refuse("printed where it may be NULL", *printed)
        self.check_storage(cache)
        for s in (src, home):
            self.anchor(s)
        for s in self.touched(cache):
            if not self.project.is_given(s.path):
                raise Refuse("%s has to change too and was not given" %
                             self.project.show(s.path), s)

    def fails_without(self, src: Source, func: Function, name: str, st: Stmt) -> bool:
        """Whether the initcall fails if the cache name, which func creates, cannot be created."""
        made = [x.tok for x in self.sites if x.src is src and x.name == name and func.has(x.tok)]
        try:
            return len(made) == 1 and self.failing.sure(shape.find_creation(
                self.proof, src, sites.creation_lhs(src, made[0]), made[0], lambda n: True))
        except Refuse:
            raise Refuse("its test does not follow at once", src, src.tok(st.start)) from None

    def check_readable(self, s: Source, name: str) -> None:
        """Refuse if something that s includes is not read, or not as C reads it."""
        closure = self.project.closure(s.path) | {s.path}
        for path in sorted(closure & self.project.unknown.keys()):
            src = self.project.source(path)
            at = next((t for t in src.toks if t.begins and t.off >= self.project.unknown[path]), None)
            raise Refuse("includes a file whose name is not in the line", src, at)
        if self.project.has_split(s.path, name):
            raise Refuse("a word goes on in the next line of a header", s)
        for recipe, text in self.project.recipes(os.path.dirname(s.path)):
            if re.search(DEFINES % name, text):
                raise Refuse("named in " + self.project.show(recipe), s)
        word = re.compile(r"\b%s\b" % name)
        for path in closure:
            if not path.endswith(SUFFIXES) and word.search(self.project.text(path)):
                raise Refuse("used in %s" % self.project.show(path), s)

    def check_split(self, cache: Cache) -> None:
        """No other file has a global, or its storage, on two lines, where nobody finds it."""
        heads = {e.path for e, _ in cache.externs}
        for path in self.project.near(s.path for s in cache.files) if heads else ():
            if not self.project.split_words(path).isdisjoint((cache.name, cache.storage)) and \
                    not heads.isdisjoint(self.project.closure(path)):
                raise Refuse("a word goes on in the next line of " + self.project.show(path), cache.src)

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
        words = name.strip("_").split("_")
        parts = {"_".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)} - {name, ""}
        alone = re.compile(r"[(,]\s*_*(?:%s)_*\s*[),]" % "|".join(sorted(parts)))
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
        w = ["NULL" if x == "nullptr" else x for x in s.words(st.start, st.end)]
        if w == self.joined(name) and t.i == st.start + 5:
            cache.resets.append((s, t))
            known.add((s.path, t.off))
            self.destroys(s, f)
            return
        if st.kind == "simple" and len(w) > 3 and w[-3:] == ["=", "NULL", ";"] and \
                all(x == "=" for x in w[1:-2:2]) and name in w[0:-3:2] and \
                all(re.match(r"[A-Za-z_]\w*$", x) for x in w[0:-3:2]):
            if (st.bare or s.before(st.start).s not in (";", "{", "}", ":")) and len(w) == 4:
                raise Refuse("set to NULL under a condition", s, t)
            cache.resets.append((s, t))
            known.add((s.path, t.off))
            self.destroys(s, f)
            return
        after = path[-1][1][path[-1][1].index(st) + 1:]
        rest = [s.words(x.start, x.end) for x in after]
        destroy = ["kmem_cache_destroy", "(", name, ")", ";"]
        reset = [name, "=", "NULL", ";"]
        if not st.bare and shape.is_assert(self.proof, s, st, name, True):
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
        # Nothing but the end of the cache is left out if it is not there, or it is there.
        if path[-1][1] is s.body(f) and destroy in rest and shape.is_dead(s, st, name, True):
            if not all(w in (destroy, reset, *WAITS) for w in rest):
                if not self.failing.at_exit(s, f) or any(
                        x.tok(k.i + 1).s == "=" and x.function_of(k) and k not in dict(cache.creations) and
                        not (x is s and f.has(k) and k.i > st.end) for x, k in cache.mentions):
                    return
                cache.needed = s, st
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
        if inner not in ([destroy], [destroy, reset], [self.joined(name)]) or \
                any(k.pp for k in s.toks[st.start:st.end]):
            return
        for k in s.where[name]:
            if st.start <= k.i < st.end:
                known.add((s.path, k.off))
        cache.guards.append((s, st))
        self.destroys(s, f)

    @staticmethod
    def joined(name: str) -> list[str]:
        """The destruction of name and its reset in one statement."""
        return ["kmem_cache_destroy", "(", name, ")", ",", name, "=", "NULL", ";"]

    @staticmethod
    def destroyed_before(s: Source, t: Token, name: str) -> bool:
        """Whether each path to the reset t has destroyed the cache, or found none."""
        f = s.function_of(t)
        if s.is_seq(t.i - 5, *Decider.joined(name)[:5]):
            return True
        for st, stmts in (f and s.path_to(f, t)) or ():
            for x in stmts[:stmts.index(st)]:
                test = null_test(s, x.cond[0] + 1, x.cond[1], name) if x.kind == "if" else None
                for y in x.body if test and not test[2] else [x]:
                    if s.words(y.start, y.end) == ["kmem_cache_destroy", "(", name, ")", ";"]:
                        return True
        return False

    @staticmethod
    def set_before(cache: Cache, s: Source, t: Token) -> bool:
        """Whether t is set to NULL where it is NULL yet: in the function that creates it, before that."""
        f = s.function_of(t)
        path = f and s.path_to(f, t)
        if not f or not path or s is not cache.src or path[-1][1] is not s.body(f):
            return False
        words = s.words(path[-1][0].start, path[-1][0].end)
        return s.tok(t.i + 1).s == "=" and words[-3:] in (["=", "NULL", ";"], ["=", "nullptr", ";"]) and \
            all(f.has(k) and t.i < k.i for k, _ in cache.creations)

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
            # What a header calls of linux/slab.h is there where it calls it.
            use = next((t for t in s.where[cache.name] if s.path.endswith(".c") or not t.pp and s.function_of(t) and
                        s.tok(s.opener(t) - 1).s not in KNOWN), None)
            if use and not self.sees_slab(s, cache.src):
                raise Refuse("its macro is linux/slab.h's, which is not included", s, use)
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
        """The includes before all uses, in no branch that one of them is not in, and in no
        table, function or expression."""
        first = min(uses, key=lambda t: t.off)
        found = [i for i in src.includes if i.off < first.off and
                 all(i.cond == t.cond[:len(i.cond)] for t in uses)]
        heads = {t.off: t for t in src.toks[:first.i] if t.begins and t.pp == "include"}
        front = {off: src.before(t.i) for off, t in heads.items() if not t.brace and not t.paren}
        return [i for i in found if i.off in front and (front[i.off].pp or front[i.off].s in ("", ";", "}"))]

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
