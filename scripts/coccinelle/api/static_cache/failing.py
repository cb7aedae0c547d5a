# SPDX-License-Identifier: GPL-2.0-only
"""Whether a cache is there once its initcall has succeeded."""

from __future__ import annotations

import re

from .ctext import Function, Refuse, Source, Stmt
from .names import CHANGES, Names
from .once import Once
from .shape import Creation, chain, local_ints, returns_int

# err, err < 0, unlikely(err), (err = f(x)) and (err = f(x)) != 0
ASKED = re.compile(r"(?:unlikely \( )?(?:(\w+)|(?:\( )?(\w+) = \w+ \([^()=?&|]*(?:\([^()]*\)[^()=?&|]*)*\)(?: \))?)"
                   r"(?: (?:<|!=) 0)?(?: \))?")


def is_error(words: list[str], values: set[str]) -> bool:
    return len(words) == 2 and words[0] == "-" and re.match(r"E[A-Z]", words[1]) is not None or \
        len(words) == 1 and words[0] in values


def sets(src: Source, st: Stmt) -> tuple[str, bool]:
    """The variable that st sets, and whether to an error."""
    w = src.words(st.start, st.end)
    w = w[1:] if w[0] == "int" else w
    return (w[0], is_error(w[2:-1], set())) if st.kind == "simple" and w[1:2] == ["="] else ("", False)


def leaves(names: Names, src: Source, func: Function, body: list[Stmt], values: set[str]) -> bool:
    """Whether body leaves func with an error. values: variables that hold one."""
    values = set(values)
    for st in body[:-1]:
        values -= {k.s for k in src.toks[st.start:st.end] if src.tok(k.i - 1).s in ("++", "--") or
                   CHANGES.fullmatch(src.tok(k.i + 1).s)}
        var, error = sets(src, st)
        (values.add if error else values.discard)(var)
        if st.kind not in ("simple", "if", "block") or st.kind != "simple" and \
                not (values | {"return", "goto"}).isdisjoint(src.words(st.start, st.end)):
            return False
    if not body or body[-1].kind not in ("return", "goto"):
        return bool(body) and src.words(body[-1].start, body[-1].start + 2) == ["panic", "("]
    last, top = body[-1], src.body(func) or []
    values = {v for v in values if not names.takes_address(src, func, v) and
              not names.mentions(src, body[0].start, last.end, v)}
    words = src.words(last.start + 1, last.end - 1)
    if last.kind == "return":
        return is_error(words, values)
    n = next((n for n, st in enumerate(top) if st.kind == "label" and src.words(st.start, st.end) == words + [":"]),
             len(top))
    end = next((k for k, st in enumerate(top) if k > n and st.kind == "return"), n)
    return end > n and last.end <= top[n].start and leaves(
        names, src, func, [st for st in top[n + 1:end + 1] if st.kind != "label"], values)


def gives_up(names: Names, src: Source, func: Function, st: Stmt) -> bool:
    """Whether the statement st of func, if it leaves that, does so with an error."""
    asked = ASKED.fullmatch(" ".join(src.words(st.cond[0] + 1, st.cond[1])))
    values = {asked[1] or asked[2]} if asked else set()
    for var in local_ints(src, func):
        k = next((k for k in reversed(src.where[var]) if func.open < k.i < st.start), func.head)
        path = src.path_to(func, k) or []
        if len(path) == 1 and sets(src, path[0][0]) == (var, True) and not src.label_in(k.i, st.start):
            values.add(var)
    return st.kind == "if" and not st.other and leaves(names, src, func, st.body, values)


def preset(src: Source, cr: Creation) -> set[str]:
    """The variables that hold an error when the creation is tested."""
    out, end = set(), max(cr.lhs.i, cr.test.start if cr.test else 0)
    for var in local_ints(src, cr.func):
        k = next((k for k in reversed(src.where[var]) if cr.func.open < k.i < end and not any(
            st.start < k.i < st.end for _, st in cr.over)), cr.lhs)
        path = src.path_to(cr.func, k) or []
        if path and sets(src, path[-1][0]) == (var, True) and not src.label_in(k.i, end) and \
                any(path[-1][1] is stmts for _, stmts in src.path_to(cr.func, cr.lhs) or ()):
            out.add(var)
    return out


class Failing:
    def __init__(self, once: Once) -> None:
        self.once = once

    def sure(self, cr: Creation) -> bool:
        """Whether the initcall fails if the creation does."""
        src, st = cr.src, cr.test
        if cr.panic:
            return True
        if not st:
            return False
        if cr.kind in ("if", "inside"):
            parts = list(chain(src, st.cond[0] + 1, st.cond[1]))
            if len(parts) > 1 and (src.tok(parts[0][1]).s == "||") != cr.unit[2] or \
                    not leaves(cr.names, src, cr.func, self.without(cr, st), preset(src, cr)):
                return False
            last = self.without(cr, st)[-1]
            if src.is_seq(last.start, "panic", "("):
                return True
        elif cr.kind == "check":
            return src.tok(st.start).s == "BUG_ON"
        elif cr.kind.endswith("choice"):
            if not is_error(src.words(*cr.pick[:2]), set()):
                return False
        if cr.kind.startswith("assign") and not self.passed_on(src, cr.func, st, src.before(
                next(k.i for k in src.toks[st.start:st.end] if k.s == "=")).s):
            return False
        return cr.kind not in ("return true", "return false") and self.callers(src, cr.func)

    @staticmethod
    def without(cr: Creation, st: Stmt) -> list[Stmt]:
        """The statements that follow the test st if it finds no cache, up to those that leave."""
        if cr.unit[2] or st.other:
            return st.body if cr.unit[2] else st.other
        rest = cr.stmts[cr.stmts.index(st) + 1:]
        if not st.body or st.body[-1].kind not in ("return", "goto"):
            return []
        end = next((n for n, x in enumerate(rest) if x.kind in ("return", "goto")), len(rest) - 1)
        return [] if any(x.kind == "label" for x in rest[:end]) else rest[:end + 1]

    def callers(self, src: Source, func: Function) -> bool:
        """Whether the initcall fails if func does."""
        if not returns_int(func) or (src.path, func.name) in self.once.first:
            return returns_int(func)    # a module whose initcall returns 1 is loaded
        calls = self.once.calls.get((src.path, func.name), [])
        for s, t, g in calls:
            path = s.path_to(g, t) if g else None
            if not g or not path:
                return False
            st, end = path[-1][0], s.match(t.i + 1) + 1
            first = s.words(st.start, t.i)
            if st.kind == "return" and first == ["return"]:
                ok = s.tok(end).s == ";"
            elif st.kind == "if":
                var = s.tok(t.i - 2).s if first[2:] == ["(", s.tok(t.i - 2).s, "="] else ""
                ok = (first == ["if", "("] and end == st.cond[1] or bool(var) and s.tok(end + 1).i == st.cond[1]) and \
                    leaves(self.once.proof, s, g, st.body, {var})
            else:
                ok = first[-1:] == ["="] and s.tok(end).s == ";" and first[:-2] in ([], ["int"]) and \
                    self.passed_on(s, g, st, first[-2])
            if not ok or not self.callers(s, g):
                return False
        return bool(calls)

    def passed_on(self, src: Source, func: Function, st: Stmt, var: str) -> bool:
        """Whether func fails if st sets var to an error."""
        good = (["!", var], [var, "==", "0"])
        bad = ([var], [var, "<", "0"], [var, "!=", "0"], ["unlikely", "(", var, ")"])
        if self.once.proof.takes_address(src, func, var):
            return False
        for around, stmts in reversed(src.path_to(func, src.tok(st.start)) or []):
            for x in stmts[stmts.index(around) + 1:]:
                words = src.words(x.start, x.end)
                cond = src.words(x.cond[0] + 1, x.cond[1]) if x.kind == "if" else []
                if words == ["return", var, ";"]:
                    return True
                if cond in bad:
                    return leaves(self.once.proof, src, func, x.body, {var})
                if x.kind == "simple" and {var, "goto", "return"}.isdisjoint(words) or cond in good and not x.other:
                    continue
                return False
            parent = around.parent
            if not parent or parent.kind != "if" or around not in parent.body or \
                    src.words(parent.cond[0] + 1, parent.cond[1]) not in good:
                return False
        return False

    def at_exit(self, s: Source, f: Function, seen: tuple[str, ...] = ()) -> bool:
        """Whether f runs at most once, when the module is unloaded."""
        uses = [t for t in s.where[f.name] if t is not f.head and
                not (not s.function_of(t) and not t.pp and s.tok(t.i - 1).kind == "id" and s.tok(t.i + 1).s == "(")]
        if len(uses) != 1 or uses[0].pp or not f.static or not s.path.endswith(".c") or f.name in seen or \
                self.once.project.seen_with(s.path, f.name):
            return False
        t = uses[0]
        g = s.function_of(t)
        if not g:
            return s.is_seq(t.i - 2, "module_exit", "(", f.name, ")")
        try:
            self.once.loop_around(s, g, t)
        except Refuse:
            return False
        return s.tok(t.i + 1).s == "(" and s.before(t.i).s in ("{", "}", ";") and self.at_exit(s, g, seen + (f.name,))
