# SPDX-License-Identifier: GPL-2.0-only
"""Caches that are kept in members of structs."""

from __future__ import annotations

import os
import re

from . import cpp
from .ctext import Refuse, Source, Token
from .names import COMMON, KEYWORDS
from .project import MANY, TEXT, Project
from .proof import READS, Proof


# What reads the bytes of a struct, and what its first member may be taken for.
BYTES = ("memcmp", "memchr_inv", "mem_is_zero", "bcmp")
SCALAR = {"int", "long", "unsigned", "size_t", "ssize_t", "u32", "u64", "uintptr_t", "uint64_t", "ulong"}


class Members(Proof):
    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.members: set[tuple[str, str]] = set()

    def check_member(self, src: Source, m: Token) -> None:
        """A cache that is kept in a member: no file that sees the member may test it."""
        void = re.compile(r"\bvoid\s*\*[^;{}()]*\b%s\b[^;{}()]*;" % m.s)
        seen = {src.path} | self.project.seen_with(src.path, m.s)
        homes = {p for p in seen if cpp.points_to_cache(self.project.text(p), m.s) and
                 cpp.points_to_cache(cpp.code(self.project.text(p)), m.s)}
        if not homes:
            raise Refuse("kept in the member %s, which is not seen to be a cache" % m.s, src, m)
        # It may be another of that name, which has no type.
        homes |= {p for p in seen if void.search(cpp.code(self.project.text(p)))}
        tags = self.structs(src, m, homes)
        for path in sorted(homes | {src.path} if tags else ()):
            self.check_bytes(self.project.source(path, *tags), tags, src, m)
        self.check_member_in(self.project.source(src.path), m)
        if homes == {src.path} and src.path.endswith(".c"):
            return
        test = re.compile(r"(?:->|\.)\s*%s\b(?!\s*(?:=[^=]|->|\.))|[(,]\s*%s\s*[,)]" % (m.s, m.s))
        for path in sorted((self.project.users(m.s) | seen) - {src.path}):
            if test.search(cpp.code(self.project.text(path))) and self.sees(path, homes):
                if not path.endswith(TEXT):
                    raise Refuse("kept in the member %s, which is used in %s" %
                                 (m.s, self.project.show(path)), src, m)
                if tags:
                    self.check_bytes(self.project.source(path, m.s, *tags), tags, src, m)
                self.check_member_in(self.project.source(path, m.s), m)

    def structs(self, src: Source, m: Token, homes: set[str]) -> set[str]:
        """The tags, types and variables of the structs that have the member; no union may have it."""
        tags: set[str] = set()
        for path in sorted(homes):
            s = self.project.source(path, m.s)
            for t in s.where.get(m.s, ()):
                if s.is_seq(t.i - 3, "struct", "kmem_cache", "*") and s.tok(t.i + 1).s in (";", ",", "["):
                    at = s.opener(t)
                    while at >= 0 and s.tok(at).s == "{":
                        head = s.words(at - 2, at)
                        if "union" in head:
                            raise Refuse("kept in the member %s of a union" % m.s, s, t)
                        tags |= set(head[1:] if head[:1] == ["struct"] else ())
                        after = s.toks[s.match(at) + 1:s.match(at) + 6]     # a variable, or a typedef
                        stop = next((k.i for k in after if k.s in (";", "[", "=")), 0)
                        tags |= {k.s for k in after if k.kind == "id" and k.i < stop}
                        at = s.opener(s.tok(at))
        return tags

    @staticmethod
    def check_bytes(s: Source, tags: set[str], src: Source, m: Token) -> None:
        """Nothing looks at the bytes of such a struct."""
        mine = tags | {t.s for tag in tags for k in s.where.get(tag, ()) if not k.pp and
                       s.tok(k.i - 1).s not in (".", "->", ",", "(", "=", "&")
                       for t in s.toks[k.i + 1:k.i + 3] if t.kind == "id" and s.tok(t.i - 1).s in (tag, "*")}
        for word in BYTES:
            for k in s.where.get(word, ()):
                args = s.words(k.i + 2, s.match(k.i + 1)) if s.tok(k.i + 1).s == "(" else []
                if not mine.isdisjoint(args):
                    raise Refuse("kept in the member %s of a struct that %s() reads" % (m.s, word), s, k)
        for name in mine:
            for k in s.where.get(name, ()):
                j = k.i - 2 if s.tok(k.i - 1).s == "&" else k.i - 1
                if s.tok(j).s == ")" and s.tok(j - 1).s == "*" and s.tok(k.i + 1).s not in (".", "->", "[", "("):
                    cast = s.words(s.back(j) + 1, j)
                    if cast[-2:] == ["*", "*"] or not SCALAR.isdisjoint(cast):
                        raise Refuse("kept in the member %s of a struct that a cast looks into" % m.s, s, k)

    def sees(self, path: str, homes: set[str]) -> bool:
        """Whether path sees one of homes, by what it includes or by who includes it."""
        done: set[str] = set()
        todo = {path}
        while todo:
            one = todo.pop()
            done.add(one)
            if not homes.isdisjoint({one} | self.project.closure(one)):
                return True
            if not one.endswith(".c"):
                users = {p for p in self.project.users(os.path.basename(one))
                         if one in self.project.includes(p)}
                if len(users) > MANY:
                    return True
                todo |= users - done
        return False

    def check_member_in(self, src: Source, m: Token) -> None:
        if (src.path, m.s) in self.members:
            return              # it is being looked at
        self.members.add((src.path, m.s))
        try:
            self.check_uses_of_member(src, m)
        finally:
            self.members.remove((src.path, m.s))

    def check_uses_of_member(self, src: Source, m: Token) -> None:
        for k in src.where.get(m.s, ()):
            if src.tok(k.i - 1).s not in (".", "->"):
                self.check_named(src, k)
                continue
            i = k.i - 1
            while src.tok(i).s in (".", "->", "]", ")") or src.tok(i).kind == "id":
                if src.tok(i).s in ("]", ")"):
                    i = src.back(i)
                elif src.tok(i).s in KEYWORDS:
                    break
                i -= 1
            prev, nxt = src.tok(i), src.tok(k.i + 1)
            while prev.s == "(" and nxt.s == ")" and \
                    (src.tok(i - 1).s in READS or src.tok(i - 1).kind != "id"):
                i -= 2 if src.tok(i - 1).s in READS else 1
                prev, nxt = src.tok(i), src.tok(nxt.i + 1)
            if nxt.s in ("=", "->", "."):
                continue            # set, or looked into
            if k.pp:
                self.in_directive(src, k, m.s, i + 1, nxt.i)
                continue
            func = src.function_of(k)
            try:
                if not func:
                    raise Refuse("used outside of a function", src, k)
                self.check_value(src, i + 1, nxt.i, m.s, func, 1)
            except Refuse as r:
                raise Refuse("kept in the member %s: %s" % (m.s, r.why),
                             r.src or src, r.tok or k) from None

    def check_named(self, src: Source, k: Token) -> None:
        """The name of the member is an argument: no macro may make a use of the member of it."""
        callee = src.tok(src.opener(k) - 1)
        if callee.s in ("offsetof", "__builtin_offsetof", "offsetofend"):
            raise Refuse("kept in the member %s, whose place is asked for" % k.s, src, k)
        if src.tok(k.i - 1).s not in ("(", ",") or src.tok(k.i + 1).s not in (",", ")") or \
                callee.kind != "id":
            return
        homes = self.project.macro_homes(src.path, callee.s)
        if self.project.kernel and all(map(COMMON.search, homes)):
            return              # container_of() and its like
        for params, body in self.expansion(src, callee.s, True):
            for p in cpp.parameters(params):
                if re.search(r"(?:->|\.|##)\s*%s\b" % p, body):
                    raise Refuse("kept in the member %s, which %s() uses" % (k.s, callee.s), src, k)
