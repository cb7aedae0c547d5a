# SPDX-License-Identifier: GPL-2.0-only
"""Functions that run once. Everything here answers with nothing, or raises Refuse."""

from __future__ import annotations

import os
import re
from typing import Optional

from .ctext import Function, Refuse, Source, Stmt, Token, exclusive
from .names import KEYWORDS
from .project import Later, Project
from .proof import EXPORT, TYPES, Proof
from .shape import ERRNAMES

INITCALL = re.compile(r"(module_init|__initcall|(pure|early|core|postcore|arch|subsys|fs|rootfs|"
                      r"device|late|console)_initcall(_sync)?|omap_\w+_initcall)$")
# Macros that evaluate their argument once.
EVALUATE_ONCE = {"WARN_ON", "WARN_ON_ONCE", "BUG_ON", "IS_ERR", "PTR_ERR", "ERR_PTR", "WARN",
                 "IS_ERR_OR_NULL", "PTR_ERR_OR_ZERO", "ERR_CAST", "VM_BUG_ON", "likely", "unlikely"}


class Once:
    def __init__(self, project: Project, proof: Proof) -> None:
        self.project = project
        self.proof = proof
        self.proved: dict[tuple[str, str], Optional[Refuse]] = {}
        self.rare: set[tuple[str, str]] = set()     # functions that may never be called

    def loop_around(self, src: Source, func: Function, t: Token,
                    allowed: int = 0) -> None:
        path = src.path_to(func, t)
        if path is None or func.broken or not path:
            raise Refuse("%s() is not understood" % func.name, src, func.head)
        loops = 0
        for st, _ in path:
            if st.kind == "loop" or st.kind == "macro" and \
                    src.tok(st.start).s not in ("scoped_guard", "scoped_cond_guard"):
                loops += 1
                if loops > allowed:
                    raise Refuse("in a loop", src, src.tok(st.start))
        last: Stmt = path[-1][0]
        a = last.start
        if any(src.tok(i).s in ("for", "while", "do") for i in range(a, t.i)):
            raise Refuse("in a loop", src, t)
        for i in range(func.open, t.i):
            k = src.tok(i)
            if k.s in ("cpus_read_lock", "cpus_write_lock"):
                raise Refuse("under %s(), where it cannot be set up" % k.s, src, k)
            if k.kind == "id" and not k.pp and src.tok(i + 1).s == ":" and k.s != "default" and \
                    src.before(i).s in (";", "{", "}", ":"):
                jumps = [j for j in src.where[k.s] if j.pp or
                         func.has(j) and src.tok(j.i - 1).s == "goto"]
                # One that a macro jumps to is seen by nobody.
                late = [j for j in jumps if j.pp or j.i > t.i] if jumps else [k]
                if late:
                    raise Refuse("may run again, from the label %s" % k.s, src, late[0])
        for j in src.where.get("goto", []):
            if func.has(j) and src.tok(j.i + 1).s == "*":
                raise Refuse("may run again, from a goto to an address", src, j)

    def once(self, src: Source, func: Function, seen: tuple[tuple[str, str], ...] = ()) -> None:
        """Refuse unless func runs once in the life of the kernel or of its module."""
        key = (src.path, func.name)
        if key not in self.proved:
            if key in seen or not func.name:
                raise Refuse("%s() may run more than once" % func.name, src, func.head)
            self.proved[key] = None
            try:
                self.prove(src, func, seen + (key,))
            except Refuse as r:
                self.proved[key] = r
            except Later:
                del self.proved[key]
                raise
        known = self.proved[key]
        if known:
            raise known

    def prove(self, src: Source, func: Function, seen: tuple[tuple[str, str], ...]) -> None:
        if self.project.kernel and func.name in ("start_kernel", "kernel_init"):
            return
        name = func.name
        refs: list[tuple[Source, Token, Optional[Function], int]] = []
        if func.static:
            sources = [self.project.source(src.path, name)]
        else:
            paths = sorted(self.project.users(name) | {src.path})
            if name == "init_module":
                # Each module has one of its own.
                folder = os.path.dirname(src.path)
                paths = [p for p in paths if os.path.dirname(p) == folder]
            sources = [self.project.source(p, name) for p in paths]
        for s in sources:
            if s.path != src.path and any(f.name == name and f.static for f in s.functions):
                continue
            self.proof.check_strings(s, name)
            self.proof.check_pasted(s, name)
            for t in s.where.get(name, []):
                ref = self.reference(s, t, func)
                if ref:
                    refs.append((s, t, ref[0], ref[1]))
        if name == "init_module":
            if refs:
                raise Refuse("%s() is called" % name, *refs[0][:2])
            return
        if not refs:
            raise Refuse("%s() has no caller that runs once" % name, src, func.head)
        for n, (s, t, _, _) in enumerate(refs):
            for s2, t2, _, _ in refs[:n]:
                if s.path != s2.path or not exclusive(t, t2):
                    raise Refuse("%s() is called twice" % name, s, t)
        for s, t, g, allowed in refs:
            if g:
                try:
                    self.loop_around(s, g, t, allowed)
                except Refuse as r:
                    raise Refuse("%s() is called %s" % (name, r.why)
                                 if "loop" in r.why or "under" in r.why else
                                 "%s(): %s" % (name, r.why), r.src, r.tok) from None
                self.once(s, g, seen)
                if (s.path, g.name) in self.rare or self.skipped(s, g, t):
                    self.rare.add((src.path, name))

    @staticmethod
    def skipped(src: Source, func: Function, t: Token) -> bool:
        """Whether func may leave t out although nothing has failed."""
        path = src.path_to(func, t) or []
        leave = [k for k in src.where.get("return", []) + src.where.get("goto", [])
                 if func.open < k.i < t.i and k.i < path[0][0].start]
        return len(path) != 1 or t.cond != () or \
            not {"&&", "||", "?"}.isdisjoint(src.words(path[0][0].start, t.i)) or any(
                st.kind != "if" or set(ERRNAMES).isdisjoint(src.words(*st.cond))
                for k in leave for st, _ in (src.path_to(func, k) or path)[:1])

    def reference(self, s: Source, t: Token,
                  func: Function) -> Optional[tuple[Optional[Function], int]]:
        """What the mention t of func is: the function that calls it and how many loops
        may be around; no function for an initcall; None if it does not matter."""
        name = func.name
        prev, nxt = s.before(t.i) if not t.pp else s.tok(t.i - 1), s.tok(t.i + 1)
        if t.pp:
            if t.pp == "define" and prev.s == "define":
                if nxt.s != "(" or nxt.off != t.end or any(
                        f.name == name and not exclusive(t, f.head) for f in s.functions):
                    raise Refuse("%s() is the name of a macro" % name, s, t)
                return None             # a stub of it
            raise Refuse("%s() is used in a preprocessor line" % name, s, t)
        if prev.s in (".", "->") or any(f.head is t for f in s.functions):
            return None
        g = s.function_of(t)
        if g is None:
            typed = prev.s == "*" or prev.kind == "id"
            if nxt.s == "(" and typed and not t.brace:
                return None             # a prototype
            if typed and (t.paren or t.brace):
                return None             # a parameter or member
            callee = s.tok(s.opener(t) - 1) if t.paren else prev
            if t.paren == 1 and not t.brace and prev.s == "(":
                if INITCALL.match(callee.s) and not self.project.redefined(s.path, callee.s):
                    return None, 0
                if EXPORT.match(callee.s):
                    raise Refuse("%s() is exported and may run more than once" % name, s, t)
                if callee.s in ("__setup", "early_param"):
                    raise Refuse("%s() runs for each kernel parameter" % name, s, t)
            if t.brace:
                return self.table(s, t, func)
            raise Refuse("%s() is used in %s()" % (name, callee.s), s, t)
        if nxt.s != "(":
            if nxt.s == ")" and prev.s == "(" and s.tok(prev.i - 1).s in ("sizeof", "typeof"):
                return None
            raise Refuse("%s() is called through a pointer" % name, s, t)
        behind = Refuse("%s() is called behind a macro" % name, s, t)
        a = t.i
        while s.tok(a - 1).s not in (";", "{", "}", ":") and not s.tok(a - 1).pp:
            a -= 1
        if s.tok(a).s.isupper() and s.tok(a + 1).kind == "id" and a < t.i:
            raise behind
        if prev.kind == "id" and prev.s not in KEYWORDS:
            if prev.s not in TYPES and "extern" not in s.words(a, t.i):
                raise behind
            return None                 # a prototype in a function
        at = s.opener(t)
        while at >= 0 and (s.tok(at).s == "(" or s.tok(at - 1).s == "("):
            c = s.tok(at - 1)
            if c.kind == "id" and c.s not in EVALUATE_ONCE and c.s not in KEYWORDS and \
                    (c.s.isupper() or self.project.is_macro(s.path, c.s)):
                raise Refuse("%s() is called in the macro %s" % (name, c.s), s, t)
            at = s.opener(s.tok(at))
        return g, 0

    def table(self, s: Source, t: Token, func: Function) -> tuple[Optional[Function], int]:
        """func is part of an initializer: of DEFINE_LSM(), or of an array that one
        function walks once."""
        name = func.name
        s = self.project.source(s.path)
        t = next(k for k in s.where[name] if k.off == t.off)
        plain = Refuse("%s() is called through a pointer" % name, s, t)
        if not func.init:
            raise plain
        member = s.tok(t.i - 2).s if s.is_seq(t.i - 1, "=") and s.tok(t.i - 3).s == "." else ""
        at, outer = s.opener(t), -1
        while at >= 0 and s.tok(at).s == "{":
            outer, at = at, s.opener(s.tok(at))
        eq = s.before(outer)
        if eq.s != "=":
            raise plain
        if s.tok(eq.i - 1).s == ")":
            if s.tok(s.back(eq.i - 1) - 1).s in ("DEFINE_LSM", "DEFINE_EARLY_LSM"):
                return None, 0
            raise plain
        # An array: static T name[] = { ... }, or of pointers to functions.
        k = eq.i - 1
        while s.tok(k).kind == "id" and s.tok(k).s.startswith("__"):
            k -= 1
        if s.is_seq(k - 6, "[", "]", ")", "(", "void", ")"):
            k -= 5
        elif s.is_seq(k - 5, "]", ")", "(", "void", ")"):
            k -= 4
        while k > 0 and s.tok(k).s != "]" and s.tok(k).s in (")", "(", "void"):
            k -= 1
        if s.tok(k).s != "]":
            raise plain
        var = s.tok(s.back(k) - 1)
        j = var.i
        while j > 0 and (s.tok(j).brace or s.tok(j).s not in (";", "}") or
                         s.tok(j + 1).kind == "id" and s.tok(j).s == "}" and j + 1 == var.i):
            j -= 1
        if var.kind != "id" or "static" not in s.words(j, var.i):
            raise plain
        if member:
            calls = [(f, k) for k in s.where[member] for f in [s.function_of(k)]
                     if f and s.tok(k.i - 1).s in (".", "->") and s.tok(k.i + 1).s == "("]
        else:
            calls = [(f, k) for k in s.where[var.s] for f in [s.function_of(k)]
                     if f and s.tok(k.i + 1).s == "[" and
                     s.tok(s.match(k.i + 1) + 1).s == "("]
        users = [f for f in s.functions if any(f.has(k) for k in s.where[var.s])]
        if len(calls) != 1 or calls[0][0] not in users:
            raise plain
        g, k2 = calls[0]
        try:
            self.loop_around(s, g, k2, 1)
        except Refuse as r:
            raise Refuse("%s() is in a table that is walked twice" % name, s, k2) from r
        self.once(s, g)
        return None, 0
