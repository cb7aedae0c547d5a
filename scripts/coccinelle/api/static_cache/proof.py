# SPDX-License-Identifier: GPL-2.0-only
"""Uses of a cache that are known to be right.

Everything here answers with nothing, or raises Refuse.
"""

from __future__ import annotations

import re
from typing import Optional

from .ctext import CLOSE, MAKE, Function, Refuse, Source, Token
from . import cpp
from .names import KEYWORDS, Names
from .project import TEXT, Later, Project

# Functions that take a cache, and which argument it is.
KNOWN = {
    "kmem_cache_alloc": 0, "kmem_cache_alloc_noprof": 0, "kmem_cache_zalloc": 0,
    "kmem_cache_alloc_lru": 0, "kmem_cache_alloc_node": 0, "kmem_cache_alloc_bulk": 0,
    "kmem_cache_zalloc_node": 0,
    "kmem_cache_free": 0, "kmem_cache_free_bulk": 0, "kmem_cache_destroy": 0,
    "kmem_cache_shrink": 0, "kmem_cache_size": 0,
    "kmem_cache_prefill_sheaf": 0, "kmem_cache_refill_sheaf": 0,
    "kmem_cache_return_sheaf": 0, "kmem_cache_alloc_from_sheaf": 0,
    "mempool_create_slab_pool": 1, "mempool_init_slab_pool": 2,
    "mempool_create": 3, "mempool_create_node": 3, "mempool_init": 4,
    "mempool_init_node": 4, "mempool_alloc_slab": 1, "mempool_free_slab": 1,
    "alloc_inode_sb": 1, "kvfree_rcu_barrier_on_cache": 0,
}
MEMPOOL = {"mempool_create", "mempool_create_node", "mempool_init", "mempool_init_node"}
SETUP = {setup for setup, _ in MAKE.values()}
TYPES = {"int", "long", "short", "char", "unsigned", "signed", "void", "bool", "struct"}
EXPORT = re.compile(r"EXPORT_SYMBOL(_GPL|_NS|_NS_GPL|_FOR_MODULES|_FOR_TESTS_ONLY|_IF_KUNIT)?$")
PRINTS = re.compile(r"(?:printk|pr_(?:emerg|alert|crit|err|warn|notice|info|cont|debug|devel))$")
PRINTK_H = re.compile(r"/include/linux/(?:printk|dynamic_debug)\.h$")
FORMAT = re.compile(r"%[-+ #0]*[0-9.]*(?:hh|h|ll|l|z|t|j)?([A-Za-z*])[A-Za-z0-9]*")
READS = {"READ_ONCE", "rcu_access_pointer", "smp_load_acquire"}
RUNTIME = ("runtime_const_ptr", "runtime_const_init")
HINTS = ("unlikely", "likely")
SAYS = ("WARN", "WARN_ONCE")            # with words behind what they test
WARNS = ("WARN_ON", "WARN_ON_ONCE", *SAYS)      # true if what they test is, which they evaluate once


def inner(src: Source, i: int, end: int, around: tuple[str, ...]) -> Optional[tuple[int, int]]:
    """What is in the brackets, or in those of one of around, that all the tokens i..end-1 are;
    of WARN() what it tests."""
    j = i + (src.tok(i).s in around)
    if end - i <= 2 or src.tok(j).s != "(" or src.match(j) != end - 1:
        return None
    return src.arguments(j)[0] if src.tok(i).s in SAYS else (j + 1, end - 1)


def null_test(src: Source, i: int, end: int, name: str,
              around: tuple[str, ...] = HINTS) -> Optional[tuple[int, int, bool]]:
    """The tokens i..end-1 as a test of name: its own tokens, without parentheses and
    unlikely(), or what may be around it, and whether it asks for NULL."""
    while span := inner(src, i, end, around):
        i, end = span
    # kmem_cache_create() returns no other error than NULL.
    words = ["NULL" if w in ("0", "nullptr") else "!" if w == "IS_ERR_OR_NULL" else w
             for w in src.words(i, end)]
    for w in (name, "NULL", name):
        while ["(", w, ")"] in (words[-3:], words[:3]):     # !(p), p == (NULL)
            words = words[:-3] + [w] if words[-3:] == ["(", w, ")"] else [w] + words[3:]
    if words in (["!", name], [name, "==", "NULL"], ["NULL", "==", name]):
        return i, end, True
    if words in ([name], [name, "!=", "NULL"], ["NULL", "!=", name], ["!", "!", name]):
        return i, end, False
    return None


class Proof(Names):
    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self.callees: dict[tuple[str, str, int], bool] = {}

    def check_use(self, src: Source, t: Token, name: str, macro: bool) -> None:
        """Refuse unless t, which is name, is a use that is known to be right, or means
        something else there. macro: the name is a macro where this stands."""
        prev, nxt = src.tok(t.i - 1), src.tok(t.i + 1)
        if t.pp:
            self.in_directive(src, t, name, t.i, t.i + 1)
            return
        func = src.function_of(t)
        if prev.s in (".", "->"):
            if macro:
                raise Refuse("also the name of a member", src, t)
            return
        if prev.s in ("struct", "union", "enum"):
            if macro:
                raise Refuse("also the name of a struct", src, t)
            return
        if prev.s == "goto" or nxt.s == ":" and (prev.s in (";", "{", "}") or prev.s == ":" and
                                                 not self.chosen(src, prev.i)):
            if macro:
                raise Refuse("also the name of a label", src, t)
            return
        if prev.s == "*" and src.tok(prev.i - 1).s in ("(", "=", "return", "!", "sizeof", "&&", "||"):
            raise Refuse("read through", src, t)
        head = src.in_head(t)
        declared = prev.s == "*" or (prev.kind == "id" and prev.s not in KEYWORDS)
        if not func:
            if declared and not macro and (head or t.brace or t.paren and
                                           self.in_prototype(src, t)):
                return      # a parameter or a member
            if declared:
                raise Refuse("also the name of a parameter or variable", src, t)
            raise Refuse("used in %s() or in an initializer at file scope" %
                         src.tok(src.opener(t) - 1).s if t.paren else
                         "part of a static initializer or another declaration", src, t)
        if not macro and self.is_parameter(src, func, name):
            return
        if declared:
            raise Refuse("also the name of a variable", src, t)
        self.check_value(src, t.i, t.i + 1, name, func)

    @staticmethod
    def chosen(src: Source, i: int) -> bool:
        """Whether the colon i belongs to a question mark."""
        while i > 0 and src.tok(i).s not in (";", "{", "}", "?"):
            i -= 1
        return src.tok(i).s == "?"

    @staticmethod
    def in_prototype(src: Source, t: Token) -> bool:
        """Whether the brackets around t, which is in no function, are those of a parameter
        list, and not of a macro."""
        name = src.tok(src.opener(t) - 1)
        before = src.before(name.i)
        return name.s == ")" or name.kind == "id" and (before.s == "*" or before.kind == "id")

    def is_parameter(self, src: Source, func: Function, name: str) -> bool:
        return any(func.head.i < k.i < func.open and k.paren == 1 and
                   (src.tok(k.i - 1).s == "*" or src.tok(k.i - 1).kind == "id")
                   for k in src.where.get(name, []))

    def in_directive(self, src: Source, t: Token, name: str, a: int, b: int) -> None:
        """t, of the expression of tokens a..b-1 in a preprocessor line."""
        first = t.i
        while src.tok(first - 1).pp and not src.tok(first).begins:
            first -= 1
        if t.pp in ("include", "error", "warning"):
            return          # words, no name
        if t.pp != "define":
            raise Refuse("used in a preprocessor line", src, t)
        macro = src.tok(first + 2)
        if macro is t:
            raise Refuse("also the name of a macro", src, t)
        par = src.tok(first + 3)
        if par.s == "(" and par.off == macro.end and \
                name in src.words(par.i, src.match(par.i)):
            return          # its parameter
        at = src.opener(src.tok(a))
        callee = src.tok(at - 1).s if at >= 0 else ""
        if callee in KNOWN and not self.redefined(src, callee) and \
                (KNOWN[callee], (a, b)) in enumerate(src.arguments(at)):
            return
        raise Refuse("used in the body of the macro %s" % macro.s, src, t)

    def check_value(self, src: Source, a: int, b: int, name: str, func: Function,
                    depth: int = 0) -> None:
        """The expression of tokens a..b-1 has the value of the cache name."""
        t = src.tok(a)
        while True:
            prev, nxt = src.tok(a - 1), src.tok(b)
            if prev.pp or nxt.pp:
                prev, nxt = src.before(a), src.after(b - 1)
            if prev.s == "(" and nxt.s == ")" and \
                    (src.tok(prev.i - 1).kind != "id" or src.tok(prev.i - 1).s == "return"):
                a, b = prev.i, nxt.i + 1
                continue
            if src.is_seq(a - 5, ",", "(", "void", "*", ")") and nxt.s in (",", ")") and \
                    src.tok(src.opener(src.tok(a - 4)) - 1).s in MEMPOOL:
                a -= 4          # the data of a mempool is void *
                continue
            if (prev.s == "?" and nxt.s == ":") or \
                    (prev.s == ":" and nxt.s in (",", ")", ";")):
                span = self.choice(src, a, b)
                if span:
                    a, b = span
                    continue
            break
        if depth > 4:
            raise Refuse("passed on too far to follow", src, t)
        if prev.s in ("(", ",", "{") and nxt.s in (")", ",", "}"):
            at = src.opener(src.tok(a))
            callee = src.tok(at - 1)
            if at >= 0 and src.tok(at).s == "(" and callee.kind == "id":
                if callee.s in ("if", "while", "switch", "likely", "unlikely", "BUG_ON",
                                "WARN_ON", "WARN_ON_ONCE", "VM_BUG_ON", "ASSERT"):
                    raise Refuse("tested for NULL", src, t)
                if callee.s in KEYWORDS:
                    raise Refuse("used in %s()" % callee.s, src, t)
                if callee.s.startswith(("IS_ERR", "PTR_ERR")):
                    raise Refuse("tested for an error pointer", src, t)
                nr = next((n for n, (x, y) in enumerate(src.arguments(at))
                           if x <= a and b <= y), -1)
                if self.is_printed(src, t) and not depth:
                    return
                if src.tok(callee.i - 1).s in (".", "->"):
                    raise Refuse("passed to a function through a pointer, %s()" % callee.s,
                                 src, t)
                self.check_callee(src, callee, nr, depth)
                return
            if at >= 0 and src.tok(at).s == "{":
                raise Refuse("in an initializer, in a place that is not named", src, t)
        if prev.s == "return" and nxt.s == ";":
            self.check_returned(src, func, t, name, depth)
            return
        if prev.s == "=" and nxt.s == ")":
            raise Refuse("copied in the midst of an expression", src, t)
        if prev.s == "=" and nxt.s in (";", ",", "}"):
            target = src.tok(prev.i - 1)
            first = target.i
            while (src.tok(first - 1).s in (".", "->", "]") or src.tok(first).s in ("]", "->", ".")) and \
                    not (src.tok(first).s == "." and src.tok(first - 1).s in ("{", ",")):
                first = src.back(first) - 1 if src.tok(first).s == "]" else first - 1
            at = src.opener(target)
            lead = src.before(first)
            if lead.s in ("=", "return", "?", "&&", "||", "!") or \
                    src.tok(at).s == "(" and src.tok(at - 1).s != "for":
                raise Refuse("copied in the midst of an expression", src, t)
            if target.kind == "id" and src.tok(target.i - 1).s in (".", "->"):
                self.check_member(src, target)
                return
            if target.kind == "id" and func:
                self.check_local(src, func, target.s, t, depth)
                return
            raise Refuse("copied to what is not followed", src, t)
        raise Refuse(self.misuse(src, prev, nxt), src, t)

    def is_printed(self, src: Source, t: Token) -> bool:
        """Whether t is what the kernel's printk(), or one of its kind, prints as %p."""
        at = src.opener(t)
        callee = src.tok(at - 1)
        if at < 0 or t.pp or not PRINTS.match(callee.s) or src.tok(t.i - 1).s != "," or \
                src.tok(t.i + 1).s not in (",", ")") or src.before(callee.i).s not in (";", "{", "}") or \
                self.own_macro(src, callee.s, PRINTK_H) or any(f.name == callee.s for f in src.functions):
            return False
        args = src.arguments(at)
        text = src.text[src.tok(args[0][0]).off:src.tok(args[0][1] - 1).end]
        kinds = FORMAT.findall(text.replace("%%", ""))
        nr = next(n for n, (i, _) in enumerate(args) if i == t.i)
        return len(kinds) == len(args) - 1 and kinds[nr - 1] == "p"

    @staticmethod
    def misuse(src: Source, prev: Token, nxt: Token) -> str:
        if nxt.s == "=" or nxt.s in ("+=", "-=", "++", "--", "|=", "&=") or \
                prev.s in ("++", "--"):
            return "assigned more than once"
        if nxt.s == "(":
            return "also the name of a function"
        if nxt.s == "[":
            return "an array"
        if prev.s == "&":
            return "its address is taken" + (", or bits of it" if src.tok(prev.i - 1).s == ")" else "")
        if prev.s in ("!", "&&", "||") or nxt.s in ("?", "&&", "||"):
            return "tested for NULL"
        if prev.s == "sizeof":
            return "used in sizeof"
        if prev.s in ("==", "!=") or nxt.s in ("==", "!="):
            other = src.tok(nxt.i + 1) if nxt.s in ("==", "!=") else src.tok(prev.i - 1)
            if other.s == "(" and nxt.s in ("==", "!="):
                other = src.tok(src.match(other.i) + 1)     # behind a cast
            return "tested for NULL" if other.s in ("NULL", "0", "nullptr") else "compared"
        if {"<", ">", "<=", ">="} & {prev.s, nxt.s}:
            return "compared"
        if nxt.s in ("+", "-", "%", "/", "*") or prev.s in ("+", "-", "%", "/"):
            return "computed with"
        if prev.s in ("#", "##") or nxt.s == "##":
            return "part of a name that a macro makes"
        if prev.s == ")":
            return "used in a cast, or after a macro"
        if prev.s == "*":
            return "read through, or also the name of a variable"
        if nxt.s in ("->", "."):
            return "its members are used"
        return "used in a way that is not known to be right"

    @staticmethod
    def choice(src: Source, a: int, b: int) -> Optional[tuple[int, int]]:
        """The whole of X ? tokens a..b-1 : Y, or of X ? Y : tokens a..b-1."""
        depth, i = 0, a - 1
        stops = ("(", ",", "=", "return", ";", "{", "}", "[")
        seen = False
        while i > 0:
            s = src.tok(i).s
            if src.tok(i).pp:
                return None
            if s in (")", "]", "}") and s != "}":
                i = src.back(i)
            elif s == "?":
                seen = True
            elif s in stops or src.tok(i).kind == "id" and s == "return":
                break
            i -= 1
            depth += 1
        if not seen:
            return None
        j = b
        while src.tok(j).s not in (",", ")", ";", "}", "]", ""):
            j = src.match(j) + 1 if src.tok(j).s in CLOSE else j + 1
        return i + 1, j

    def check_callee(self, src: Source, callee: Token, nr: int, depth: int) -> None:
        name = callee.s
        if name in KEYWORDS:
            raise Refuse("tested for NULL" if name in ("if", "while") else "used in %s()" % name, src, callee)
        if name in KNOWN and not self.redefined(src, name):
            if KNOWN[name] != nr:
                raise Refuse("not the cache that %s() works on" % name, src, callee)
            if name in MEMPOOL:
                a, b = src.arguments(callee.i + 1)[nr - 2:nr]
                if src.words(*a) + src.words(*b) != ["mempool_alloc_slab", "mempool_free_slab"]:
                    raise Refuse("given to a mempool with functions of its own", src, callee)
            return
        if name in SETUP and nr == 0:
            return
        key = (src.path, name, nr)
        if key not in self.callees:
            self.callees[key] = False       # what calls itself is not followed
            # What is found is kept, so it must not depend on who asks.
            try:
                self.callees[key] = self.takes_cache(src, name, nr, callee, 0)
            except Later:
                del self.callees[key]
                raise
        if not self.callees[key]:
            raise Refuse("passed to %s(), which is not known to take a cache" % name,
                         src, callee)

    def takes_cache(self, src: Source, name: str, nr: int, callee: Token,
                    depth: int) -> bool:
        """Whether argument nr of the function name is a cache, and tested nowhere."""
        macro = found = here = False
        common = False          # whether its body may be in another file
        for path in [src.path] + sorted(self.project.seen_with(src.path, name)):
            s = self.project.source(path, name)
            for t in s.where.get(name, []):
                if t.pp == "define" and s.tok(t.i - 1).s == "define":
                    if not self.macro_takes(s, t, nr, depth):
                        return False
                    macro = True
                    continue
                if t.pp or t.brace or t.paren or s.tok(t.i + 1).s != "(" or \
                        s.tok(t.i - 1).kind != "id" and s.tok(t.i - 1).s not in ("*", ")"):
                    continue
                found = True
                words = self.parameter(s, t, nr)
                if not words:
                    return False
                f = next((f for f in s.functions if f.head is t), None)
                a = t.i
                while a > 0 and s.tok(a - 1).s not in (";", "}") and not s.tok(a - 1).pp:
                    a -= 1
                if f:
                    if len(words) == 4:
                        self.follow(s, f, words[3], callee, depth, "%s() tests it" % name)
                    here = True
                common |= "static" not in s.words(a, t.i)
        # What others do with it, where only a prototype is seen, or one of several bodies.
        for path in sorted(self.project.users(name)) if common else ():
            if not path.endswith(TEXT):
                return False
            s = self.project.source(path, name)
            for f in s.functions:
                if f.name == name and not f.static:
                    words = self.parameter(s, f.head, nr)
                    if not words:
                        return False
                    here = True
                    if len(words) == 4:
                        self.follow(s, f, words[3], callee, depth, "%s() tests it" % name)
        return here or macro and not found

    @staticmethod
    def parameter(s: Source, t: Token, nr: int) -> list[str]:
        """The words of parameter nr of the function t, if it is a pointer to a cache."""
        args = s.arguments(t.i + 1)
        words = [w for w in s.words(*args[nr]) if w not in ("const", "__maybe_unused")] \
            if nr < len(args) else []
        return words if words[:3] == ["struct", "kmem_cache", "*"] and len(words) <= 4 else []

    def macro_takes(self, s: Source, t: Token, nr: int, depth: int) -> bool:
        """Whether the macro that is defined at t only passes argument nr on."""
        if s.tok(t.i + 1).s != "(" or s.tok(t.i + 1).off != t.end:
            return False
        args = s.arguments(t.i + 1)
        if nr >= len(args) or args[nr][1] - args[nr][0] != 1:
            return False
        var, ok = s.tok(args[nr][0]).s, False
        j = args[-1][1] + 1
        while s.tok(j).pp == "define" and not s.tok(j).begins:
            k = s.tok(j)
            if k.s == var:
                a, b = j, j + 1
                while s.tok(a - 1).s == "(" and s.tok(b).s == ")" and \
                        s.tok(a - 2).kind != "id":
                    a, b = a - 1, b + 1
                at = s.opener(s.tok(a))
                if s.tok(a - 1).s not in ("(", ",") or s.tok(b).s not in (",", ")") or \
                        at < 0 or s.tok(at - 1).kind != "id":
                    return False
                inner = next((n for n, (x, y) in enumerate(s.arguments(at))
                              if x == a and y == b), -1)
                self.check_callee(s, s.tok(at - 1), inner, depth + 1)
                ok = True
            j += 1
        return ok

    def follow(self, src: Source, func: Function, var: str, where: Token, depth: int,
               why: str) -> None:
        """A variable of func has the value of the cache: none of its uses may test it."""
        hidden = self.mentions(src, func.open, func.close, var)
        if hidden:
            raise Refuse("copied to %s, which a macro uses" % var, src, hidden)
        for k in src.where.get(var, []):
            if not func.has(k):
                continue
            prev, nxt = src.tok(k.i - 1), src.tok(k.i + 1)
            if prev.s in (".", "->") or k.pp:
                if k.pp:
                    raise Refuse("copied to %s, which a macro uses" % var, src, k)
                continue
            if prev.s == "*" or (prev.kind == "id" and prev.s not in KEYWORDS):
                if self.is_pointer(src, k):
                    continue
                raise Refuse("copied to %s, which has two meanings" % var, src, k)
            if nxt.s == "=":
                continue
            if nxt.s == "->":
                continue        # mm/ and its like look inside
            try:
                self.check_value(src, k.i, k.i + 1, var, func, depth + 1)
            except Refuse as r:
                raise Refuse("%s: %s" % (why, r.why), r.src, r.tok) from None

    def check_local(self, src: Source, func: Function, var: str, t: Token,
                    depth: int) -> None:
        mine = [k for k in src.where.get(var, []) if func.has(k)]
        if not any(self.is_pointer(src, k) for k in mine):
            typed = any(src.tok(k.i - 1).s == "*" and src.tok(k.i - 2).kind == "id" or src.tok(k.i - 1).kind == "id" and
                        src.tok(k.i - 1).s not in KEYWORDS - {"__auto_type"} for k in mine)
            raise Refuse("copied to %s, which %s" % (
                var, "has another type" if typed else "is not a local variable"), src, t)
        self.follow(src, func, var, t, depth, "copied to " + var)

    @staticmethod
    def is_pointer(src: Source, k: Token) -> bool:
        """Whether k is declared here as a struct kmem_cache *, perhaps behind others."""
        i = k.i - 1
        while src.tok(i).s in ("const", "__maybe_unused"):
            i -= 1
        a = i
        if src.is_seq(i - 1, ",", "*"):
            while a > 0 and src.tok(a - 1).s not in (";", "{", "}") and not src.tok(a - 1).pp:
                a -= 1
        else:
            a -= 2
        return src.tok(i).s == "*" and src.is_seq(a, "struct", "kmem_cache", "*") and \
            src.tok(a).paren == k.paren

    def check_member(self, src: Source, m: Token) -> None:
        """A cache that is kept in a member: members.py."""
        raise NotImplementedError

    def check_returned(self, src: Source, func: Function, t: Token, name: str,
                       depth: int) -> None:
        """A function that returns the cache: what its callers do with it."""
        if depth > 3 or not func.name:
            raise Refuse("%s() returns it" % func.name, src, t)
        where = {src.path} | self.project.seen_with(src.path, func.name)
        if not func.static or not src.path.endswith(".c"):
            where |= {p for p in self.project.users(func.name)
                      if not func.static or src.path in self.project.closure(p)}
        for path in sorted(where):
            s = self.project.source(path, func.name)
            for k in s.where.get(func.name, []):
                g = s.function_of(k)
                if not g and not k.pp and s.tok(k.i - 1).s in ("*", "inline") or \
                        s.tok(k.i - 1).s in (".", "->"):
                    continue        # its definition, a prototype, or a member
                if k.pp or not g or s.tok(k.i + 1).s != "(":
                    raise Refuse("%s() returns it" % func.name, s, k)
                self.check_value(s, k.i, s.match(k.i + 1) + 1, name, g, depth + 1)

    def check_macros(self, src: Source, name: str, below_line: int) -> None:
        """Macros of the headers of src that use name, and files included below line
        below_line: they see the pointer too."""
        seen = self.project.seen_with(src.path, name)
        if not seen:
            return
        below: set[str] = set()
        for inc in src.includes:
            if inc.line > below_line:
                for f in self.project.resolve(src.path, inc.name, inc.quote):
                    below |= {f} | self.project.closure(f)
        for path in sorted(seen):
            if path in below or not path.endswith(".h"):
                s = self.project.source(path, name)
                for t in s.where.get(name, []):
                    self.check_use(s, t, name, False)
                continue
            for m, macro, params, body in cpp.defines(self.project.text(path)):
                if name in cpp.parameters(params):
                    continue
                if macro == name or re.search(r"\b%s\b" % name, body):
                    s = self.project.source(path, name)
                    at = next((t for t in s.where.get(name, []) if t.pp == "define" and
                               t.off >= m.start()), None)
                    raise Refuse("used by the macro %s" % macro, s, at)
