# SPDX-License-Identifier: GPL-2.0-only
"""What a search for creations finds, and what each is assigned to."""

from __future__ import annotations

import re

from . import cpp
from .ctext import MAKE, RAW, Refuse, Source, Token
from .names import ALONE, KEYWORDS, Names
from .proof import EXPORT

PASTED = re.compile(r"\b_*(?:kmem_|KMEM_)(?:cache_?|CACHE_?)?\s*##")

# What a macro can make the name of a creation of, and what is missing then.
CUT = {w: [(word, word[len(w):] if word.startswith(w) else word[:-len(w)]) for word in (*MAKE, *RAW)
           if w != word and (word.startswith(w) or word.endswith(w))]
       for whole in (*MAKE, *RAW) for n in range(1, len(whole)) for w in (whole[:n], whole[n:]) if len(w) > 3}


def make_sites(src: Source) -> list[Token]:
    """All that a search for creations finds in code."""
    out = []
    own = re.search(r"/include/linux/slab\.h$|/mm/slab\w*\.[ch]$", src.path)
    for word in (*MAKE, *RAW):
        for t in src.where.get(word, []):
            prev = src.tok(t.i - 1)
            if word in RAW or src.tok(t.i + 1).s != "(":
                # A pointer to it, a macro for it, brackets around it.
                if own or t.pp not in ("", "define") or prev.s in (".", "->") or \
                        EXPORT.match(src.tok(t.i - 2).s):
                    continue
            if not t.pp and not src.function_of(t):
                if prev.s == "*" or prev.kind == "id" and prev.s not in KEYWORDS or \
                        any(f.head is t for f in src.functions):
                    continue            # a prototype
            if t.pp == "define" and prev.s == "define":
                continue
            out.append(t)
    if src.odd:
        # A name in two lines, where no search finds it.
        for m in cpp.SPLIT.finditer(src.text):
            at = next((t for t in src.toks if t.off <= m.start() < t.end), None)
            word = at.s if at else ""
            for t in src.toks[at.i + 1:] if at else ():
                if t.kind not in ("id", "num") or not re.fullmatch(
                        "(?:%s)+" % cpp.ON, src.text[src.tok(t.i - 1).end:t.off]):
                    break
                word += t.s
            if at and word in (*MAKE, *RAW):
                out.append(at)
    if PASTED.search(src.text):
        # A macro makes the name of the allocator's function.
        out += [t for word, toks in src.where.items() if PASTED.match(word + "##")
                for t in toks if t.pp == "define" and src.tok(t.i + 1).s == "##"]
    return sorted(out, key=lambda t: t.i)


def parts_given(src: Source) -> set[str]:
    """The parts of the name of a creation that are an argument alone."""
    return set(ALONE.findall(src.text)) & CUT.keys()


def pasted(names: Names, src: Source, given: set[str]) -> list[tuple[Token, Refuse]]:
    """Where a macro makes the name of a creation of one of the words given: of kmem_cache, or of create."""
    found: dict[int, Token] = {}
    for w in sorted(given):
        for word, rest in CUT[w]:
            pastes = re.compile(r"##\s*%s\b|\b%s\s*##" % (rest, rest))
            if rest in given or any(pastes.search(names.project.text(p)) for p in names.project.users(rest)):
                found |= {src.opener(t): t for t in names.alone_in(src).get(w, []) if any(
                    (left + w == word or w + right == word or not left and not right) and
                    names.gets(src, src, t, macro) for macro, left, right in names.made_in(src))}
    return [(t, Refuse("a macro makes names of the allocator", src)) for _, t in sorted(found.items())]


def before_cast(src: Source, site: Token) -> int:
    """The token before the creation and a cast to what it is anyway, or to void *."""
    i = site.i - 1
    while src.tok(i).s == ")":
        a = src.back(i)
        if src.words(a + 1, i) not in (["struct", "kmem_cache", "*"], ["void", "*"]):
            break
        i = a - 1
    return i


def lost(src: Source, before: Token) -> str:
    """What happens to a creation that before, which is no =, stands in front of."""
    if before.s == ")" and src.tok(src.back(before.i) - 1).s not in ("if", "while", "for", "switch"):
        return "behind a cast, or a macro"
    if before.s in ("?", ":") and not (before.s == ":" and src.label_in(before.i - 2, before.i + 1)):
        return "created in a conditional expression"
    if before.s in ("(", ",", "{"):
        at = before.i if before.s == "(" else src.opener(before)
        callee = src.tok(at - 1)
        if src.tok(at).s == "(" and callee.kind == "id" and callee.s not in KEYWORDS:
            return "passed to %s(), which may keep it" % callee.s
        if src.tok(at).s == "(":
            return "created inside another expression"
        if before.s != "{" or callee.s == "=":
            return "created in an initializer, or behind a comma"
    if before.s in (";", "{", "}", ")", "else", "do", ":"):
        return "created and not kept"
    return "not assigned to a variable"


def creation_lhs(src: Source, site: Token) -> Token:
    """The name that the creation at site is assigned to; Refuse if there is none."""
    if site.s not in MAKE and src.odd and not src.tok(site.i + 1).s == "##" and site.s not in RAW:
        raise Refuse(src.odd[0], src, site)
    if site.s in RAW:
        raise Refuse("created by a function that is not known", src, site)
    if src.tok(site.i + 1).s == "##":
        raise Refuse("a macro makes names of the allocator", src, site)
    if src.tok(site.i + 1).s != "(":
        raise Refuse("used without a call", src, site)
    if site.pp:
        raise Refuse("created in the body of a macro", src, site)
    if not src.function_of(site):
        raise Refuse("created in code that is not understood", src, site)
    eq = src.tok(before_cast(src, site))
    lhs = src.tok(eq.i - 1)
    if eq.s == "return":
        raise Refuse("a helper returns the cache", src, site)
    if eq.s != "=":
        raise Refuse(lost(src, eq), src, site)
    if lhs.s == "]":
        raise Refuse("an array", src, site)
    if lhs.s == ")" and src.tok(src.back(lhs.i) - 1).kind == "id":
        raise Refuse("a local variable, or assigned to what a macro makes", src, site)
    if lhs.kind != "id":
        raise Refuse("not assigned to a plain variable", src, site)
    prev = src.before(lhs.i)
    if prev.s in (".", "->"):
        raise Refuse("a member", src, site)
    if prev.s == "*":
        star = src.before(prev.i)
        if star.s == "kmem_cache":
            raise Refuse("a local variable", src, site)
        raise Refuse("assigned through a pointer", src, site)
    if prev.s == "return":
        raise Refuse("created in a return statement", src, site)
    if prev.kind == "id" and prev.s not in ("else", "do"):
        raise Refuse("a local variable", src, site)
    f = src.function_of(site)
    own = next((k for k in src.where[lhs.s] if f and f.head.i < k.i < site.i and
                (src.is_seq(k.i - 3, "struct", "kmem_cache", "*") or
                 src.is_seq(k.i - 2, ",", "*") and any(d.tok.s == k.s for d in src.declarations()))), None)
    if own and any(d.tok.s == lhs.s for d in src.declarations()) and src.tok(own.i - 4).s != "extern":
        raise Refuse("also the name of a local variable or parameter", src, site)
    if own:
        raise Refuse({"static": "a static variable of a function", "extern": "declared inside a function"}.get(
            src.tok(own.i - 4).s, "a local variable or parameter"), src, site)
    return lhs
