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

INITCALL = re.compile(r"(module_init|__initcall|(pure|early|core|postcore|arch|subsys|fs|rootfs|"
                      r"device|late|console)_initcall(_sync)?|omap_\w+_initcall)$")
# Macros that evaluate their argument once.
EVALUATE_ONCE = {"WARN_ON", "WARN_ON_ONCE", "BUG_ON", "IS_ERR", "PTR_ERR", "ERR_PTR", "WARN",
                 "IS_ERR_OR_NULL", "PTR_ERR_OR_ZERO", "ERR_CAST", "VM_BUG_ON", "likely", "unlikely"}
# What a set-up may wait for: today's names, and those before 5.15.
LOCKS = {"cpus_read_lock", "cpus_write_lock", "cpus_read_trylock", "get_online_cpus", "try_get_online_cpus",
         "cpu_hotplug_begin", "lockdep_assert_cpus_held", "lockdep_assert_hotplug_held"}
UNLOCKS = {"cpus_read_unlock", "cpus_write_unlock", "put_online_cpus", "cpu_hotplug_done"}


class Once:
    def __init__(self, project: Project, proof: Proof) -> None:
        self.project = project
        self.proof = proof
        self.proved: dict[tuple[str, str], Optional[Refuse]] = {}
        self.first: set[tuple[str, str]] = set()    # initcalls
        self.rare: set[tuple[str, str]] = set()     # functions that may never be called
        self.locking: dict[tuple[str, str], str] = {}   # what a call leaves locked
        # What calls a function, and in which.
        self.calls: dict[tuple[str, str], list[tuple[Source, Token, Optional[Function]]]] = {}

    def loop_around(self, src: Source, func: Function, t: Token,
                    allowed: int = 0) -> None:
        path = src.path_to(func, t)
        if path is None or func.broken or not path:
            raise Refuse("%s() is not understood" % func.name, src, func.head)
        loops = 0
        for st, _ in path:
            once = src.tok(st.start).s == "do" and src.words(*st.cond) in (["(", "0"], ["(", "false"])
            if st.kind == "loop" and not once or \
                    st.kind == "macro" and src.tok(st.start).s not in ("scoped_guard", "scoped_cond_guard"):
                loops += 1
                if loops > allowed:
                    raise Refuse("in a loop", src, src.tok(st.start))
        last: Stmt = path[-1][0]
        a = last.start
        if any(src.tok(i).s in ("for", "while", "do") for i in range(a, t.i)):
            raise Refuse("in a loop", src, t)
        for i in range(func.open, t.i):
            k = src.tok(i)
            held = k.s if k.s in LOCKS else self.locks(src, k)
            if held:
                raise Refuse("under %s(), where it cannot be set up" % held, src, k)
            if k.kind == "id" and not k.pp and src.tok(i + 1).s == ":" and k.s != "default" and \
                    src.before(i).s in (";", "{", "}", ":"):
                jumps = [j for j in src.where[k.s] if j.pp or
                         func.has(j) and src.tok(j.i - 1).s == "goto"]
                # One that a macro jumps to is seen by nobody; it may be an argument as well.
                late = [j for j in src.where[k.s] if j is not k and (
                    j.pp or func.has(j) and j.i > t.i)] if jumps else [k]
                if not late:
                    hidden = self.proof.jumps_to(src, t.i, func.close, k.s)
                    late = [hidden] if hidden else []
                if late:
                    raise Refuse("may run again, from the label %s" % k.s, src, late[0])
        half = self.proof.unbalanced(src, func)
        if half:
            raise Refuse("%s() opens or closes a block" % half.s, src, half)
        labels = {k.s for k in src.toks[func.open:func.close] if k.kind == "id" and src.tok(k.i + 1).s == ":"}
        for j in src.where.get("goto", []):
            if func.has(j) and src.tok(j.i + 1).s == "*":
                raise Refuse("may run again, from a goto to an address", src, j)
            if func.has(j) and j.i > t.i and src.tok(j.i + 1).s not in labels:
                raise Refuse("may run again, from the label %s, which a macro makes" % src.tok(j.i + 1).s, src, j)
        blind = self.proof.jumps_away(src, t.i, func.close, labels)
        if blind:
            raise Refuse("may run again, as %s() jumps to a label that a macro makes" % blind.s, src, blind)

    def locks(self, src: Source, k: Token) -> str:
        """The lock of the CPUs that what k calls, a macro or a function beside it, leaves taken."""
        if k.kind != "id" or src.tok(k.i + 1).s != "(" or src.tok(k.i - 1).s in (".", "->"):
            return ""
        key = src.path, k.s
        if key not in self.locking:
            bodies = [re.findall(r"\w+", body) for _, body in self.proof.expansion(src, k.s, True)]
            for path in sorted(set().union(*map(self.project.users, sorted(LOCKS)))):
                if k.s in self.project.text(path):
                    s = self.project.source(path, *LOCKS)
                    bodies += [s.words(f.open, f.close) for f in s.functions if f.name == k.s and (
                        path == src.path or not f.static or path in self.project.closure(src.path))]
            self.locking[key] = next((w for words in bodies for w in words if w in LOCKS and sum(
                x in LOCKS for x in words) > sum(x in UNLOCKS for x in words)), "")
        return self.locking[key]

    def once(self, src: Source, func: Function, seen: tuple[tuple[str, str], ...] = ()) -> None:
        """Refuse unless func runs once in the life of the kernel or of its module."""
        key = (src.path, func.name)
        if key not in self.proved:
            if key in seen or not func.name:
                raise Refuse("%s() may run more than once" % func.name if func.name else
                             "in a function whose head a macro makes", src, func.head)
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
        for other in self.project.includers(src.path):
            raise Refuse("%s() is in a file that %s includes" % (name, self.project.show(other)), src, func.head)
        if self.project.has_split(src.path, name):
            raise Refuse("a word goes on in the next line of a header", src)
        for path in self.project.near([src.path]) if not func.static else ():
            if name in self.project.split_words(path):
                raise Refuse("a word goes on in the next line of " + self.project.show(path), src, func.head)
        # Its file, what that includes, and all others if it is not private.
        seen_by = {src.path} | self.project.seen_with(src.path, name)
        if func.static and src.path.endswith(".c"):
            sources = [self.project.source(p, name) for p in sorted(seen_by)
                       if p == src.path or not self.has_own(p, name)]
        else:
            paths = sorted(self.project.users(name) | seen_by)
            if name == "init_module":
                # Each module has one of its own.
                folder = os.path.dirname(src.path)
                paths = [p for p in paths if os.path.dirname(p) == folder]
            sources = [self.project.source(p, name) for p in paths]
        twin: Optional[Source] = None
        for s in sources:
            # A function of its own is meant, but for one that this may take the place of.
            weak = any("weak" in w.lower() for w in s.where)
            own = [f for f in s.functions if f.name == name and s.path != src.path and (
                f.static or not f.head.cond and not weak)]
            if own:
                twin = twin if own[0].static else s
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
                if twin and s.path != s2.path:
                    raise Refuse("%s() is also in %s, and called in several files" % (
                        name, self.project.show(twin.path)), s, t)
                if s.path != s2.path or not exclusive(t, t2):
                    raise Refuse("%s() is called twice" % name, s, t)
        self.calls[(src.path, name)] = [(s, t, g) for s, t, g, _ in refs]
        for s, t, g, allowed in refs:
            if not g and not s.path.endswith(".c") and len(self.project.units(s.path)) > 1:
                raise Refuse("%s() is in a header of several files" % name, s, t)
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

    def has_own(self, path: str, name: str) -> bool:
        """Whether each mention of name in the header path is a function or variable of its own."""
        s = self.project.source(path, name)
        for t in s.where.get(name, []):
            g = s.function_of(t) or s.in_head(t)
            if t.pp or s.tok(t.i - 1).s in (".", "->"):
                if t.pp == "define" and s.tok(t.i - 1).s not in (".", "->", "struct") and \
                        not self.proof.is_own_word(s, t):
                    return False
            elif not g or not any(g.head.i <= k.i < g.close and k is not t and
                                  (s.tok(k.i - 1).s == "*" or s.tok(k.i - 1).kind == "id" and
                                   s.tok(k.i - 1).s not in KEYWORDS) for k in s.where[name]):
                if self.declares(s, t):
                    continue
                return False
        return True

    @staticmethod
    def declares(s: Source, t: Token) -> bool:
        """Whether t is a parameter, member or variable where it stands."""
        prev = s.tok(t.i - 1)
        return (prev.s == "*" or prev.kind == "id" and prev.s not in KEYWORDS) and \
            bool(t.paren or t.brace or s.tok(t.i + 1).s != "(")

    def skipped(self, src: Source, func: Function, t: Token) -> bool:
        """Whether func may leave t out although nothing has failed."""
        from .failing import Failing, gives_up      # which need what is here
        path = src.path_to(func, t) or []
        if len(path) != 1 or t.cond != () or not {"&&", "||", "?"}.isdisjoint(src.words(path[0][0].start, t.i)) or \
                any(self.proof.may_return(src, k) for k in src.toks[func.open:path[0][0].start]):
            return True
        leave = [k for k in src.where.get("return", []) + src.where.get("goto", [])
                 if func.open < k.i < path[0][0].start]
        # An initcall that fails leaves nothing behind that could use the cache.
        return bool(leave) and not (Failing(self).callers(src, func) and all(
            gives_up(self.proof, src, func, (src.path_to(func, k) or path)[0][0]) for k in leave))

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
        if prev.s in (".", "->", "struct", "union", "enum") or any(f.head is t for f in s.functions) or \
                prev.s == "(" and s.tok(prev.i - 1).s.startswith("KMEM_CACHE"):
            return None
        g = s.function_of(t)
        if g is None:
            typed = prev.s == "*" or prev.kind == "id" or \
                prev.s == ")" and s.tok(s.back(prev.i) - 1).s == "__attribute__"
            if nxt.s == "(" and typed and not t.brace:
                return None             # a prototype
            if typed and (t.paren or t.brace):
                return None             # a parameter or member
            callee = s.tok(s.opener(t) - 1) if t.paren else prev
            if t.paren == 1 and not t.brace and prev.s == "(":
                if INITCALL.match(callee.s) and not self.proof.redefined(s, callee.s):
                    self.first.add((s.path, name))
                    return None, 0
                if EXPORT.match(callee.s):
                    raise Refuse("%s() is exported and may run more than once" % name, s, t)
                if callee.s in ("__setup", "early_param"):
                    raise Refuse("%s() runs for each kernel parameter" % name, s, t)
            if t.brace:
                return self.table(s, t, func)
            if not t.paren:
                raise Refuse("%s() is %s" % (name, "used outside of a function that is seen" if nxt.s == "(" else
                                             "called through a pointer"), s, t)
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
            if s.tok(at).s == "(" and c.kind == "id" and c.s not in EVALUATE_ONCE and c.s not in KEYWORDS and \
                    not self.project.seen_with(s.path, c.s) and all(s.function_of(k) for k in s.where[c.s]):
                # A macro may call it many times, as wait_event() does.
                raise Refuse("%s() is called in the brackets of %s, which is not seen" % (name, c.s), s, t)
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
        if "..." in s.words(outer, s.match(outer)):
            raise plain             # [0 ... 3] = function
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
        # Each other mention of the array counts its entries, but for one that walks it.
        for p in sorted(self.project.seen_with(s.path, var.s)):
            raise Refuse("%s is used in %s" % (var.s, self.project.show(p)), s, var)
        self.proof.check_pasted(s, var.s)
        walks = [k for k in s.where[var.s] if k is not var and not (
            s.tok(k.i - 1).s == "(" and s.tok(k.i - 2).s in ("ARRAY_SIZE", "sizeof") or
            member and s.tok(k.i + 1).s == "[" and self.other_member(s, k, member))]
        if len(walks) != 1 or s.tok(walks[0].i + 1).s != "[":
            raise Refuse("%s() is in a table that is walked twice" % name, s, (walks or [var])[-1])
        k2 = walks[0]
        found = s.function_of(k2)
        last = s.match(k2.i + 1)
        if s.is_seq(last + 1, ".", member, "("):
            last += 2
        elif member:
            raise plain
        if not found or k2.pp or s.tok(last + 1).s != "(":
            raise plain
        g = found
        try:
            self.loop_around(s, g, k2, int(self.counts(s, g, k2)))
        except Refuse as r:
            raise Refuse("%s() is in a table that is walked twice" % name, s, k2) from r
        self.once(s, g)
        return None, 0

    @staticmethod
    def other_member(s: Source, k: Token, member: str) -> bool:
        """Whether k[...] is used for another member of the entry than member."""
        i = s.match(k.i + 1) + 1
        return s.tok(i).s == "." and s.tok(i + 1).s != member and not k.pp

    @staticmethod
    def counts(s: Source, g: Function, k: Token) -> bool:
        """Whether the index in k[index] is counted up once by the loop around, and by nothing else."""
        at = s.words(k.i + 2, s.match(k.i + 1))
        loop = next((st for st, _ in reversed(s.path_to(g, k) or []) if st.kind == "loop"), None)
        if not loop or len(at) != 1 or s.tok(loop.start).s != "for":
            return False
        head = s.words(loop.cond[0] + 1, loop.cond[1])
        while head and head[0] in ("int", "unsigned", "size_t", "long"):
            head = head[1:]
        i, inside = at[0], loop.body

        def ends(u: Token) -> bool:
            """Whether nothing but the end of the function follows u."""
            path = s.path_to(g, u) or []
            around = next((st for st, stmts in path if stmts is inside), None)
            return around is not None and around.kind == "if" and any(
                x[-1].kind == "return" and {"continue", "goto"}.isdisjoint(s.words(u.i, x[-1].end))
                for x in (around.body, around.other) if x and x[0].start <= u.i < x[-1].end)

        steps = (["++", i], [i, "++"], [i, "+=", "1"])
        return head[:6] == [i, "=", "0", ";", i, "<"] and head.count(i) == 3 and \
            any(head[-len(step) - 1:] == [";", *step] for step in steps) and not any(
                u.s == i and not ends(u) and (s.tok(u.i - 1).s in ("++", "--", "&") or re.fullmatch(
                    r"\+\+|--|(?![=!<>]=).*=", s.tok(u.i + 1).s))
                for u in s.toks[loop.cond[1]:loop.end])
