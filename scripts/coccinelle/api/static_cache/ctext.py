# SPDX-License-Identifier: GPL-2.0-only
"""One C file: its tokens, functions, statements and declarations of caches.

The text is never changed here. All positions are offsets into it, so that what is
written later keeps what it does not touch, byte for byte.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import Iterator, Optional

from . import cpp

# How a cache is created, how one with static storage is set up, and which argument
# holds the flags.
MAKE = {
    "kmem_cache_create": ("kmem_cache_setup", 3),
    "kmem_cache_create_usercopy": ("kmem_cache_setup_usercopy", 3),
    "KMEM_CACHE": ("KMEM_CACHE_SETUP", 1),
    "KMEM_CACHE_USERCOPY": ("KMEM_CACHE_SETUP_USERCOPY", 1),
}
# What all of them end in. Nobody else should call it.
RAW = ("__kmem_cache_create_args", "__kmem_cache_create", "__kmem_cache_default_args",
       "kmem_cache_create_rcu")        # of 6.10

TOKEN = re.compile(
    r"[ \t\f\v\r]*(?:(?P<comment>%s)|(?P<skip>%s)|(?P<nl>\n)|(?P<str>%s|%s)|"
    r"(?P<id>[A-Za-z_$]\w*)|(?P<num>\.?\d(?:[eEpP][-+]|[\w.])*)|"
    r"(?P<op>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%%&|^]=|\.\.\.|##|%%:%%:|"
    r"%%:|<%%|%%>|<:|:>|.))" % (cpp.COMMENT, cpp.ON, cpp.STRING, cpp.CHAR), re.S)
KERNEL = re.compile(r"#[ \t]*if(n?)def[ \t]+__KERNEL__\b")
# For C++ only; and what a kernel is configured with, which stays as it is in one file.
PLUSPLUS = re.compile(r"#[ \t]*if(?:(n?)def|[ \t]+(!?)[ \t]*defined)[ \t]*\(?[ \t]*__cplusplus[ \t]*\)?"
                      r"[ \t\r]*(?:/[/*]|$)", re.M)
CONFIG = re.compile(r"#[ \t]*if(?:(n?)def|[ \t]+(!?)[ \t]*defined)[ \t]*\(?[ \t]*(CONFIG_\w+)[ \t]*\)?"
                    r"[ \t\r]*(?:/[/*]|$)", re.M)
# What may stand between the star of a declaration and the name.
QUALIFIERS = set("const volatile restrict __rcu __percpu __user __iomem __ro_after_init "
                 "__read_mostly __maybe_unused".split())
CLOSE = {"(": ")", "[": "]", "{": "}"}


class Refuse(Exception):
    """Why a cache is left alone, and where that can be seen."""

    def __init__(self, why: str, src: "Optional[Source]" = None,
                 tok: "Optional[Token]" = None) -> None:
        super().__init__(why)
        self.why, self.src, self.tok = why, src, tok


class Token:
    """One token. pp is the directive it is part of; cond says inside which branches
    of which #if it stands."""
    __slots__ = ("s", "kind", "off", "line", "col", "brace", "paren", "pp", "i", "cond", "begins")
    s: str
    kind: str
    off: int
    line: int
    col: int
    brace: int
    paren: int
    pp: str
    i: int
    cond: tuple[tuple[int, int], ...]
    begins: bool            # the # of a directive, not one in its body

    @property
    def end(self) -> int:
        return self.off + len(self.s)


@dataclass
class Include:
    name: str
    quote: str
    line: int
    off: int
    end: int                # of the line, after its newline
    cond: tuple[tuple[int, int], ...]


@dataclass
class Function:
    name: str
    head: Token
    open: int
    close: int
    static: bool
    init: bool
    returns: list[str]      # the words before the name
    broken: bool = False    # its brackets do not match

    def has(self, t: Token) -> bool:
        return self.open < t.i < self.close


@dataclass
class Decl:
    """One declarator of a declaration of pointers to caches at file scope."""
    tok: Token
    words: list[str]        # static, extern and attributes before
    attrs: list[str]
    init: str               # "", "NULL", or something else
    start: int              # token indices of the whole declaration
    stop: int
    members: list[str]      # the names that it declares
    plain: bool             # whether all of it is understood
    span: tuple[int, int]   # its own tokens


@dataclass
class Stmt:
    """A statement; tokens start <= i < end. head is the keyword or macro."""
    kind: str               # simple if loop switch block label return goto macro
    start: int
    end: int
    body: "list[Stmt]" = field(default_factory=list)
    other: "list[Stmt]" = field(default_factory=list)   # else
    cond: tuple[int, int] = (0, 0)      # tokens between the parentheses
    parent: "Optional[Stmt]" = None
    bare: bool = False      # governed by if, for and so on without braces


def exclusive(a: Token, b: Token) -> bool:
    """Whether no compiler sees both tokens: they are in two branches of one #if."""
    where = dict(a.cond)
    return any(g in where and where[g] != n for g, n in b.cond)


class Source:
    """The tokens of one file, its functions and comments."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.toks: list[Token] = []
        self.where: dict[str, list[Token]] = {}
        self.includes: list[Include] = []
        self.comments: list[tuple[int, int]] = []
        self.functions: list[Function] = []
        self.breaks: list[Token] = []       # where brackets turned out not to match
        self.odd: Optional[tuple[str, Token]] = None    # what is not read as C reads it
        self.options: set[int] = set()      # groups of #if that ask for one option
        self._decls: Optional[list[Decl]] = None
        self.alone: Optional[dict[str, list[Token]]] = None
        self._bodies: dict[int, Optional[list[Stmt]]] = {}
        self.scan()
        self.find_functions()

    # --- tokens ---

    def scan(self) -> None:
        text, toks = self.text, self.toks
        line, start = 1, 0
        brace = paren = 0
        pp, fresh, other = "", True, False
        stack: list[tuple[int, int, int, int]] = []     # group, branch, brace, paren
        always: dict[int, int] = {}     # the branch that every kernel takes
        plusplus: dict[int, int] = {}   # the branch that C++ takes
        configs: dict[str, tuple[int, int]] = {}    # its group, and how many includes were before
        elif_ = "elif" in text
        cond: tuple[tuple[int, int], ...] = ()
        groups = 0
        for m in TOKEN.finditer(text, len(cpp.BOM) if text.startswith(cpp.BOM) else 0):
            kind = m.lastgroup or "op"
            if kind == "nl":
                line, start = line + 1, m.end()
                fresh, pp = True, ""
                continue
            s, off = m.group(kind), m.start(kind)
            if kind in ("comment", "skip"):
                if kind == "comment":
                    self.comments.append((off, m.end()))
                elif cpp.SPLIT.match(text, off - 1) and toks:
                    self.odd = "a word goes on in the next line", toks[-1]
                if "\n" in s:
                    line += s.count("\n")
                    start = off + s.rindex("\n") + 1
                continue
            digraph, s = s in cpp.DIGRAPH, cpp.DIGRAPH.get(s, s)
            if fresh and s == "#":
                d = cpp.DIRECTIVE.match(text, off)
                pp = (d.group(1) if d else "") or "#"
                if pp in ("include_next", "import"):
                    pp = "include"
                if pp in ("if", "ifdef", "ifndef"):
                    groups += 1
                    g, n = groups, 0
                    k = KERNEL.match(text, off)
                    if k:
                        always[groups] = int(k.group(1) == "n")
                    k = PLUSPLUS.match(text, off)
                    if k:
                        plusplus[groups] = int(bool(k[1] or k[2]))
                    k = None if elif_ else CONFIG.match(text, off)
                    if k and not re.search(r"#[ \t]*(?:define|undef)[ \t]+%s\b" % k[3], text):
                        # Blocks of one option are branches of one group: defined, not defined.
                        n = int(bool(k[1] or k[2]))
                        g, before = configs.get(k[3], (g, len(self.includes)))
                        if before != len(self.includes):
                            g = groups
                        configs[k[3]] = g, len(self.includes)
                        self.options.add(g)
                    stack.append((g, n, brace, paren))
                elif pp in ("else", "elif") and stack:
                    # Only one branch counts for the brackets.
                    g, n, b, p = stack[-1]
                    if plusplus.get(g) != n + 1:
                        brace, paren = b, p
                    stack[-1] = (g, 1 - n if g in self.options else n + 1, brace, paren)
                elif pp == "endif" and stack:
                    stack.pop()
                cond = tuple((g, n) for g, n, _, _ in stack if always.get(g) != n)
                other = any(plusplus.get(g) == n for g, n in cond)
                if pp == "include":
                    inc = cpp.INCLUDE.match(text, off)
                    if inc and inc[1]:
                        eol = text.find("\n", inc.end())
                        eol = len(text) if eol < 0 else eol + 1
                        self.includes.append(Include(inc[2], inc[1], line, off, eol, cond))
            elif other and not pp:
                pp = "c++"
            t = Token()
            t.begins = fresh and s == "#"
            fresh = False
            t.s, t.kind, t.off, t.line, t.pp, t.cond = s, kind, off, line, pp, cond
            t.col, t.i = off - start, len(toks)
            if digraph:
                self.odd = "written with digraphs", t
            if not pp:
                if s == "{" and t.col == 0 and (brace or paren) and toks and \
                        toks[-1].s == ")":
                    # In kernel style a function begins here.
                    self.breaks.append(t)
                    brace = paren = 0
                if s == "}":
                    if not brace:
                        self.breaks.append(t)
                    brace = max(0, brace - 1)
                elif s == ")":
                    if not paren:
                        self.breaks.append(t)
                    paren = max(0, paren - 1)
            t.brace, t.paren = brace, paren
            if not pp:
                brace += s == "{"
                paren += s == "("
            toks.append(t)
            if "\n" in s:       # a string that goes on in the next line
                line += s.count("\n")
                start = off + s.rindex("\n") + 1
            if kind == "id":
                self.where.setdefault(s, []).append(t)
        if (brace or paren) and toks:
            self.breaks.append(toks[-1])

    def find_functions(self) -> None:
        toks = self.toks
        i = last = 0
        while i < len(toks):
            t = toks[i]
            if t.pp or t.brace:
                i += 1
                continue
            if t.s in (";", "}"):
                last = i + 1
            elif t.s == "{":
                j = i + 1
                stop = next((k.i for k in self.breaks if k.i > i), len(toks))
                while j < stop and (toks[j].pp or toks[j].brace or toks[j].s != "}"):
                    j += 1
                head = [k for k in toks[last:i] if not k.pp]
                name = next((k for n, k in enumerate(head[:-1])
                             if k.kind == "id" and head[n + 1].s == "(" and not k.paren
                             and not k.s.startswith("__attribute")
                             and k.s not in ("__printf", "__aligned", "__section")), None)
                if name and not any(k.s == "=" and not k.paren for k in head):
                    words = [k.s for k in head]
                    f = Function(name.s, name, i, min(j, len(toks) - 1),
                                 "static" in words,
                                 any(w in words for w in
                                     ("__init", "__init_or_module", "__meminit")),
                                 [k.s for k in head if k.i < name.i])
                    if re.match(r"(COMPAT_)?SYSCALL_DEFINE", f.name) or \
                            any(k.s == ")" and n.s == "(" and not n.paren
                                for k, n in zip(head, head[1:]) if k.i > name.i):
                        f.name = ""     # a macro makes it
                    f.broken = j >= stop
                    self.functions.append(f)
                if j == stop < len(toks) and toks[j].s == "{":
                    # It has no end, and the next one begins here.
                    last = next((k + 1 for k in range(j - 1, i, -1)
                                 if toks[k].s in (";", "}")), j)
                    i = j - 1
                else:
                    i = j
                    last = j + 1
            i += 1
        self.opens = [f.open for f in self.functions]

    def function_of(self, t: Token) -> Optional[Function]:
        n = bisect.bisect(self.opens, t.i) - 1
        if n >= 0 and self.functions[n].open < t.i <= self.functions[n].close:
            return self.functions[n]
        return None

    def in_head(self, t: Token) -> Optional[Function]:
        """The function in whose parameter list t stands, if it has a body."""
        n = bisect.bisect(self.opens, t.i)
        if n < len(self.functions):
            f = self.functions[n]
            if f.head.i < t.i < f.open:
                return f
        return None

    def tok(self, i: int) -> Token:
        return self.toks[i] if 0 <= i < len(self.toks) else NOTHING

    def before(self, i: int) -> Token:
        """The token before token i; preprocessor lines do not count."""
        i -= 1
        while i > 0 and self.toks[i].pp:
            i -= 1
        return self.tok(i)

    def after(self, i: int) -> Token:
        i += 1
        while i < len(self.toks) and self.toks[i].pp:
            i += 1
        return self.tok(i)

    def is_seq(self, i: int, *words: str) -> bool:
        return i >= 0 and [t.s for t in self.toks[i:i + len(words)]] == list(words)

    def words(self, i: int, j: int) -> list[str]:
        return [t.s for t in self.toks[i:j]]

    def match(self, i: int) -> int:
        """The token that closes the bracket at i."""
        stack = []
        for j in range(i, len(self.toks)):
            t = self.toks[j]
            if t.pp and not self.toks[i].pp:
                continue
            if t.s in CLOSE:
                stack.append(CLOSE[t.s])
            elif t.s in (")", "]", "}"):
                if not stack or stack.pop() != t.s:
                    break
                if not stack:
                    return j
        raise Refuse("brackets that do not match", self, self.toks[i])

    def back(self, i: int) -> int:
        """The token that opens the bracket that i closes."""
        depth = 0
        for j in range(i, -1, -1):
            t = self.toks[j]
            if t.pp and not self.toks[i].pp:
                continue
            if t.s in (")", "]", "}"):
                depth += 1
            elif t.s in CLOSE:
                depth -= 1
                if not depth:
                    return j
        raise Refuse("brackets that do not match", self, self.toks[i])

    def opener(self, t: Token) -> int:
        """The bracket that t stands directly in, or -1."""
        depth = 0
        for j in range(t.i - 1, -1, -1):
            k = self.toks[j]
            if k.pp != t.pp or (t.pp and k.begins):
                if t.pp:
                    return -1
                continue
            if k.s in (")", "]", "}"):
                depth += 1
            elif k.s in CLOSE:
                if not depth:
                    return j
                depth -= 1
        return -1

    def arguments(self, i: int) -> list[tuple[int, int]]:
        """The arguments of the call whose "(" is at i: pairs of token indices."""
        end = self.match(i)
        args, first, j = [], i + 1, i + 1
        while j < end:
            t = self.toks[j]
            if t.pp and not self.toks[i].pp:
                j += 1
                continue
            if t.s in CLOSE:
                j = self.match(j)
            elif t.s == ",":
                args.append((first, j))
                first = j + 1
            j += 1
        args.append((first, end))
        return args

    @property
    def broken(self) -> Optional[Token]:
        return self.breaks[0] if self.breaks else None

    def indent_of(self, t: Token) -> str:
        a = self.text.rfind("\n", 0, t.off) + 1
        m = re.match(r"[ \t]*", self.text[a:])
        return m.group() if m else ""

    def commented(self, a: int, b: int) -> bool:
        """Whether a comment begins between the offsets a and b."""
        n = bisect.bisect_left(self.comments, (a, 0))
        return n < len(self.comments) and self.comments[n][0] < b

    def label_in(self, i: int, j: int) -> bool:
        """Whether a label or case stands between the tokens i and j."""
        return any(t.s == ":" and not t.pp and not t.paren and (
            self.tok(t.i - 2).s == "case" or self.before(t.i - 1).s in (";", "{", "}", ":"))
            for t in self.toks[i:j])

    # --- statements ---

    def body(self, func: Function) -> Optional[list[Stmt]]:
        """The statements of func, or None if they are not understood."""
        from .parse import Parser       # which needs what is here
        if func.open not in self._bodies:
            try:
                nums = [k.i for k in self.toks[func.open + 1:func.close] if not k.pp]
                parser = Parser(self, nums)
                stmts = parser.statements(None)
                self._bodies[func.open] = stmts if parser.p == len(nums) else None
            except (Refuse, IndexError, RecursionError):
                self._bodies[func.open] = None
        return self._bodies[func.open]

    def path_to(self, func: Function, t: Token) -> Optional[list[tuple[Stmt, list[Stmt]]]]:
        """The statements around t, innermost last, each with the list it is part of."""
        stmts = self.body(func)
        if stmts is None:
            return None
        out: list[tuple[Stmt, list[Stmt]]] = []
        while True:
            s = next((x for x in stmts if x.start <= t.i < x.end), None)
            if s is None:
                return out
            out.append((s, stmts))
            inner = next((lst for lst in (s.body, s.other)
                          if any(x.start <= t.i < x.end for x in lst)), None)
            if inner is None:
                return out
            stmts = inner

    # --- declarations ---

    def declarations(self) -> list[Decl]:
        """All declarators of pointers to caches at file scope."""
        if self._decls is None:
            self._decls = list(self.find_declarations())
        return self._decls

    def find_declarations(self) -> Iterator[Decl]:
        for t in self.where.get("kmem_cache", []):
            if t.brace or t.paren or t.pp or self.tok(t.i - 1).s != "struct":
                continue
            words: list[str] = []
            j, open_ = t.i - 2, False
            while j >= 0 and not self.toks[j].pp and \
                    (self.toks[j].kind == "id" or self.toks[j].s == ")"):
                if self.toks[j].s == ")":
                    try:
                        k, j = j, self.back(j)
                    except Refuse:
                        open_ = True    # nothing opens it: no code that we can read
                        break
                    if self.tok(j - 1).s == "__attribute__":
                        j -= 1
                        words.append("".join(self.words(j, k + 1)))
                else:
                    words.append(self.toks[j].s)
                j -= 1
            if open_:
                continue
            start, k, plain = j + 1, t.i + 1, True
            found: list[tuple[Token, list[str], str, tuple[int, int]]] = []
            while self.tok(k).kind == "id":         # const, attributes
                words.append(self.toks[k].s)
                k += 1
            while True:
                if self.tok(k).s != "*":
                    plain = False
                    break
                first = k
                k += 1
                attrs: list[str] = []
                while self.tok(k).s in QUALIFIERS:
                    attrs.append(self.toks[k].s)
                    k += 1
                name = self.tok(k)
                if name.kind != "id" or name.pp:
                    plain = False
                    break
                k += 1
                while self.tok(k).kind == "id" and not self.tok(k).pp:
                    attrs.append(self.toks[k].s)
                    k += 1
                    if self.tok(k).s == "(":
                        try:
                            at, k = k, self.match(k) + 1
                        except Refuse:
                            plain = False
                            break
                        if attrs[-1] == "__attribute__":
                            attrs[-1] += "".join(self.words(at, k))
                init = ""
                if self.tok(k).s == "=":
                    at = k + 1
                    try:
                        while self.tok(k).s not in (",", ";", ""):
                            k = self.match(k) + 1 if self.tok(k).s in CLOSE else k + 1
                    except Refuse:
                        plain = False
                        break
                    init = "".join(self.words(at, k))
                    if init == "0":
                        init = "NULL"
                found.append((name, attrs, init, (first, k)))
                if self.tok(k).s != ",":
                    break
                k += 1
            plain = plain and self.tok(k).s == ";" and self.tok(start - 1).s != "]" and \
                not any(x.pp for x in self.toks[start:k])
            if self.tok(k).s in ("(", "{"):
                # A function that returns one.
                found = found[:-1]
            for name, attrs, init, span in found:
                yield Decl(name, words, attrs, init, start, k + 1,
                           [f[0].s for f in found], plain, span)


NOTHING = Token()
NOTHING.s, NOTHING.kind, NOTHING.pp, NOTHING.cond = "", "", "", ()
NOTHING.off = NOTHING.line = NOTHING.col = NOTHING.brace = NOTHING.paren = 0
NOTHING.i, NOTHING.begins = -1, False
