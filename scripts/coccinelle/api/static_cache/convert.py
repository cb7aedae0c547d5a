# SPDX-License-Identifier: GPL-2.0-only
"""Plans the edits of all caches that can be converted, and makes them."""

from __future__ import annotations

import bisect
import re
from typing import Callable, Optional

from . import rewrite, shape
from .ctext import Decl, Refuse, Source, Stmt
from .cache import Cache
from .decide import HEADER, Decider
from .project import Project
from .rewrite import Edit
from .shape import Creation

END = re.compile(r"(?:\s|/\*.*?\*/|//[^\n]*)*\}", re.S)


class Converter(Decider):
    def __init__(self, project: Project, parsed: Optional[set[tuple[str, int, int]]]) -> None:
        super().__init__(project, parsed)
        self.edits: dict[str, list[Edit]] = {}
        self.owners: list[tuple[Source, Edit, list[Cache]]] = []
        self.results: dict[str, str] = {}

    def run(self, paths: list[str]) -> None:
        super().run(paths)
        self.settle()

    def settle(self) -> None:
        """Plan until no cache has to be taken back because of another."""
        while True:
            live = [c for c in self.caches.values() if not c.refused]
            self.edits, self.owners = {}, []
            again = False
            for cache in live:
                again |= not self.guarded(cache, self.check_mates)
            if again:
                continue
            groups: dict[tuple[str, int], list[tuple[Creation, Cache]]] = {}
            for cache in live:
                for lhs, site in cache.creations:
                    cr = shape.find_creation(self.proof, cache.src, lhs, site,
                                             self.converting(cache.src))
                    groups.setdefault((cache.src.path, cr.func.open), []).append((cr, cache))
            gone: list[tuple[Source, int, int]] = []
            for group in groups.values():
                # From the last to the first: what a later one writes is known.
                writers = rewrite.Writers(gone)
                tests: dict[int, str] = {}
                for cr, cache in sorted(group, key=lambda x: -x[0].lhs.i):
                    again |= not self.guarded(cache, self.planner(cr, writers, tests))
                for cr, cache in group:
                    for other, _ in group:
                        if cr.lhs.i < other.lhs.i and other.at < cr.at and (cr.active or other.active):
                            cache.refused = Refuse("its arguments may do something, and others would be set up before",
                                                   cr.src, cr.lhs)
                            again = True
            if again:
                continue
            for cache in live:
                again |= not self.guarded(cache, self.plan_rest)
            if again:
                continue
            self.plan_declarations(live)
            self.plan_resets(live)
            self.plan_includes(live)
            self.keep_comments()
            if any(c.refused for c in live):
                continue
            try:
                self.apply()
                return
            except Refuse as r:
                # Edits that overlap: of what is there only the whole can be taken back.
                hit = [c for c in live if r.src and c.src.path == r.src.path]
                for c in hit or live:
                    c.refused = r

    def converting(self, src: Source) -> Callable[[str], bool]:
        return lambda n: (src.path, n) in self.caches and \
            not self.caches[(src.path, n)].refused

    def check_mates(self, cache: Cache) -> None:
        for lhs, site in cache.creations:
            cr = shape.find_creation(self.proof, cache.src, lhs, site, self.converting(cache.src))
            if cr.used != cache.tested[lhs.i]:
                raise Refuse("its test depends on others", cache.src, lhs)

    def add(self, src: Source, caches: list[Cache], *edits: Edit) -> None:
        self.edits.setdefault(src.path, []).extend(edits)
        self.owners += [(src, e, caches) for e in edits]

    def keep_comments(self) -> None:
        """A comment in what is replaced has to be in what some edit of the cache writes."""
        for src, e, caches in self.owners:
            for a, b in src.comments:
                text = " ".join(src.text[a:b].split())
                if e.start <= a < e.end and not any(
                        text in " ".join(x.text.split()) for s, x, some in self.owners
                        if s.path == src.path and any(c in caches for c in some)):
                    at = next((t for t in src.toks if t.off > a), None)
                    for c in caches:
                        c.refused = Refuse("a comment in what would be rewritten", src, at)

    def planner(self, cr: Creation, writers: rewrite.Writers,
                tests: dict[int, str]) -> Callable[[Cache], None]:
        def plan(cache: Cache) -> None:
            self.add(cr.src, [cache], *rewrite.plan_creation(cr, cache.shown, writers, tests))
        return plan

    def plan_rest(self, cache: Cache) -> None:
        for s, st in cache.asserts:
            self.add(s, [cache], rewrite.dropped(s, st, st.kind == "if"))
        for s, st in cache.guards:
            self.add(s, [cache], *self.unguard(s, st))
        for s, t in cache.exports:
            self.add(s, [cache], Edit(t.off, t.end, cache.storage))
        if cache.alias_at:
            src, a = cache.src, cache.alias_at
            start = src.text.rfind("\n", 0, a.off) + 1
            end = src.text.find("\n", a.off) + 1 or len(src.text)
            if src.commented(start, end):
                raise Refuse("a comment in the macro", src, a)
            self.add(src, [cache], Edit(start, end, ""))

    @staticmethod
    def unguard(s: Source, st: Stmt) -> list[Edit]:
        first, last = st.body[0], st.body[-1]
        a, b = s.tok(st.start), s.tok(st.end - 1)
        head = s.tok(st.cond[1])
        brace = s.tok(st.cond[1] + 1)
        call = s.tok(first.start)
        edits = []
        comma = s.tok(s.match(call.i + 1) + 1)
        if comma.s == ",":
            edits.append(Edit(comma.off, s.tok(first.end - 2).end, ""))
        if s.commented(a.off, b.end):
            if brace.s == "{" or s.commented(a.off, head.end):
                raise Refuse("a comment beside the test", s, a)
            edits.append(Edit(a.off, head.end, "", True))
            # What follows moves to the left.
            edits += [Edit(m.end() - 1, m.end(), "") for m in re.compile(r"\n\t").finditer(s.text, head.end, call.off)]
        else:
            edits.append(Edit(a.off, call.off, ""))
            if first is not last:
                edits.append(Edit(s.tok(first.end - 1).end, s.tok(last.end - 1).end, ""))
            if brace.s == "{":
                edits.append(Edit(s.tok(last.end - 1).end, b.end, ""))
        return edits

    def plan_declarations(self, live: list[Cache]) -> None:
        by_start: dict[tuple[str, int], dict[str, tuple[Cache, Decl, Source]]] = {}
        for c in live:
            assert c.home and c.definition
            for s, d in c.declared:
                key = s.path, s.tok(d.start).off
                by_start.setdefault(key, {})[c.name] = (c, d, s)
        for found in by_start.values():
            s = next(iter(found.values()))[2]
            some = next(iter(found.values()))[1]
            a, b = s.tok(some.start), s.tok(some.stop - 1)
            lines = []
            for c, d, _ in found.values():
                if d in c.again:
                    continue
                if "extern" in d.words:
                    # The macro for it is in slab.h, which not all headers have.
                    lines += ["DECLARE_KMEM_CACHE(%s);" % c.name if self.has_slab(s, d) else
                              "extern struct kmem_cache_opaque %s;" % c.storage,
                              "#define %s to_kmem_cache(&%s)" % (c.name, c.storage)]
                elif c.static:
                    lines.append("DEFINE_STATIC_KMEM_CACHE(%s);" % c.shown)
                else:
                    if c.externs:
                        lines.append("#undef %s" % c.name)
                    lines.append("DEFINE_KMEM_CACHE(%s);" % c.shown)
            rest = [d for d in s.declarations() if d.start == some.start and d.tok.s not in found]
            kept = [(s.tok(d.span[0]).off, s.tok(d.span[1] - 1).end) for d in rest]
            if rest:
                words = s.text[a.off:s.tok(next(i for i in range(some.start, some.stop)
                                                if s.tok(i).s == "*")).off]
                lines.append(words + ", ".join(s.text[x:y] for x, y in kept) + ";")
            comments = [s.text[x:y] for x, y in s.comments if a.off < x < b.off and
                        not any(i < x < j for i, j in kept)]
            lines = comments + lines
            if not lines:
                self.add(s, [c for c, _, _ in found.values()], Edit(a.off, b.end, "", True))
                continue
            # A directive has its line for itself.
            start, end = a.off, b.end
            if lines[0][0] == "#" and s.tok(a.i - 1).line == a.line:
                start = len(s.text[:start].rstrip(" \t"))
                lines.insert(0, "")
            if lines[-1][0] == "#" and s.tok(b.i + 1).line == b.line:
                end = len(s.text) - len(s.text[end:].lstrip(" \t"))
                lines.append("")
            self.add(s, [c for c, _, _ in found.values()], Edit(start, end, "\n".join(lines)))

    @staticmethod
    def has_slab(s: Source, d: Decl) -> bool:
        """Whether linux/slab.h is read before the declaration d. What comes through another
        header may come later: headers include each other in circles."""
        return any(i.name == "linux/slab.h" and i.off < d.tok.off and
                   i.cond == d.tok.cond[:len(i.cond)] for i in s.includes)

    def plan_resets(self, live: list[Cache]) -> None:
        done: set[tuple[str, int]] = set()
        gone = {(s.path, t.off) for c in live for s, t in c.resets}
        for c in live:
            for s, t in c.resets:
                f = s.function_of(t)
                path = s.path_to(f, t) if f else None
                assert path
                st = path[-1][0]
                if s.tok(st.start).s == "kmem_cache_destroy":
                    self.add(s, [c], Edit(s.tok(t.i - 1).off, s.tok(t.i + 2).end, ""))
                    continue
                if (s.path, s.tok(st.start).off) in done:
                    continue
                done.add((s.path, s.tok(st.start).off))
                ids = [i for i in range(st.start, st.end - 3, 2)]
                left = [i for i in ids if (s.path, s.tok(i).off) not in gone]
                if not left and not st.bare and s.before(st.start).s in (";", "{", "}", ":"):
                    a, b = s.tok(st.start).off, s.tok(st.end - 1).end
                    kept = [s.text[x:y] for x, y in s.comments if a < x < b]
                    if any(x.startswith("//") for x in kept):
                        c.refused = Refuse("a comment in what would be rewritten", s, t)
                    elif kept:
                        end = [";"] if s.before(st.start).s == ":" else []      # a label needs a statement
                        self.add(s, [c], Edit(a, b, " ".join(kept + end)))
                    else:
                        self.add(s, [c], rewrite.dropped(s, st))
                elif not left:
                    c.refused = Refuse("set to NULL under a condition", s, t)
                else:
                    for i in ids:
                        if i not in left:
                            self.add(s, [c], Edit(s.tok(i).off, s.tok(i + 2).off, ""))

    def plan_includes(self, live: list[Cache]) -> None:
        files: dict[str, list[Cache]] = {}
        runtime: dict[str, int] = {}
        for c in live:
            assert c.home
            for s in (c.src, c.home):
                files.setdefault(s.path, []).append(c)
            if c.alias:
                runtime[c.src.path] = runtime.get(c.src.path, 0) + 2
        for path, caches in files.items():
            s = self.project.source(path)
            at = self.anchor(s)
            if at >= 0:
                self.add(s, caches, Edit(at, at, "#include <%s>\n" % HEADER))
            left = sum(len(ts) for w, ts in s.where.items() if w.startswith("runtime_const"))
            if path in runtime and left == runtime[path]:
                for i in s.includes:
                    if i.name == "asm/runtime-const.h":
                        end = i.end
                        start = s.text.rfind("\n", 0, i.off) + 1
                        # An include that stands alone between empty lines takes one along.
                        if s.text[:start].endswith("\n\n") and s.text[end:end + 1] == "\n":
                            end += 1
                        self.add(s, caches, Edit(start, end, ""))
        if runtime and self.project.kernel:
            self.linker_script([c for c in live if c.alias])

    def linker_script(self, caches: list[Cache]) -> None:
        path = self.project.path("include/asm-generic/vmlinux.lds.h")
        text = self.project.text(path)
        pat = re.compile(r"^[ \t]*RUNTIME_CONST\(ptr,\s*(%s)\)\s*\\\n" %
                         "|".join(c.name for c in caches), re.M)
        for m in pat.finditer(text):
            self.edits.setdefault(path, []).append(Edit(m.start(), m.end(), ""))

    def apply(self) -> None:
        self.results = {}
        for path, edits in self.edits.items():
            text = self.project.text(path)
            out = text
            last = len(text) + 1
            crlf = "\r\n" in text
            src = self.project.source(path)
            offsets = [t.off for t in src.toks]
            for e in sorted(edits, key=lambda e: (-e.start, -e.end)):
                start, end = e.start, e.end
                if end > last:
                    raise Refuse("edits that overlap", self.project.source(path))
                last = start
                if e.line and not e.text and END.match(out, end) and \
                        src.before(bisect.bisect_left(offsets, start)).s == ":":
                    e = Edit(start, end, ";")       # a label needs a statement
                if e.line and not e.text:
                    # A statement that is no more takes its line along.
                    a = out.rfind("\n", 0, start) + 1
                    b = out.find("\n", end)
                    if not out[a:start].strip() and b >= 0 and not out[end:b].strip():
                        start, end = a, b + 1
                        # No empty line at the end of a block, and never two.
                        if out[:start].endswith("\n\n") and (
                                out[end:end + 1] == "\n" or
                                re.match(r"[ \t]*\}", out[end:end + 80])):
                            start -= 1
                    elif not out[a:start].strip():
                        # What is left begins where this did.
                        end += len(out[end:b]) - len(out[end:b].lstrip(" \t"))
                    elif b >= 0 and not out[end:b].strip():
                        # No blanks behind what stands in front of it.
                        start = max([a + len(out[a:start].rstrip(" \t"))] +
                                    [x.end for x in edits if x.end <= start])
                    elif out[start - 1:start] == out[end:end + 1] == " ":
                        end += 1
                new = e.text.replace("\r", "").replace("\n", "\r\n") if crlf else e.text
                out = out[:start] + new + out[end:]
            self.results[path] = out
