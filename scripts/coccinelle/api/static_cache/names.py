# SPDX-License-Identifier: GPL-2.0-only
"""What macros and strings hide: names that are not written where they are used."""

from __future__ import annotations

import re

from typing import Iterator, Optional

from .ctext import Refuse, Source, Token
from .project import Project

KEYWORDS = {"return", "if", "while", "switch", "sizeof", "typeof", "__typeof__", "case",
            "else", "for", "do", "goto", "_Alignof", "__alignof__", "typeof_unqual",
            "__auto_type"}
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(\([^)]*\))?((?:[^\n\\]|\\.)*)",
                    re.M | re.S)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|/\*.*?\*/|//[^\n]*", re.S)
PASTE = re.compile(r"(\w*)\s*##\s*(\w*)")
# Headers of all the kernel: what their macros make of other macros has nothing to do with a cache.
COMMON = re.compile(r"(^|/)(include/(linux|uapi|asm|asm-generic|generated)|arch/\w+/include)/")
# What finds a symbol by a string.
LOOKED_UP = re.compile(r"\b(alias|__alias|weakref|ifunc|asm|__asm__|_Pragma|"
                       r"\w*(?:symbol|kallsyms)\w*)\b")

JUMP = re.compile(r"\b(?:goto|return)\b")
LEAVE = re.compile(r"\b(?:break|continue)\b")
LOOP = re.compile(r"\b(?:for|while|do|switch)\b")
# Macros that go on behind themselves, also where they are not seen.
GO_ON = re.compile(r"(?:VM_)?(?:WARN|BUG)\w*|(?:IS|PTR|ERR)_\w+|KMEM_CACHE\w*|INIT_\w+|"
                   r"ARRAY_SIZE|READ_ONCE|WRITE_ONCE|MIN|MAX")

BUG_H = re.compile(r"/asm(?:-generic)?/bug\.h$")


class Names:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.visible: dict[str, set[tuple[str, str, str]]] = {}
        self.pasted: dict[str, list[tuple[str, str, str]]] = {}
        self.chains: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self.bodies: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self.expansions: dict[tuple[str, str, bool], list[tuple[str, str]]] = {}

    def pastes(self, path: str) -> list[tuple[str, str, str]]:
        """What the macros of one file put together: macro, left and right word, which are
        empty where a parameter stands."""
        if path not in self.pasted:
            self.pasted[path] = []
            text = self.project.text(path)
            for m in DEFINE.finditer(text) if "##" in text else ():
                params = re.findall(r"\w+", m.group(2) or "")
                body = COMMENT.sub(" ", m.group(3)).replace("\\\n", " ")
                for chain in re.findall(r"\w+(?:\s*##\s*\w+){2,}", body) if not COMMON.search(path) else ():
                    # More than two parts: what it can make, as a pattern.
                    self.chains.setdefault(path, []).append((m.group(1), re.compile("".join(
                        r"\w*" if w in params else re.escape(w) for w in re.split(r"\s*##\s*", chain)))))
                for left, right in PASTE.findall(body):
                    pair = ["" if w in params else w for w in (left, right)]
                    self.pasted[path].append((m.group(1), pair[0], pair[1]))
        return self.pasted[path]

    def check_pasted(self, src: Source, name: str) -> None:
        """No macro that src can see makes name out of parts of it."""
        if src.alone is None:
            # Words that are an argument alone, and of what.
            src.alone = {}
            for word, toks in src.where.items():
                for t in toks:
                    if src.tok(t.i - 1).s in ("(", ",") and src.tok(t.i + 1).s in (")", ","):
                        src.alone.setdefault(word, []).append(t)
        parts = {word: toks for word, toks in src.alone.items()
                 if word != name and (name.startswith(word) or name.endswith(word))}
        if not parts:
            return
        if src.path not in self.visible:
            self.visible[src.path] = {p for path in {src.path} | self.project.closure(src.path)
                                      for p in self.pastes(path)}
        for path in {src.path} | self.project.closure(src.path):
            for macro, made in self.chains.get(path, []):
                if made.fullmatch(name):
                    for t in (t for toks in parts.values() for t in toks):
                        callee = src.tok(src.opener(t) - 1)
                        if callee.s == macro or self.is_given_macro(src, callee) or \
                                self.uses_macro(src, callee.s, macro):
                            raise Refuse("%s() can make a name of it" % macro, src, t)
        for macro, left, right in sorted(self.visible[src.path]):
            if left + right and not (left and name.startswith(left) or
                                     right and name.endswith(right)):
                continue
            want = name[len(left):] if left else name[:len(name) - len(right)]
            for word, toks in parts.items():
                if left + right and word != want:
                    continue
                if not left + right and name[len(word):] not in parts:
                    continue
                for t in toks:
                    callee = src.tok(src.opener(t) - 1)
                    if callee.s == macro or self.is_given_macro(src, callee) or \
                            self.project.is_macro(src.path, callee.s) and self.uses_macro(src, callee.s, macro):
                        raise Refuse("%s() can make a name of it" % macro, src, t)

    @staticmethod
    def is_given_macro(src: Source, t: Token) -> bool:
        """Whether t is a parameter of the macro in whose body it stands: any macro may be given."""
        if t.pp != "define":
            return False
        head = re.compile(r"[ \t]+\w+\(([^)]*)\)").match(src.text, src.text.rfind("define", 0, t.off) + len("define"))
        return head is not None and t.s in re.findall(r"\w+", head[1])

    def uses_macro(self, src: Source, outer: str, inner: str) -> bool:
        """Whether the macro outer, which src sees, uses the macro inner, also through others."""
        seen, todo = set(), [outer]
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            for _, body in self.definitions(src, name):
                if re.search(r"\b%s\b" % inner, body):
                    return True
                todo += (word for word in re.findall(r"\b([A-Za-z_]\w*)[ \t]*\(", body)
                         if not any(map(COMMON.search, self.project.macro_homes(src.path, word))))
        return False

    @staticmethod
    def check_strings(src: Source, name: str) -> None:
        """No attribute and no assembler code has the name in a string."""
        if name not in src.text or not LOOKED_UP.search(src.text):
            return
        for t in src.toks:
            if t.kind == "str" and name in t.s and re.search(r"\b%s\b" % name, t.s):
                before = src.words(t.i - 4, t.i)
                if any(LOOKED_UP.fullmatch(w) for w in before):
                    raise Refuse("named in a string of %s" % " ".join(before[-2:-1]), src, t)

    def definitions(self, src: Source, name: str) -> Iterator[tuple[str, str]]:
        """The parameters and bodies of the macros name that src sees."""
        for path in self.project.macro_homes(src.path, name) | \
                self.project.object_homes(src.path, name):
            if path not in self.bodies:
                self.bodies[path] = {}
                for m in DEFINE.finditer(self.project.text(path)):
                    body = STRING.sub(" ", m[3])
                    self.bodies[path].setdefault(m[1], []).append((m[2] or "", body))
            yield from self.bodies[path].get(name, [])

    def expansion(self, src: Source, name: str, called: bool) -> list[tuple[str, str]]:
        """The parameters and bodies of all macros that name, called or not, expands to."""
        key = src.path, name, called
        if key not in self.expansions:
            out: list[tuple[str, str]] = []
            seen, todo = set(), [(name, "(" if called else "")]
            while todo:
                one = todo.pop()
                if one not in seen:
                    seen.add(one)
                    found = [d for d in self.definitions(src, one[0]) if one[1] or not d[0]]
                    out += found
                    todo += (w for _, body in found
                             for w in re.findall(r"\b([A-Za-z_]\w*)[ \t]*(\(?)", body))
            self.expansions[key] = out
        return self.expansions[key]

    def is_use(self, src: Source, t: Token) -> bool:
        """Whether t can be a macro that is used."""
        return t.kind == "id" and not t.pp and t.s not in KEYWORDS and \
            src.tok(t.i - 1).s not in (".", "->")

    def mentions(self, src: Source, i: int, end: int, var: str) -> Optional[Token]:
        """The first of the tokens i..end-1 that is a macro which uses the variable var of
        those who use it."""
        own = re.compile(r"\b%s\b" % var)
        declared = re.compile(r"(?:\b(?!(?:else|do|return)\b)\w+|typeof\w*\s*"
                              r"\((?:[^()]|\([^()]*\))*\))[\s\\]+\**%s\b" % var)
        return next((t for t in src.toks[i:end] if self.is_use(src, t) and any(
            own.search(body) and not own.search(params) and not declared.search(body)
            for params, body in self.expansion(src, t.s, src.tok(t.i + 1).s == "("))), None)

    def own_bug(self, src: Source, name: str) -> bool:
        """Whether src sees a WARN_ON() or BUG_ON() that is not the kernel's."""
        return any(k.pp in ("define", "undef") and src.tok(k.i - 1).s == k.pp
                   for k in src.where.get(name, ())) or \
            any(not BUG_H.search(path) for path in self.project.macro_homes(src.path, name))

    def own_assert(self, src: Source, name: str) -> bool:
        """Whether name is a function here, or a macro that may leave what it stands in."""
        return any(f.name == name for f in src.functions) or \
            any(JUMP.search(body) for _, body in self.definitions(src, name))

    def may_jump(self, src: Source, t: Token) -> bool:
        """Whether t is a macro that may leave what it stands in."""
        if not self.is_use(src, t):
            return False
        called = src.tok(t.i + 1).s == "("
        if not called and src.tok(t.i + 1).s == ";" and \
                src.before(t.i).s in ("{", "}", ";", ")", "else", "do"):
            return True         # alone, it is no expression
        found = self.expansion(src, t.s, called)
        return called and not found and t.s.isupper() and not GO_ON.fullmatch(t.s) or any(
            JUMP.search(body) or LEAVE.search(body) and not LOOP.search(body)
            for _, body in found)
