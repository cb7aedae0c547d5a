# SPDX-License-Identifier: GPL-2.0-only
"""Looks at what was written as if somebody else had written it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile

from .convert import Converter
from .cache import Cache
from .ctext import Refuse, Source, Token, exclusive
from .members import Members
from .proof import SETUP
from .project import Project

DEFINE = {"DEFINE_KMEM_CACHE", "DEFINE_STATIC_KMEM_CACHE"}


class Written(Project):
    """The project with the results in place of what they replace."""

    def __init__(self, old: Project, results: dict[str, str]) -> None:
        self.__dict__.update(old.__dict__)
        self.texts = dict(old.texts, **results)
        self.sources = {p: s for p, s in old.sources.items()
                        if p not in results and p not in old.partial}
        self.partial = {}
        self.closures = {}
        self.direct = {p: d for p, d in old.direct.items() if p not in results}


def comments(src: Source) -> list[str]:
    return sorted(re.sub(r"\s+", " ", src.text[a:b]) for a, b in src.comments)


def check(conv: Converter, spatch: str = "") -> list[str]:
    """What is wrong with the results; nothing if all is well."""
    return [text for _, text in faults(conv, spatch)]


def take_back(conv: Converter, spatch: str) -> list[str]:
    """What is wrong although the caches of the files with faults were left alone after all."""
    while True:
        bad = faults(conv, spatch)
        for path, text in bad:
            print("static_cache: FAILED: %s" % text, file=sys.stderr)
        paths = {path for path, _ in bad}
        hit = [c for c in conv.caches.values() if not c.refused and
               any(s.path in paths for s in conv.touched(c))]
        if not hit:
            return [text for _, text in bad]
        for c in hit:
            c.refused = Refuse("what it would become is not right", c.src)
            print("static_cache: left alone: %s" % c.name, file=sys.stderr)
        conv.settle()


def faults(conv: Converter, spatch: str) -> list[tuple[str, str]]:
    """The same, each with the file it is in."""
    new = Written(conv.project, conv.results)
    bad: list[tuple[str, str]] = []
    for path in conv.results:
        a, b = conv.project.source(path), new.source(path)
        where = conv.project.show(path)
        if b.broken and not a.broken:
            bad.append((path, "%s:%d: brackets that do not match" % (where, b.broken.line)))
        if [f.name for f in a.functions] != [f.name for f in b.functions]:
            bad.append((path, "%s: not the functions that it had" % where))
        for f in b.functions:
            old = next((g for g in a.functions if g.name == f.name), None)
            if old and b.body(f) is None and a.body(old) is not None:
                bad.append((path, "%s:%d: %s() cannot be parsed again" %
                            (where, f.head.line, f.name)))
        if comments(a) != comments(b):
            bad.append((path, "%s: a comment is lost" % where))
        # Directives stay, but for includes and macros of caches.
        for word in ("if", "ifdef", "ifndef", "else", "elif", "endif"):
            count = [sum(1 for t in s.toks if t.pp == word and t.s == "#") for s in (a, b)]
            if count[0] != count[1]:
                bad.append((path, "%s: not the #%s lines that it had" % (where, word)))
    for cache in conv.caches.values():
        if not cache.refused:
            bad += [(cache.src.path, text) for text in check_cache(conv, new, cache)]
    if spatch:
        bad += parse_again(conv, spatch)
    return bad


def check_cache(conv: Converter, new: Written, cache: Cache) -> list[str]:
    name, bad = cache.shown, []
    proof = Members(new)
    paths = sorted({s.path for s in cache.files} | {cache.src.path})
    defs: list[tuple[Source, Token]] = []
    setups: list[tuple[Source, Token]] = []
    macro = not cache.static and bool(cache.externs)

    def say(s: Source, t: Token, what: str) -> None:
        bad.append("%s:%d: %s: %s" % (conv.project.show(s.path), t.line, name, what))

    for path in paths:
        s = new.source(path)
        for word in {cache.name, name}:
            for d in s.declarations():
                if d.tok.s == word:
                    say(s, d.tok, "still a pointer here")
        for t in s.where.get(cache.name, []) if cache.alias else []:
            say(s, t, "the pointer behind it is still here")
        for t in s.where.get(name, []):
            callee = s.tok(t.i - 2)
            first = s.tok(t.i - 1).s == "("
            if first and callee.s in DEFINE and not t.pp and not t.brace:
                defs.append((s, t))
            elif first and callee.s == "DECLARE_KMEM_CACHE" and not t.pp:
                pass
            elif t.pp in ("define", "undef") and callee.s == "#":
                want = ["to_kmem_cache", "(", "&", cache.storage, ")"] if t.pp == "define" else []
                stop = t.i + 1 + len(want)
                if s.words(t.i + 1, stop) != want or s.tok(stop).line == t.line:
                    say(s, t, "something else in its macro")
            elif first and callee.s in SETUP and not t.pp:
                setups.append((s, t))
            elif name == cache.name or s is new.source(cache.src.path):
                try:
                    proof.check_use(s, t, name, macro)
                except Refuse as r:
                    if not any(k for k in SETUP if k in s.words(t.i - 6, t.i)):
                        say(r.src or s, r.tok or t, r.why)
    if not defs or any(s is not s2 or not exclusive(t, t2)
                       for n, (s, t) in enumerate(defs) for s2, t2 in defs[:n]):
        bad.append("%s: defined %d times" % (name, len(defs)))
    if not setups:
        bad.append("%s: never set up" % name)
    for n, (s, t) in enumerate(setups):
        if any(s is not s2 or not exclusive(t, t2) for s2, t2 in setups[:n]):
            say(s, t, "set up twice")
    # The name of the storage is nobody else's.
    for path in paths:
        s = new.source(path)
        for t in s.where.get(cache.storage, []):
            inside = s.tok(t.i - 2).s
            if not (inside.startswith("EXPORT_SYMBOL") or t.pp == "define" or
                    s.is_seq(t.i - 3, "extern", "struct", "kmem_cache_opaque")):
                say(s, t, "its storage has the name of something else")
    return bad


COND_GUARD = re.compile(r"\bscoped_cond_guard([ \t]*\([^(),;{}]*),((?:[^(),;{}]|\([^(){};]*\))*),")


def readable(text: str) -> str:
    """text as spatch can read it: as scoped_guard(), without the second argument, each token in its place."""
    return COND_GUARD.sub(lambda m: "scoped_guard     %s %s," % (m[1], re.sub(r"\S", " ", m[2])), text)


def bad_lines(spatch: str, path: str) -> int:
    """How many lines of a file spatch cannot parse; -1 if it gives the file up."""
    try:
        out = subprocess.run([spatch, "--parse-c", path], stdout=subprocess.PIPE, timeout=300,
                             stderr=subprocess.STDOUT, check=False).stdout.decode("latin-1")
    except subprocess.TimeoutExpired:
        return -1
    m = re.search(r"nb good = \d+,  nb bad = (\d+)", out)
    return int(m.group(1)) if m else -1


def parse_again(conv: Converter, spatch: str) -> list[tuple[str, str]]:
    """spatch must not understand less of a file than before."""
    bad: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as d:
        for path, text in conv.results.items():
            if not path.endswith(".c"):
                continue
            counts = []
            for body in (conv.project.text(path), text):
                name = os.path.join(d, os.path.basename(path))
                with open(name, "w", encoding="latin-1", newline="") as f:
                    f.write(readable(body))
                counts.append(bad_lines(spatch, name))
            # The lines of definitions may be lost to it, where it lost one before them.
            more = 3 * sum(text.count(word + "(") for word in DEFINE)
            if counts[1] < 0 or counts[1] > counts[0] + more:
                bad.append((path, "%s: spatch understands less of it (%d bad lines, %d before)" %
                            (conv.project.show(path), counts[1], counts[0])))
    return bad
