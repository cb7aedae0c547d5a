# SPDX-License-Identifier: GPL-2.0-only
"""The forms in which a cache is created and tested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Callable, Iterator, Optional

from .ctext import CLOSE, MAKE, Function, Refuse, Source, Stmt, Token, exclusive
from .names import CHANGES, KEYWORDS, Names
from .proof import HINTS, SAYS, WARNS, inner, null_test

ASSERTS = {"BUG_ON": True, "WARN_ON": True, "WARN_ON_ONCE": True, "VM_BUG_ON": True,
           "J_ASSERT": False, "ASSERT": False, "VM_WARN_ON": True}
CHECKS = ("BUG_ON", *WARNS)     # every kernel makes them
PURE = KEYWORDS | {"offsetof", "min", "max", "min_t", "max_t", "cache_line_size", "roundup",
                   "round_up", "struct_size", "struct_size_t"}
ERRNAMES = ("err", "ret", "error", "rc", "retval", "res", "r", "result", "status", "rv")
FLAG = re.compile(r"SLAB_(?:ACCOUNT|CACHE_DMA(?:32)?|CONSISTENCY_CHECKS|DEBUG_(?:FREE|OBJECTS)|"
                  r"DESTROY_BY_RCU|FAILSLAB|HWCACHE_ALIGN|KASAN|MEM_SPREAD|NOLEAKTRACE|NOTRACK|"
                  r"NO_(?:MERGE|OBJ_EXT|USER_FLAGS)|PANIC|POISON|RECLAIM_ACCOUNT|RED_ZONE|"
                  r"SKIP_KFENCE|STORE_USER|TEMPORARY|TRACE|TYPESAFE_BY_RCU)$")


@dataclass
class Creation:
    src: Source
    lhs: Token
    site: Token
    func: Function
    close: int                          # the ")" of the call
    # The statement, its list, and where it stands in that list.
    stmt: Stmt
    stmts: list[Stmt]
    nr: int
    flags: list[str]
    names: Names
    inside: bool                        # in a condition, not a statement of its own
    test: Optional[Stmt] = None         # that looks at the result
    kind: str = ""                      # of the test
    unit: tuple[int, int, bool] = (0, 0, True)   # the tokens of the test proper
    pick: tuple[int, ...] = ()          # what is returned if it fails, and if not
    used: set[int] = field(default_factory=set)
    drops: list[Stmt] = field(default_factory=list)     # statements that go away
    mates: list[str] = field(default_factory=list)      # others created before the test
    apart: bool = False                 # other statements stand before the test
    fixed: bool = False                 # and it cannot be moved over one of them

    over: list[tuple[str, Stmt]] = field(default_factory=list)     # tests of others before its own
    at: int = 0                         # where the set-up is written
    alternatives: bool = False          # others in other branches of an #if, one test

    @property
    def alone(self) -> bool:
        """Nothing else is in the condition of the test."""
        assert self.test is not None
        a, b = self.test.cond
        return len(list(chain(self.src, a + 1, b))) == 1

    @property
    def active(self) -> bool:
        """Its arguments may do something."""
        def does(k: Token) -> bool:
            called = self.src.tok(k.i + 1).s == "("
            if k.kind != "id":
                return CHANGES.fullmatch(k.s) is not None or called and (
                    k.s == "]" or k.s == ")" and self.src.tok(self.src.back(k.i) + 1).s == "*")
            return k.s not in PURE and (called and not k.s.isupper() or any(
                CHANGES.search(body) for _, body in self.names.expansion(self.src, k.s, called)))

        return any(does(k) for k in self.src.toks[self.site.i + 2:self.close])

    @property
    def joint(self) -> bool:
        """Others that were created before are set up in the same test, if this has not failed."""
        return self.test is not None and not self.inside and \
            not set(self.mates).isdisjoint(self.src.words(*self.test.cond))

    @property
    def warns(self) -> bool:
        """The test says that it failed."""
        return self.test is not None and any(
            w in WARNS for w in self.src.words(self.test.start, self.test.cond[1]))

    @property
    def panic(self) -> bool:
        """SLAB_PANIC is set, whatever else; the compiler can see that too."""
        return constant(self.flags) and "SLAB_PANIC" in self.flags


def constant(flags: list[str]) -> bool:
    """Flags of slab.h with | between them. What else has capital letters may be a variable."""
    return all(FLAG.match(w) or w in ("MAYBE", "0", "|", "(", ")") for w in flags) and \
        not any(w == "(" and before[:5] == "SLAB_" for before, w in zip(flags, flags[1:]))


# --- what is tested -----------------------------------------------------------

def chain(src: Source, i: int, end: int) -> Iterator[tuple[int, int]]:
    """The operands of the || or && that tokens i..end-1 are; one if there is none."""
    i, end = bare(src, i, end)
    ops = set()
    parts, first, j = [], i, i
    while j < end:
        s = src.tok(j).s
        if s in CLOSE:
            j = src.match(j)
        elif s in ("||", "&&"):
            ops.add(s)
            parts.append((first, j))
            first = j + 1
        elif s in ("?", ",", "="):
            ops |= {"?", ":"}
        j += 1
    parts.append((first, end))
    if len(ops) > 1:
        parts = [(i, end)]
    yield from parts


def is_constant(src: Source, st: Stmt, ints: dict[str, Token]) -> Optional[str]:
    """The variable that st sets to a constant, if that is all it does."""
    w = src.words(st.start, st.end)
    if st.kind == "simple" and w[0] in ints and w[1] == "=" and w[-1] == ";" and \
            all(x in ("-", "(", ")") or re.match(r"(E[A-Z0-9]+|\d+)$", x) for x in w[2:-1]):
        return w[0]
    return None


def find_creation(names: Names, src: Source, lhs: Token, site: Token,
                  mine: Callable[[str], bool]) -> Creation:
    """What is around the creation at site. mine says whether a name is a cache that is to
    be converted too."""
    name = lhs.s
    func = src.function_of(site)
    if not func:
        raise Refuse("created in code that is not understood", src, site)
    path = src.path_to(func, lhs)
    if not path:
        raise Refuse("%s() is not understood" % func.name, src, site)
    close = src.match(site.i + 1)
    args = src.arguments(site.i + 1)
    nflag = MAKE[site.s][1]
    if len(args) <= nflag:
        raise Refuse("arguments that are not understood", src, site)
    apart = next((k for k in src.toks[site.i:close] if k.s == "," and not k.pp and
                  k.paren == src.tok(close).paren + 1 and
                  not any(j == k.i for _, j in args)), None)
    if apart and site.s == "kmem_cache_create_usercopy":
        # The others are macros as it is.
        raise Refuse("a comma in brackets of its arguments, which a macro splits there", src, apart)
    several = names.several(src, site.i + 2, close)
    if several:
        raise Refuse("%s may stand for several arguments" % several.s, src, several)
    st, stmts = path[-1]
    cr = Creation(src, lhs, site, func, close, st, stmts, stmts.index(st),
                  # A flag that not every compiler sees is none to rely on.
                  [t.s if t.cond == site.cond or t.kind != "id" else "MAYBE"
                   for t in src.toks[slice(*args[nflag])] if not t.pp], names, False)
    cr.used.add(lhs.i)
    for k in src.where[name]:
        if site.i < k.i < close and (src.tok(k.i - 1).s not in (".", "struct") and
                                     not (src.tok(k.i - 1).s == "(" and
                                          site.s.startswith("KMEM_CACHE"))):
            raise Refuse("the name of the cache is also in what it is made of", src, k)
        if site.i < k.i < close:
            cr.used.add(k.i)
    if st.kind == "simple" and st.start == lhs.i and src.tok(close + 1).s == ";" and \
            st.end == close + 2:
        find_test(cr, name, mine)
        return cr
    if st.kind == "if" and st.cond[0] < lhs.i < st.cond[1]:
        cr.inside = True
        find_condition(cr)
        return cr
    raise Refuse("created inside another expression", src, site)


def bare(src: Source, i: int, end: int) -> tuple[int, int]:
    """The tokens i..end-1 without the brackets, unlikely() and WARN_ON() around all of them."""
    while span := inner(src, i, end, HINTS + WARNS):
        i, end = span
    return i, end


def find_condition(cr: Creation) -> None:
    """if (!(p = create())), and so on."""
    src = cr.src
    a, b = cr.lhs.i - 1, cr.close + 1
    if src.tok(a).s != "(" or src.tok(b).s != ")":
        raise Refuse("created inside another expression", src, cr.site)
    unit: Optional[tuple[int, int, bool]] = None
    if src.tok(a - 1).s == "IS_ERR_OR_NULL":
        unit = (a - 2, b + 1, False) if src.tok(a - 2).s == "!" else (a - 1, b + 1, True)
    elif src.tok(a - 1).s == "!":
        unit = a - 1, b + 1, True
    elif src.tok(b + 1).s in ("==", "!=") and src.tok(b + 2).s in ("NULL", "0", "nullptr"):
        unit = a, b + 3, src.tok(b + 1).s == "=="
    elif src.tok(a - 2).s in ("NULL", "0", "nullptr") and src.tok(a - 1).s == "==":
        unit = a - 2, b + 1, True
    elif a == cr.stmt.cond[0]:
        unit = a + 1, b, False
    if not unit or not any(bare(src, i, j) == unit[:2]
                           for i, j in chain(src, cr.stmt.cond[0] + 1, cr.stmt.cond[1])):
        raise Refuse("created inside another expression", src, cr.site)
    check_warns(cr, cr.stmt, unit)
    cr.unit, cr.kind, cr.test = unit, "inside", cr.stmt


def find_test(cr: Creation, name: str, mine: Callable[[str], bool]) -> None:
    """The statement that tests what the statement of its own cr creates."""
    src, names = cr.src, cr.names
    ints = local_ints(src, cr.func)
    argwords = set(src.words(cr.site.i, cr.close))
    for st in cr.stmts[:cr.nr] + cr.stmts[cr.nr + 1:]:
        w = src.words(st.start, st.end)
        if w[0] == name and w[1] == "=" and exclusive(src.tok(st.start), cr.lhs):
            cr.alternatives = True
    for st in reversed(cr.stmts[:cr.nr]):
        # Others just before, which the same test may look at.
        w = src.words(st.start, st.end)
        if len(w) > 3 and w[1] == "=" and w[2] in MAKE and mine(w[0]):
            cr.mates.append(w[0])
        elif not is_constant(src, st, ints):
            break
    n = cr.nr + 1
    while n < len(cr.stmts):
        st = cr.stmts[n]
        w = src.words(st.start, st.end)
        if w == ["runtime_const_init", "(", "ptr", ",", name, ")", ";"]:
            cr.used.add(st.start + 4)
            cr.drops.append(st)
        elif cr.alternatives and w[0] == name and exclusive(src.tok(st.start), cr.lhs):
            cr.drops = []
        elif passed(cr, name, st):
            cr.apart = True
        elif name not in w:
            # What may stand between: other creations that go into the test as well,
            # and constants that have nothing to do with it.
            var = is_constant(src, st, ints)
            if var and var not in argwords and \
                    not names.mentions(src, cr.site.i, cr.close, var) and \
                    not names.takes_address(src, cr.func, var):
                cr.apart = True
            elif st.kind == "simple" and len(w) > 3 and w[1] == "=" and \
                    w[2] in MAKE and mine(w[0]):
                cr.apart = True
                cr.mates.append(w[0])
            elif w[0] == "runtime_const_init":
                pass
            elif st.kind == "simple" and not any(
                    t.s in ("goto", "return") or names.may_jump(src, t)
                    for t in src.toks[st.start:st.end]):
                cr.apart = cr.fixed = True
            else:
                break
        else:
            look_at(cr, name, st)
            break
        n += 1
    if not cr.test:
        cr.apart = cr.fixed = False
        cr.mates = []
        if not cr.panic and (cr.stmts is not src.body(cr.func) or cr.alternatives or
                             src.before(cr.stmt.start).s not in ("{", "}", ";")):
            tests = [k for k in src.where[name] if cr.close < k.i < cr.func.close and (
                {src.tok(k.i - 1).s, src.tok(k.i + 1).s} & {"!", "==", "!=", "?"} or src.is_seq(k.i - 2, "if", "("))]
            later = next((k for k in tests if k.i >= cr.stmts[-1].end), None)
            loop = any(x.kind == "loop" for x, _ in src.path_to(cr.func, cr.lhs) or ())
            if later and not loop and cr.stmts is not src.body(cr.func):
                where = {st.kind for st, _ in src.path_to(cr.func, cr.lhs) or ()}
                raise Refuse("created %s, and tested behind it" % (
                    "under a condition" if where & {"if", "switch", "macro"} else "in a block"), src, later)
            if tests and not loop:
                raise Refuse("tested for NULL", src, tests[0])
            raise Refuse("created in a loop" if loop else
                         "nothing tests whether the creation failed", src, cr.site)
        return
    if cr.stmt.bare or cr.test.bare:
        raise Refuse("governed by an if in one branch of an #if alone, or by it and its test are not both", src, cr.lhs)
    if not set(cr.mates).isdisjoint(src.words(*cr.test.cond)) and cr.active:
        raise Refuse("its arguments do something, and its test is one of several", src, cr.site)
    if cr.active and any(k.s.lower().startswith("kmem_cache_setup") for k in src.toks[cr.close:cr.test.start]):
        raise Refuse("its arguments may do something, and others are set up before its test", src, cr.site)
    if cr.kind == "check" and all(st.kind == "simple" for _, st in cr.over):
        cr.fixed, cr.over = cr.fixed or cr.over != [], []       # nobody tells a panic from another
    if cr.over and cr.active:
        raise Refuse("its arguments may do something, also where the test before its own fails", src, cr.site)
    if cr.over and (cr.fixed or cr.kind != "if" and not cr.kind.startswith("return")):
        raise Refuse("its test does not follow at once", src, src.tok(cr.test.start))
    between = [k for k in src.toks[cr.close:cr.test.start] if k.pp]
    if cr.alternatives:
        cond = src.tok(cr.test.start).cond
        halves = [src.tok(st.start).cond[-1] for st in cr.stmts[:cr.stmts.index(cr.test)]
                  if src.tok(st.start).s == name and src.tok(st.start).cond[:-1] == cond]
        both = len(set(halves)) == 2 and {g for g, _ in halves} <= src.options
        if cr.lhs.cond[:-1] != cond or cr.kind != "if" or \
                any(k.pp not in ("else", "endif", "elif") and not (both and k.pp in ("if", "ifdef", "ifndef"))
                    for k in between) or \
                not both and not any(k.pp == "else" for k in src.toks[cr.stmts[0].start - 1:cr.test.start]
                                     if k.s == "#" and k.cond[:-1] == cond):
            raise Refuse("preprocessor lines between creation and test", src, cr.lhs)
    elif between or src.tok(cr.test.start).cond != cr.lhs.cond:
        raise Refuse("preprocessor lines between creation and test", src, cr.lhs)


def passed(cr: Creation, name: str, st: Stmt) -> bool:
    """Whether st is the test of another that was created before it, and leaves the function without
    a use of name: then name can be created behind it."""
    src = cr.src
    made = {src.tok(x.start).s for x in cr.stmts[:cr.stmts.index(st)]
            if src.tok(x.start + 1).s == "=" and src.tok(x.start + 2).s in MAKE} - {name}
    must = st.kind == "simple" and src.is_seq(st.start, "BUG_ON", "(") and not cr.names.own_bug(src, "BUG_ON")
    panics = st.body and src.is_seq(st.body[-1].start, "panic", "(") and not cr.names.own_bug(src, "panic") and \
        not any(f.name == "panic" for f in src.functions)
    if not must and (st.kind != "if" or st.other or not st.body or not panics and
                     st.body[-1].kind not in ("return", "goto")) or src.tok(st.start).cond != cr.lhs.cond:
        return False
    cond = (st.start + 2, st.end - 2) if must else (st.cond[0] + 1, st.cond[1])
    other = next((k.s for k in src.toks[slice(*cond)] if k.s in made), "")
    test = other and null_test(src, *cond, other, HINTS + WARNS)
    ends = {src.tok(k.i + 1).s for k in src.toks[st.start:st.end] if k.s == "goto"}
    label = min((k.i for e in ends for k in src.where.get(e, ()) if cr.func.has(k) and src.tok(k.i + 1).s == ":"),
                default=cr.func.close)
    if not test or not test[2] or label < st.start or \
            cr.names.uses(src, cr.func, name, (cond[1], st.end), (label, cr.func.close)):
        return False
    cr.over.append((other, st))
    return True


def operand(cr: Creation, name: str, st: Stmt,
            around: tuple[str, ...]) -> Optional[tuple[int, int, bool]]:
    """The operand of the condition of st that tests name, if there is one."""
    src = cr.src
    # All of WARN(!p, "...");
    says = st.kind == "simple" and src.tok(st.start).s in SAYS
    parts = list(chain(src, st.start if says else st.cond[0] + 1, st.cond[1] + says))
    before: list[str] = []
    joint = src.tok(parts[0][1]).s if len(parts) > 1 else ""
    stays = cr.fixed and not any(k.s in MAKE for k in src.toks[cr.close:st.start])
    for i, j in parts:
        t = null_test(src, i, j, name, around)
        if t:
            if src.words(st.cond[0], st.cond[1]).count(name) > 1:
                raise Refuse("used twice in its test", src, src.tok(i))
            if stays:
                return t            # a variable holds the result until then
            missing = [m for m in before if m not in cr.mates]
            # What stands behind it runs only if this has failed, or succeeded.
            if missing or before and joint != ("||" if t[2] else "&&"):
                raise Refuse("its test depends on others", src, src.tok(t[0]))
            return t
        if stays:
            continue
        other = next((k.s for k in src.toks[i:j] if k.kind == "id" and k.s in cr.mates), None)
        if not other or not null_test(src, i, j, other, around):
            if any(null_test(src, x, y, name, around) for x, y in parts):
                raise Refuse("its test depends on others", src, src.tok(i))
            break
        before.append(other)
    return None


def check_warns(cr: Creation, st: Stmt, unit: tuple[int, int, bool]) -> None:
    """WARN_ON() and BUG_ON() around the test unit are the kernel's, and ask for NULL."""
    src = cr.src
    for k in src.toks[st.start:unit[0]]:
        if k.s in CHECKS and src.tok(k.i + 1).s == "(" and src.match(k.i + 1) >= unit[1]:
            if not unit[2]:
                raise Refuse("%s() of a cache that is there" % k.s, src, k)
            if cr.names.own_bug(src, k.s):
                raise Refuse("%s() has another meaning here" % k.s, src, k)


def guards(cr: Creation, name: str, k: Token) -> bool:
    """Whether k is all that a test asks for, behind which the cache is destroyed."""
    path = cr.src.path_to(cr.func, k) or []
    st = path[-1][0] if path else cr.stmt
    test = null_test(cr.src, st.cond[0] + 1, st.cond[1], name) if st.kind == "if" and st.body else None
    return test is not None and not test[2] and cr.src.is_seq(
        st.body[0].start, "kmem_cache_destroy", "(", name, ")")


def look_at(cr: Creation, name: str, st: Stmt) -> None:
    src = cr.src
    w = src.words(st.start, st.end)
    if st.kind == "if":
        t = operand(cr, name, st, HINTS + WARNS)
        if t:
            check_warns(cr, st, t)
            cr.kind, cr.test, cr.unit = "if", st, t
            cr.used |= {k for k in range(*t[:2]) if src.tok(k).s == name}
            for k in src.where[name]:
                # To destroy what was never set up does nothing.
                if t[2] and any(s.start <= k.i < s.end for s in st.body) and \
                        src.tok(k.i - 1).s not in ("goto", ".", "->", "struct") and \
                        not src.is_seq(k.i - 2, "kmem_cache_destroy", "(", name, ")") and \
                        not src.is_seq(k.i, name, "=", "NULL", ";") and not guards(cr, name, k):
                    raise Refuse("used where it is NULL", src, k)
            return
        if "PTR_ERR" in " ".join(w) or "IS_ERR" in " ".join(w):
            raise Refuse("tested for an error pointer", src, src.tok(st.start))
        return
    if st.kind == "simple" and w[0] in CHECKS and w[1] == "(" and w[-2:] == [")", ";"] and \
            src.match(st.start + 1) == st.end - 2:
        # After WARN_ON() of several the others would be there, and used.
        one = len(list(chain(src, st.start, st.end - 1))) == 1
        t = operand(cr, name, st, HINTS) if one or w[0] == "BUG_ON" else None
        if t and t[2]:
            check_warns(cr, st, t)
            cr.kind, cr.test, cr.unit = "check", st, t
            cr.used |= {k for k in range(*t[:2]) if src.tok(k).s == name}
        return
    if st.kind == "simple" and "?" in w:
        assigns_errno(cr, name, st)
        return
    if st.kind == "return":
        w = w[1:-1]
        a = st.start + 1
        while len(w) > 2 and w[0] == "(" and src.match(a) == a + len(w) - 1:
            w, a = w[1:-1], a + 1
        q = w.index("?") if "?" in w else len(w)
        t = null_test(src, a, a + q, name)
        if not t or w.count(name) != 1:
            return
        mine = {k for k in range(*t[:2]) if src.tok(k).s == name}
        if q == len(w):
            # return p; is no test unless it becomes a bool.
            if w != [name] or "bool" in cr.func.returns:
                cr.used |= mine
                cr.kind = "return false" if t[2] else "return true"
                cr.test, cr.unit = st, t
            return
        colon = w.index(":")
        yes, no = (a + q + 1, a + colon), (a + colon + 1, a + len(w))
        if t[2]:
            yes, no = no, yes
        comma = any(k.s == "," and k.paren == src.tok(a).paren for k in src.toks[a:a + len(w)])
        yes_words, no_words = src.words(*yes), src.words(*no)
        if not yes_words or not no_words or comma or not {name, ":", "#"}.isdisjoint(yes_words + no_words):
            return
        cr.used |= mine
        cr.kind = "return errno" if yes_words == ["0"] and no_words == ["-", "ENOMEM"] and \
            not cr.names.asks_errno(src, cr.func) else "return choice"
        cr.test, cr.unit, cr.pick = st, t, (*no, *yes)


def assigns_errno(cr: Creation, name: str, st: Stmt) -> None:
    """err = p ? 0 : -ENOMEM;"""
    src = cr.src
    w = src.words(st.start, st.end)
    eq, q = w.index("=") if "=" in w else 0, w.index("?")
    var = src.tok(st.start + eq - 1)
    if w[:eq] != [var.s] and (w[:eq] != ["int", var.s] or src.tok(st.start).brace != 1) or w.count(name) != 1 or \
            local_ints(src, cr.func).get(var.s) is None:
        return
    t = null_test(src, st.start + eq + 1, st.start + q, name)
    asked = cr.names.asks_errno(src, cr.func)
    if t and w[q + 1:] == (["-", "ENOMEM", ":", "0", ";"] if t[2] else ["0", ":", "-", "ENOMEM", ";"]) and not asked:
        cr.used |= {k for k in range(*t[:2]) if src.tok(k).s == name}
        cr.kind, cr.test, cr.unit = "assign", st, t
        return
    # err = p ? f() : -EIO;
    rest = src.toks[st.start + q + 1:st.end - 1]
    colon = next((k.i for k in rest if k.s == ":"), 0)
    if t and colon and (var.s == w[0] or asked) and [k.s for k in rest].count(":") == 1 and not any(
            k.pp or k.s in ("=", "?", var.s) or k.s == "," and not k.paren for k in rest):
        yes, no = (rest[0].i, colon), (colon + 1, st.end - 1)
        cr.used |= {k for k in range(*t[:2]) if src.tok(k).s == name}
        cr.kind, cr.test, cr.unit, cr.pick = "assign choice", st, t, (*yes, *no) if t[2] else (*no, *yes)


def is_assert(names: Names, src: Source, st: Stmt, name: str, ending: bool = False) -> bool:
    """BUG_ON(p) before p is created; with ending, BUG_ON(!p) before it is destroyed."""
    w = src.words(st.start, st.end)
    if st.kind != "simple" or w[1] != "(" or w[-2:] != [")", ";"] or \
            w[0] not in ASSERTS and not (w[0].lower().endswith("assert") and
                                         names.project.is_macro(src.path, w[0])) or \
            names.own_assert(src, w[0], ASSERTS.get(w[0], False)) or w[0] in CHECKS and names.own_bug(src, w[0]):
        return False
    t = null_test(src, st.start + 2, st.end - 2, name)
    return t is not None and t[2] != (ASSERTS.get(w[0], False) != ending) and \
        not src.commented(src.tok(st.start).off, src.tok(st.end - 1).end)


def is_dead(src: Source, st: Stmt, name: str, negative: bool = False) -> bool:
    """if (p) return ...; before p is created; negative: if (!p) return;"""
    if st.kind != "if" or st.other or len(st.body) != 1 or st.body[0].kind != "return" or \
            any(k.pp for k in src.toks[st.start:st.end]):
        return False
    t = null_test(src, st.cond[0] + 1, st.cond[1], name)
    w = src.words(st.body[0].start, st.body[0].end)
    return t is not None and t[2] == negative and "(" not in w and \
        not any(re.match(r"[A-Za-z_]", x) and not x.isupper() for x in w[1:]
                if x not in ("true", "false", name)) and \
        not src.commented(src.tok(st.start).off, src.tok(st.end - 1).end) and \
        (w == ["return", ";"] or not negative)


def local_ints(src: Source, func: Function) -> dict[str, Token]:
    """Variables of func that can hold an errno."""
    out: dict[str, Token] = {}
    i = func.open + 1
    while i < func.close:
        if src.toks[i].s == "int" and src.toks[i].brace == 1 and not src.toks[i].pp and \
                src.tok(i - 1).s in ("{", ";", "}"):
            j = i + 1
            while src.tok(j).kind == "id":
                if src.tok(j + 1).s in (",", ";", "="):     # no array and no prototype
                    out[src.tok(j).s] = src.tok(j)
                while src.tok(j).s not in (",", ";"):
                    j = src.match(j) + 1 if src.tok(j).s in CLOSE else j + 1
                if src.tok(j).s == ";":
                    break
                j += 1
            i = j
        i += 1
    # Not one that is declared again in a block, as what is returned or pointed at there.
    return {v: k for v, k in out.items() if not any(
        func.has(u) and u is not k and (
            src.tok(u.i - 1).s == "*" or
            src.tok(u.i - 1).kind == "id" and src.tok(u.i - 1).s not in KEYWORDS or
            src.tok(u.i - 1).s == "," and src.tok(src.opener(u)).s == "{")
        for u in src.where[v])}


def returns_int(func: Function) -> bool:
    return "int" in func.returns and "*" not in func.returns and \
        "unsigned" not in func.returns


def dead_after(cr: Creation, var: str, i: int, writers: dict[int, str]) -> bool:
    """Whether var is written before it is read from token i on, and nothing may jump away
    before that. writers: tokens of creations that will write it."""
    src, func = cr.src, cr.func
    if cr.names.takes_address(src, func, var):
        return False                # read through a pointer

    def reads(a: int, b: int) -> bool:
        return var in src.words(a, b) or cr.names.mentions(src, a, b, var) is not None

    depth = src.tok(i).brace
    while i < func.close:
        t = src.toks[i]
        if cr.names.mentions(src, i, i + 1, var) or cr.names.may_jump(src, t):
            return False
        if t.pp or t.s in ("goto", "for", "while", "do", "switch", "break", "continue"):
            return False
        if writers.get(i) == var and t.brace == depth and src.tok(i - 1).s in (";", "}", "{"):
            return not reads(i, statement_end(src, i))
        if t.s == "return" and t.brace == 1 and src.tok(i - 1).s in (";", "}", "{"):
            return not reads(i, statement_end(src, i))
        if t.s == var and src.tok(i + 1).s != "=":
            return False
        if t.s == var:
            stop = statement_end(src, i)
            if reads(i + 1, stop):
                return False
            if t.brace == 1 and (src.tok(i - 1).s in (";", "}", "{") or
                                 src.is_seq(i - 3, "if", "(", "(")):
                return True
            # In a branch that leaves: it does not matter for the rest.
            if src.tok(i - 1).s not in (";", "{") or t.brace == 1:
                return False
            last = stop
            while src.toks[stop].s != "}":
                last = stop
                stop = statement_end(src, stop)
            if src.toks[last].s not in ("goto", "return"):
                return False
            i = stop
        i += 1
    return True


def statement_end(src: Source, i: int) -> int:
    func = src.function_of(src.tok(i))
    path = src.path_to(func, src.tok(i)) if func else None
    if not path:
        raise Refuse("code that is not understood", src, src.tok(i))
    # Braces of a branch are no statement of their own.
    return path[-1][0].end
