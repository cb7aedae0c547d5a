# SPDX-License-Identifier: GPL-2.0-only
"""The statements of a function."""

from __future__ import annotations

from typing import Optional

from .ctext import CLOSE, Refuse, Source, Stmt

# Words that begin a statement. Behind others they belong to a macro.
HEADS = {"if", "for", "while", "do", "switch", "return", "goto", "else", "case", "break",
         "continue"}


class Parser:
    """Splits a function into statements. What it does not know raises Refuse."""

    def __init__(self, src: Source, nums: list[int]) -> None:
        self.src, self.nums, self.p = src, nums, 0

    def s(self, n: int = 0) -> str:
        q = self.p + n
        return self.src.toks[self.nums[q]].s if q < len(self.nums) else ""

    def at(self) -> int:
        if self.p < len(self.nums):
            return self.nums[self.p]
        return self.nums[-1] + 1 if self.nums else 0

    def skip_brackets(self) -> tuple[int, int]:
        """Over the brackets that open here; their token indices."""
        a = self.at()
        b = self.src.match(a)
        while self.p < len(self.nums) and self.nums[self.p] <= b:
            self.p += 1
        return a, b

    def statements(self, parent: Optional[Stmt]) -> list[Stmt]:
        out = []
        while self.p < len(self.nums) and self.s() != "}":
            out.append(self.statement(parent))
        return out

    def hidden(self, start: int) -> bool:
        """Whether the block that opens here belongs to a macro: forever { ... }"""
        last = self.src.before(self.at())
        if last.s == ")":
            last = self.src.before(self.src.back(last.i))
            return last.kind == "id" and last.s not in ("return", "sizeof")
        return last.kind == "id" and \
            not {"struct", "union", "enum"} & set(self.src.words(start, self.at()))

    def bad(self) -> Refuse:
        return Refuse("code that is not understood", self.src, self.src.tok(self.at()))

    def sub(self, parent: Stmt) -> list[Stmt]:
        """The statement that if, for and so on govern: a block's own, or one, or one in each
        branch of an #if, with what else is there."""
        cond, first = self.src.tok(self.nums[self.p - 1]).cond, self.src.tok(self.at())
        inside = len(first.cond) > len(cond) and first.cond[:len(cond)] == cond
        out = self.one(parent)
        group, done = first.cond[len(cond)][0] if inside else 0, not inside
        while inside and self.s() not in ("", "}", "else"):
            at = self.src.tok(self.at())
            if group not in dict(at.cond):
                # What stands behind is governed if no branch is taken.
                done |= any(k.pp == "else" and k.begins and k.cond[:len(cond)] == cond and k.cond[-1][0] == group
                            for k in self.src.toks[first.i:at.i] if k.cond)
                if done:
                    break
                done, inside = True, False
            out += self.one(parent)
        return out

    def one(self, parent: Stmt) -> list[Stmt]:
        """The statements of the block that begins here, or the one that does."""
        if self.s() != "{":
            st = self.statement(parent)
            st.bare = True
            return [st]
        self.p += 1
        out = self.statements(parent)
        if self.s() != "}":
            raise self.bad()
        self.p += 1
        return out

    def statement(self, parent: Optional[Stmt]) -> Stmt:
        start, word = self.at(), self.s()
        st = Stmt("simple", start, start, parent=parent)
        kind = self.src.toks[start].kind
        if word == "{":
            st.kind = "block"
            st.body = self.one(st)
        elif word in ("if", "for", "while", "switch"):
            self.p += 1
            st.kind = {"if": "if", "switch": "switch"}.get(word, "loop")
            if self.s() != "(":
                raise self.bad()
            st.cond = self.skip_brackets()
            if self.s() == ";" and word != "if":
                self.p += 1
            else:
                st.body = self.sub(st)
            if word == "if" and self.s() == "else":
                self.p += 1
                st.other = self.sub(st)
        elif word == "do":
            self.p += 1
            st.kind = "loop"
            st.body = self.sub(st)
            if self.s() != "while":
                raise self.bad()
            self.p += 1
            st.cond = self.skip_brackets()
            if self.s() == ";":
                self.p += 1
        elif word in ("case", "default") or (kind == "id" and self.s(1) == ":"):
            st.kind = "label"
            while self.s() != ":":
                if self.s() in ("?", ";", "{", "}", ""):
                    raise self.bad()
                if self.s() in CLOSE:
                    self.skip_brackets()
                else:
                    self.p += 1
            self.p += 1
        elif word in ("else", ")", "]"):
            raise self.bad()
        else:
            st.kind = word if word in ("return", "goto") else "simple"
            if kind == "id" and self.s(1) == "(" and word not in ("return", "asm"):
                keep = self.p
                self.p += 1
                st.cond = self.skip_brackets()
                nxt = self.s()
                follows = self.src.tok(self.at())
                if nxt == "{" or (follows.kind == "id" and nxt not in
                                  ("__attribute__", "__maybe_unused", "__aligned")):
                    # list_for_each_entry() and the like, or a macro that hides its end.
                    st.kind = "macro"
                    st.body = self.sub(st)
                    st.end = self.nums[self.p - 1] + 1
                    return st
                self.p = keep
            while self.s() != ";":
                if self.s() in ("", "}", ")", "]") or self.s() == "{" and self.hidden(start) or \
                        self.at() > start and self.s() in HEADS and "asm" not in word:
                    raise self.bad()
                if self.s() in CLOSE:
                    self.skip_brackets()
                else:
                    self.p += 1
            self.p += 1
        st.end = self.nums[self.p - 1] + 1
        return st
