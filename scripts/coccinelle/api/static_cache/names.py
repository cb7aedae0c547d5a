# SPDX-License-Identifier: GPL-2.0-only
"""What macros and strings hide: names that are not written where they are used."""

from __future__ import annotations

import re

from typing import Iterator, Optional

from . import cpp
from .ctext import Function, Refuse, Source, Token
from .project import Project

KEYWORDS = {"return", "if", "while", "switch", "sizeof", "typeof", "__typeof__", "case",
            "else", "for", "do", "goto", "_Alignof", "__alignof__", "typeof_unqual",
            "__auto_type"}
PASTE = re.compile(r"(\w*)\s*##\s*(\w*)")
ALONE = re.compile(r"[(,]\s*(\w+)\s*(?=[),])")
# Headers of all the kernel: what their macros make of other macros has nothing to do with a cache.
COMMON = re.compile(r"(^|/)(include/(linux|uapi|asm|asm-generic|generated)|arch/\w+/include)/")
# What finds a symbol by a string.
LOOKED_UP = re.compile(r"\b(alias|__alias|weakref|ifunc|asm|__asm__|_Pragma|"
                       r"\w*(?:symbol|kallsyms)\w*)\b")

JUMP = re.compile(r"\b(?:goto|return)\b")
# What an assertion must not do, or it is missed when it is left out.
CHANGES = re.compile(r"\+\+|--|(?:[-+*/%&|^]|<<|>>)=|(?<![=!<>])=(?!=)|\b(?:atomic|set_bit|inc|add)\w*\s*\(")
LEAVE = re.compile(r"\b(?:break|continue)\b")
LOOP = re.compile(r"\b(?:for|while|do|switch)\b")
# Macros that go on behind themselves, also where they are not seen.
GO_ON = re.compile(r"(?:VM_|BUILD_)?(?:WARN|BUG)\w*|(?:IS|PTR|ERR)_\w+|KMEM_CACHE\w*|INIT_\w+|"
                   r"ARRAY_SIZE|READ_ONCE|WRITE_ONCE|MIN|MAX")

OWN = {"include/linux/%s.h" % name for name in ("slab", "mempool", "fs", "init", "module")}
# Names whose meaning matters.
PARTS = ("kmem_cache_", "KMEM_CACHE", "mempool_", "alloc_inode_sb", "module_init", "initcall")
WATCHED = re.compile(r"\b\w*(?:%s)\w*" % "|".join(PARTS))
# Words that are read as C has them, or the kernel.
RELIED = re.compile(cpp.HASH + r"(?:define|undef)%s+(kmem_cache|NULL|nullptr|ENOMEM|SLAB_PANIC|likely|unlikely|"
                    r"if|else|for|while|do|switch|case|default|return|goto|break|continue|struct|static|extern|"
                    r"const|int|void|sizeof)\b(%s)" % (cpp.BLANK, cpp.BODY), re.S)
BUG_H = re.compile(r"/asm(?:-generic)?/bug\.h$")


def pieces(name: str, words: set[str]) -> set[str]:
    """Those of words that name can be put together of, if it can be of two or more."""
    fit = [w for w in words if w and w in name and w != name]
    ends, begins = {0}, {len(name)}
    for i in range(len(name)):
        ends |= {i + len(w) for w in fit if i in ends and name.startswith(w, i)}
    for i in range(len(name), 0, -1):
        begins |= {i - len(w) for w in fit if i in begins and name.endswith(w, 0, i)}
    return {w for w in fit for i in ends if name.startswith(w, i) and i + len(w) in begins}


class Names:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.visible: dict[str, list[tuple[str, str, str]]] = {}
        self.lone: dict[str, set[str]] = {}         # words that are an argument alone
        self.pasted: dict[str, list[tuple[str, str, str]]] = {}
        self.chains: dict[str, list[tuple[str, list[str]]]] = {}
        self.meanings: dict[str, frozenset[str]] = {}
        self.words: dict[str, str] = {}
        self.meant: dict[str, frozenset[str]] = {}
        self.bodies: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self.expansions: dict[tuple[str, str, bool], list[tuple[str, str]]] = {}

    def pastes(self, path: str) -> list[tuple[str, str, str]]:
        """What the macros of one file put together: macro, left and right word, which are
        empty where a parameter stands."""
        if path not in self.pasted:
            self.pasted[path] = []
            text = self.project.text(path)
            for _, macro, heads, body in cpp.defines(text) if "##" in text or "%:" in text else ():
                params = [*cpp.parameters(heads), "__VA_ARGS__"]
                body = body.replace("%:%:", "##")
                for chain in re.findall(r"\w+(?:\s*##\s*\w+){2,}", body) if not COMMON.search(path) else ():
                    # More than two parts; empty where a parameter stands.
                    parts = ["" if w in params else w for w in re.split(r"\s*##\s*", chain)]
                    self.chains.setdefault(path, []).append((macro, parts))
                for left, right in PASTE.findall(body):
                    pair = ["" if w in params else w for w in (left, right)]
                    self.pasted[path].append((macro, pair[0], pair[1]))
        return self.pasted[path]

    def check_pasted(self, src: Source, name: str) -> None:
        """No macro that src can see makes name out of parts of it, there or in a header."""
        made = self.made_in(src)
        for macro, left, right in made:
            if left and right and left + right == name:
                raise Refuse("%s() makes a name of it" % macro, src)
        closure = sorted(self.project.closure(src.path)) if src.path.endswith(".c") else []
        wants: dict[str, set[str]] = {}     # what makes name, and of which word
        several: dict[str, set[str]] = {}   # what makes name of several words, and of its own parts
        for macro, left, right in made:
            if not left and not right:
                several.setdefault(macro, set())
            elif name.startswith(left) and name.endswith(right) and not (left and right):
                wants.setdefault(name[len(left):len(name) - len(right)], set()).add(macro)
        for macro, parts in (one for path in [src.path, *closure] for one in self.chains.get(path, ())):
            n = [k for k, part in enumerate(parts) if not part]
            left, right = ("".join(parts[:n[0]]), "".join(parts[n[-1] + 1:])) if n else ("", "")
            if len(n) == 1 and name.startswith(left) and name.endswith(right):
                wants.setdefault(name[len(left):len(name) - len(right)], set()).add(macro)
            elif len(n) > 1 and all(part in name for part in parts):
                several.setdefault(macro, set()).update(filter(None, parts))
        own = {w for _, left, right in self.pastes(src.path) for w in (left, right)}
        begins = {name[:n] for n in range(1, len(name))}
        for path in [src.path, *closure]:
            words = set(self.alone_in(src)) if path == src.path else self.lone_in(path)
            fixed = set().union(own if path == src.path else (), *several.values())
            # One of them has to begin the name.
            used = set() if begins.isdisjoint(words) and begins.isdisjoint(fixed) else pieces(name, words | fixed)
            if used.isdisjoint(words) and words.isdisjoint(wants):
                continue
            s = self.project.source(path) if path != src.path else src
            given: dict[str, dict[str, Token]] = {}
            for word in sorted((used | wants.keys()) & self.alone_in(s).keys()):
                for t in self.alone_in(s)[word]:
                    for macro in sorted(wants.get(word, ())):
                        if self.gets(src, s, t, macro):
                            raise Refuse("%s() can make a name of it" % macro, s, t)
                    for macro in several if word in used else ():
                        if word not in given.get(macro, ()) and self.gets(src, s, t, macro):
                            given.setdefault(macro, {})[word] = t
            for macro, some in sorted(given.items()):
                for word in sorted(pieces(name, some.keys() | own | several[macro]) & some.keys()):
                    raise Refuse("%s() can make a name of it" % macro, s, some[word])

    def made_in(self, src: Source) -> list[tuple[str, str, str]]:
        """What the macros that src sees put together."""
        if src.path not in self.visible:
            self.visible[src.path] = sorted({p for path in {src.path} | self.project.closure(src.path)
                                             for p in self.pastes(path)})
        return self.visible[src.path]

    def lone_in(self, path: str) -> set[str]:
        """The words of a header that are an argument alone."""
        if path not in self.lone:
            self.lone[path] = set() if self.project.kernel and COMMON.search(path) else \
                set(ALONE.findall(self.project.text(path)))
        return self.lone[path]

    def alone_in(self, src: Source) -> dict[str, list[Token]]:
        """The words and numbers of src that are an argument alone."""
        if src.alone is None:
            src.alone = {}
            for t in src.toks:
                if t.kind in ("id", "num") and src.tok(t.i - 1).s in ("(", ",") and \
                        src.tok(t.i + 1).s in (")", ",") and not self.is_given_macro(src, t):
                    src.alone.setdefault(t.s, []).append(t)
            for t in src.toks:      # what is such a word, by a macro without arguments
                if t.pp == "define" and src.tok(t.i - 2).s == "define" and src.tok(t.i - 1).s in src.alone and \
                        t.s not in src.alone and (src.tok(t.i + 1).begins or not src.tok(t.i + 1).pp):
                    src.alone[t.s] = src.alone[src.tok(t.i - 1).s]
        return src.alone

    def gets(self, of: Source, src: Source, t: Token, macro: str) -> bool:
        """Whether the argument t, in of or a header of it, is given to macro, perhaps through another."""
        callee = src.tok(src.opener(t) - 1)
        return callee.s == macro or self.is_given(of, src, callee, macro) or \
            self.project.is_macro(of.path, callee.s) and self.uses_macro(of, callee.s, macro)

    def is_given(self, of: Source, src: Source, callee: Token, macro: str) -> bool:
        """Whether macro can be what the parameter callee of a macro in src stands for."""
        return self.is_given_macro(src, callee) and (
            src is of or any(macro in ALONE.findall(s.text) for s in (of, src)))

    @staticmethod
    def is_own_word(src: Source, t: Token) -> bool:
        """Whether t, in the body of a macro, is a parameter of that or declared there."""
        prev = src.tok(t.i - 1)
        return Names.is_given_macro(src, t) or prev.s == "*" or \
            prev.kind == "id" and prev.s not in KEYWORDS and not prev.s.isupper() and \
            src.tok(t.i - 2).s != "define"

    @staticmethod
    def is_given_macro(src: Source, t: Token) -> bool:
        """Whether t is a parameter of the macro in whose body it stands: any macro may be given."""
        if t.pp != "define":
            return False
        i = t.i
        while i > 0 and not src.tok(i).begins:
            i -= 1
        par = src.tok(i + 3)
        return t.kind == "id" and par.s == "(" and par.off == src.tok(i + 2).end and \
            t.s in src.words(par.i, src.match(par.i))

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
                for _, macro, params, body in cpp.defines(self.project.text(path)):
                    self.bodies[path].setdefault(macro, []).append((params or "", body))
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

        def uses(body: str) -> bool:
            """Whether the variable is used before or behind the block that has one of its own."""
            last = 0
            for m in declared.finditer(body):
                if m.end() > last:
                    if own.search(body, last, m.start()):
                        return True
                    last, depth = m.end(), 0
                    while last < len(body) and depth >= 0:
                        depth += (body[last] == "{") - (body[last] == "}")
                        last += 1
            return own.search(body, last) is not None

        return next((t for t in src.toks[i:end] if self.is_use(src, t) and any(
            own.search(body) and not own.search(params) and uses(body)
            for params, body in self.expansion(src, t.s, src.tok(t.i + 1).s == "("))), None)

    def takes_address(self, src: Source, func: Function, var: str) -> bool:
        """Whether something in func can point to its variable var afterwards."""
        for k in src.where.get(var, []):
            if not func.has(k):
                continue
            j = k.i - 1
            while src.tok(j).s == "(" and src.tok(j - 1).kind != "id":
                j -= 1
            if src.tok(j).s == "&" and (src.tok(j - 1).kind not in ("id", "num") or
                                        src.tok(j - 1).s in KEYWORDS):
                return True
            at = src.opener(k)
            while at >= 0 and src.tok(at).s == "(":
                callee = src.tok(at - 1)
                if callee.kind == "id" and callee.s not in KEYWORDS:
                    found = self.expansion(src, callee.s, True)
                    # Macros of all the kernel keep no address.
                    if not found and callee.s.isupper() and not GO_ON.fullmatch(callee.s) or any(
                            re.search(r"(?:^|[^&\w)\]\s]|\breturn)\s*&[\s(]*%s\b" % p, body)
                            for params, body in found for p in cpp.parameters(params)) and not all(
                                map(COMMON.search, self.project.macro_homes(src.path, callee.s))):
                        return True
                at = src.opener(src.tok(at))
        return False

    def unbalanced(self, src: Source, func: Function) -> Optional[Token]:
        """The first macro in func that opens or closes a block without the other half."""
        return next((t for t in src.toks[func.open:func.close] if self.is_use(src, t) and any(
            body.count("{") != body.count("}") and
            (params or src.tok(t.i + 1).s != "(" or "{" in body or "}" in body)
            for params, body in self.definitions(src, t.s))), None)

    def jumps_to(self, src: Source, i: int, end: int, label: str) -> Optional[Token]:
        """The first of the tokens i..end-1 that is a macro which jumps to label."""
        jump = re.compile(r"\bgoto\s+%s\b" % label)
        return next((t for t in src.toks[i:end] if self.is_use(src, t) and any(
            jump.search(body)
            for _, body in self.expansion(src, t.s, src.tok(t.i + 1).s == "("))), None)

    def jumps_away(self, src: Source, i: int, end: int, labels: set[str]) -> Optional[Token]:
        """The first of the tokens i..end-1 that is a macro which jumps to none of labels, and to none
        of its own."""
        def jumps(t: Token) -> bool:
            found = self.expansion(src, t.s, src.tok(t.i + 1).s == "(")
            if not any("goto" in body for _, body in found):
                return False
            known = labels.union(*(cpp.parameters(params) for params, _ in found),
                                 *(re.findall(r"\b(\w+)\s*:", body) for _, body in found))
            return any(not known.issuperset(re.findall(r"\bgoto\s+(\w+)", body)) for _, body in found)

        return next((t for t in src.toks[i:end] if self.is_use(src, t) and jumps(t)), None)

    def several(self, src: Source, i: int, end: int) -> Optional[Token]:
        """The first of the tokens i..end-1 that is a macro which stands for several arguments."""
        def splits(name: str, called: bool, seen: tuple[str, ...]) -> bool:
            for params, body in self.definitions(src, name):
                if params and not called or name in seen:
                    continue
                flat = cpp.outside(body)
                if "," in flat or any(splits(w, par == "(", (*seen, name))
                                      for w, par in re.findall(r"\b([A-Za-z_]\w*)\s*(\(?)", flat)):
                    return True
            return False

        return next((t for t in src.toks[i:end] if self.is_use(src, t) and t.paren == src.tok(end).paren + 1
                     and splits(t.s, src.tok(t.i + 1).s == "(", ())), None)

    def redefined(self, src: Source, name: str) -> bool:
        """Whether src, or what it includes, gives a name of the allocator or of an initcall
        another meaning. The kernel's own files do not."""
        if src.path not in self.meanings:
            self.meanings[src.path] = frozenset().union(*map(
                self.gives_meaning, {src.path} | self.project.closure(src.path)))
        return name in self.meanings[src.path]

    def gives_meaning(self, path: str) -> frozenset[str]:
        """The names that one file gives a meaning: a macro, a function or its prototype, a variable."""
        if path not in self.meant:
            rel, text = self.project.rel(path), self.project.text(path)
            own = self.project.kernel and (rel in OWN or rel.startswith("mm/"))
            found = set(WATCHED.findall(text)) if not own and any(w in text for w in PARTS) else None
            s = self.project.source(path, *sorted(found)) if found else None
            self.meant[path] = frozenset(
                n for n in found or () if s and any(self.is_meaning(s, t) for t in s.where.get(n, ())))
        return self.meant[path]

    @staticmethod
    def is_meaning(s: Source, t: Token) -> bool:
        prev, nxt = s.tok(t.i - 1), s.tok(t.i + 1)
        if t.pp:
            return t.pp in ("define", "undef") and (
                prev.s == t.pp or prev.s in ("(", ",") and nxt.s in (")", ","))
        if prev.s == "*":
            return True
        if prev.s == ")":
            prev = s.tok(s.back(prev.i) - 1)
            return prev.s.startswith("__") and nxt.s == "(" and not t.brace
        return prev.kind == "id" and prev.s not in KEYWORDS and not prev.pp and \
            not (prev.s.isupper() and t.brace == 0)

    def own_word(self, path: str) -> str:
        """A word of C or of the kernel to which path gives another meaning. The kernel's own headers
        may, as may what only asks for it where it is not there."""
        if path not in self.words:
            self.words[path] = ""
            text = self.project.text(path)
            common = self.project.kernel and COMMON.search("/" + self.project.rel(path))
            for m in RELIED.finditer(text) if not common else ():
                body = re.sub(r"\s", "", cpp.clean(m[2]))
                asked = re.search(r"(?:ifndef|!\s*defined)\s*\(?\s*%s\s*\)?\s*$" % m[1], text[:m.start()])
                same = body in ("0", "0x00", "((void*)0)", "(void*)0") if m[1] == "NULL" else \
                    body == "12" if m[1] == "ENOMEM" else \
                    "likely" in m[1] and not re.search(r"(?<!!)!(?!!)|=", body) and "(" in body
                again = "undef" in m[0] and re.search(r"define%s+%s\b" % (cpp.BLANK, m[1]), text[m.end():], re.S)
                if cpp.is_first(text, m.start()) and not asked and not same and not again:
                    self.words[path] = m[1]
        return self.words[path]

    def own_bug(self, src: Source, name: str) -> bool:
        """Whether src sees a WARN_ON() or BUG_ON() that is not the kernel's."""
        return self.own_macro(src, name, BUG_H)

    def own_macro(self, src: Source, name: str, kernels: re.Pattern[str]) -> bool:
        """Whether src sees a macro name that is not of the headers kernels."""
        return any(k.pp in ("define", "undef") and src.tok(k.i - 1).s == k.pp
                   for k in src.where.get(name, ())) or \
            any(not kernels.search(path) for path in self.project.macro_homes(src.path, name))

    def own_assert(self, src: Source, name: str, fails_if: bool) -> bool:
        """Whether name is a function here, or a macro that does more than to fail: if its
        argument is true, or is not."""
        return any(f.name == name for f in src.functions) or \
            any(JUMP.search(body) for _, body in self.definitions(src, name)) or \
            not (fails_if or self.only_fails(src, name, set()))

    def only_fails(self, src: Source, name: str, seen: set[str]) -> bool:
        """Whether the macro name does nothing if its argument is true, by all its definitions."""
        for params, body in self.definitions(src, name):
            p = (cpp.parameters(params) or [""])[0]
            if CHANGES.search(body) or not p:
                return False
            negated = re.match(r"(?:(?:do|if|(?:un)?likely|\w*(?:BUG|WARN)_ON\w*)?[\s({]+)*!\s*[(\s]*"
                               r"(?:likely\s*\()?[(\s]*%s\b" % p, body)
            if negated and re.search(r"\bif\b", negated[0]) and not cpp.ends_with_one(body[negated.end():]):
                negated = None
            choice = re.search(r"\b%s\b[)\s,1!]*\?\s*\(\s*void\s*\)\s*0\s*:" % p, body)
            nothing = re.fullmatch(r"[\s();{}0]*(?:(?:do|while|void|sizeof|%s|BUILD_BUG_ON_INVALID|"
                                   r"likely|unlikely)[\s();{}0]*)*" % p, body)
            passed = [m for m in re.findall(r"(\w+)\s*\([(\s]*%s\b" % p, body) if m not in seen and
                      self.project.is_macro(src.path, m)]
            if not (negated or choice or nothing or passed and all(
                    self.only_fails(src, m, seen | {name}) for m in passed)):
                return False
        return True

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

    def may_return(self, src: Source, t: Token) -> bool:
        """Whether t is a macro that may leave the function. Those of all the kernel do not, but for those
        that say so."""
        if not self.may_jump(src, t) or t.s.startswith("return"):
            return self.is_use(src, t) and t.s.startswith("return_")
        seen, todo = set(), [t.s]
        while todo:
            name = todo.pop()
            homes = self.project.macro_homes(src.path, name) | self.project.object_homes(src.path, name)
            if name in seen or homes and all(map(COMMON.search, homes)):
                continue
            seen.add(name)
            bodies = [body for _, body in self.definitions(src, name)]
            if any(map(JUMP.search, bodies)) or name == t.s and not homes:
                return True
            todo += (w for body in bodies for w in re.findall(r"\b[A-Za-z_]\w*", body))
        return False

    def asks_errno(self, src: Source, func: Function) -> bool:
        """Whether func, or what calls it, compares with ENOMEM: another error would not do there."""
        todo, seen = [(src, func)], set()
        while todo:
            s, f = todo.pop()
            if (s.path, f.open) in seen:
                continue
            seen.add((s.path, f.open))
            for k in s.where.get("ENOMEM", ()):
                a, b = k.i - 1, k.i + 1
                while s.tok(a).s in ("-", "("):
                    a -= 1
                while s.tok(b).s == ")":
                    b += 1
                if f.has(k) and ({s.tok(a).s, s.tok(b).s} & {"==", "!="} or s.tok(a).s == "case"):
                    return True
            others = self.project.users(f.name) if f.name and not f.static else set()
            for path in {s.path} | (others if len(others) < 50 else set()):
                o = s if path == s.path else self.project.source(path, f.name)
                calls = [o.function_of(t) for t in o.where.get(f.name, ()) if not t.pp]
                todo += [(o, g) for g in calls if g]
        return False

    def uses(self, src: Source, func: Function, name: str, *parts: tuple[int, int]) -> bool:
        """Whether those parts of func, or functions that they name, do more with name than
        destroy it."""
        if any(self.may_jump(src, k) for i, j in parts for k in src.toks[i:j]):
            return True
        ends = [(k.i, src.match(k.i + 1)) for k in src.toks[func.open:func.close]
                if k.s.strip("_") == "cleanup" and src.tok(k.i + 1).s == "("]
        spans = [(src, i, j) for i, j in (*parts, *ends)]
        mine = any(d.tok.s == name and "static" in d.words for d in src.declarations())
        others = [] if mine else [p for p in sorted(self.project.users(name)) if p.endswith((".c", ".h"))]
        files = [src] + [self.project.source(p) for p in others if p != src.path]
        for s, i, j in spans:           # it grows
            if self.mentions(s, i, j, name):
                return True
            for k in s.toks[i:j]:
                if k.s == name and not s.is_seq(k.i - 2, "kmem_cache_destroy", "(", name, ")") and \
                        not s.is_seq(k.i - 2, "if", "(", name, ")", "kmem_cache_destroy") and \
                        not s.is_seq(k.i - 2, "if", "(", name, ")", "{", "kmem_cache_destroy") and \
                        not s.is_seq(k.i, name, "=", "NULL"):
                    return True
                spans += [(g, f.open, f.close) for g in files for f in g.functions
                          if f.name == k.s and f is not func and (g, f.open, f.close) not in spans]
        return False
