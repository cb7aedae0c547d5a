# SPDX-License-Identifier: GPL-2.0-only
"""What static_cache.cocci asks: notes while spatch reads, and the answer at the end.

spatch may read the files in several processes. Each notes what it sees in one file;
the first process decides when all have ended.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import subprocess
import sys
import tempfile
from typing import Optional, TextIO

from . import check
from .convert import Converter
from .ctext import MAKE, RAW
from .cache import Site
from .project import Fatal, Project

TAKES_FILE = ("-I", "-D", "--include", "--cocci-file", "--sp-file", "--sp", "--iso-file",
              "--iso", "--macro-file", "--macro-file-builtins", "--jobs", "--chunksize", "-o",
              "--timeout", "-U", "--suffix", "--python", "--tmp-dir", "--use-cache", "--ignore",
              "--max", "--index")


NOTES = "STATIC_CACHE_NOTES"
CALLS = [*MAKE, "kmem_cache_destroy"]
# What a macro may put together.
PARTS = ["kmem_", "kmem_cache_", "KMEM_", "KMEM_CACHE_"]


class Arguments:
    """The command line of spatch, as far as it matters here."""

    def __init__(self, args: list[str]) -> None:
        self.given: list[str] = []
        self.prefix: Optional[str] = None
        self.inplace = "--in-place" in args
        self.parts = "--max" in args
        self.mode = "report"
        modes = [b for a, b in zip(args, args[1:]) if a == "-D"]
        self.told = {"patch", "report"} <= set(modes)   # both
        self.cocci = ""
        last = ""
        for a in args:
            if last == "--file-groups":
                with open(a, encoding="utf-8") as f:
                    self.given += f.read().split()
            elif last in ("--cocci-file", "--sp-file"):
                self.cocci = a
            elif last == "--patch":
                self.prefix = os.path.abspath(a)
            elif last == "-D" and a in ("patch", "context", "org", "report"):
                self.mode = a if self.mode != "patch" else "patch"
            elif last not in TAKES_FILE and not a.startswith("-") and os.path.exists(a):
                self.given.append(a)
            last = a


class Run:
    def __init__(self, args: list[str]) -> None:
        self.args = Arguments(args)
        self.notes = os.environ.get(NOTES, "")
        self.inner = bool(self.notes)       # another run asks for notes only
        self.real: dict[str, str] = {}      # copies that are read in place of files
        if not self.inner:
            fd, self.notes = tempfile.mkstemp(prefix="static_cache-")
            os.close(fd)

    def note(self, path: str, line: str, column: str) -> None:
        """spatch has parsed a call that matters."""
        with open(self.notes, "a", encoding="utf-8") as f:
            f.write("%s\0%s\0%s\n" % (os.path.abspath(path), line, column))

    def parsed(self) -> set[tuple[str, int, int]]:
        out = set()
        with open(self.notes, encoding="utf-8") as f:
            for text in f:
                path, line, column = text.rstrip("\n").split("\0")
                out.add((self.real.get(path, path), int(line), int(column)))
        return out

    def read_rest(self, project: Project, spatch: str, cocci: str) -> None:
        """spatch finds files with git grep, which does not know those that are not under
        version control yet: give it these by name."""
        seen = {p for p, _, _ in self.parsed()}
        rest = [p for p in project.given_with(CALLS) if p not in seen]
        # And those of which it cannot read all, as it can.
        odd = [p for p in project.given_with(["scoped_cond_guard"]) if any(w in project.text(p) for w in CALLS)]
        if not (rest or odd) or not spatch or not cocci:
            return
        with tempfile.TemporaryDirectory() as folder:
            for n, path in enumerate(odd):
                name = os.path.join(folder, "%d%s" % (n, os.path.splitext(path)[1]))
                with open(name, "w", encoding="latin-1", newline="") as f:
                    f.write(check.readable(project.text(path)))
                self.real[name] = path
            subprocess.run([spatch, "-D", "report", "--very-quiet", "--no-includes",
                            "--include-headers", "--cocci-file", cocci, *rest, *self.real],
                           env=dict(os.environ, **{NOTES: self.notes}), check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def finish(self) -> int:
        """All files are read: decide, check, and say it. The exit status."""
        if self.inner:
            return 0
        sys.stdout.flush()
        try:
            if self.args.parts:
                raise Fatal("--max and --index do not work, the parts belong together: "
                            "use --jobs")
            spatch = os.readlink("/proc/self/exe")
            if "spatch" not in spatch:
                spatch = ""
            project = Project(self.args.given)
            self.read_rest(project, spatch, self.args.cocci)
            return answer(self.args, self.parsed(), spatch, project=project)
        except Fatal as e:
            print("static_cache: %s" % e, file=sys.stderr)
            return 2
        finally:
            os.unlink(self.notes)


def answer(args: Arguments, parsed: Optional[set[tuple[str, int, int]]], spatch: str,
           out: Optional[TextIO] = None, project: Optional[Project] = None) -> int:
    out = out or sys.stdout
    project = project or Project(args.given)
    paths = project.given_with([*MAKE, *RAW, *PARTS])
    conv = Converter(project, parsed)
    conv.run(paths)
    lost = unread(conv, parsed, spatch)
    if args.mode == "patch" and check.take_back(conv, spatch):
        print("static_cache: nothing is changed", file=sys.stderr)
        return 2
    if args.mode in ("report", "org") or args.told:
        for site in conv.sites:
            say(out, project, site, "org" if args.mode == "org" else "report")
    if args.mode in ("report", "org"):
        pass
    elif args.mode == "context":
        context(out, project, conv)
    elif lost:
        pass
    elif args.inplace:
        write(conv)
    else:
        diff(out, project, conv, args.prefix)
    for path in lost:
        print("static_cache: %s: spatch gives up on this file%s" % (
            project.show(path), "; nothing is changed" if args.mode == "patch" else ""),
            file=sys.stderr)
    return 2 if lost else 0


def unread(conv: Converter, parsed: Optional[set[tuple[str, int, int]]],
           spatch: str) -> list[str]:
    """Files with creations on which spatch gives up, or of which it parses nothing."""
    if parsed is None:
        return []
    seen = {p for p, _, _ in parsed}
    silent = {s.src.path: s.src for s in conv.sites
              if not s.tok.pp and s.src.function_of(s.tok)}
    out = []
    for path, src in silent.items():
        if path not in seen:
            # A function that it skips is a reason to refuse; a file is a failure.
            bad = check.bad_lines(spatch, path) if spatch else -1
            code = sum(1 for f in src.functions
                       for _ in range(src.tok(f.open).line, src.tok(f.close).line + 1))
            if bad < 0 or bad >= code:
                out.append(path)
    return sorted(out)


def verdict(project: Project, site: Site) -> str:
    why = site.why or (site.cache.refused if site.cache else None)
    name = site.name + " " if site.name else ""
    if not why:
        assert site.cache
        return "%scan have static storage, as %s" % (name, site.cache.storage)
    where = ""
    if why.src and why.tok and why.tok is not site.tok:
        where = " (%s:%d)" % (project.show(why.src.path), why.tok.line)
    return "%sleft alone: %s%s" % (name, why.why, where)


def say(out: TextIO, project: Project, site: Site, mode: str) -> None:
    t, path = site.tok, project.show(site.src.path)
    text = verdict(project, site)
    if mode == "org":
        line = "* TODO [[view:%s::face=ovl-face1::linb=%d::colb=%d::cole=%d][%s]]\n" % (
            path, t.line, t.col, t.col + len(t.s), text)
    else:
        line = "%s:%d:%d-%d: %s\n" % (path, t.line, t.col, t.col + len(t.s), text)
    emit(out, line, os.fsencode(line))


def labels(project: Project, path: str, prefix: Optional[str]) -> tuple[str, str]:
    if prefix is None:
        return project.show(path), project.show(path)
    rel = os.path.relpath(path, prefix)
    return "a/" + rel, "b/" + rel


def diff(out: TextIO, project: Project, conv: Converter, prefix: Optional[str]) -> None:
    for path in sorted(conv.results):
        old, new = project.text(path), conv.results[path]
        for n, line in enumerate(difflib.unified_diff(lines(old), lines(new),
                                                      *labels(project, path, prefix))):
            if not line.endswith("\n"):
                line += "\n\\ No newline at end of file\n"
            emit(out, line, os.fsencode(line) if n < 2 else line.encode("latin-1"))
    out.flush()


def lines(text: str) -> list[str]:
    """The lines of text, as patch counts them."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def emit(out: TextIO, text: str, coded: bytes) -> None:
    """Write text, which is those bytes, whatever letters the terminal has."""
    if hasattr(out, "buffer"):
        out.flush()
        out.buffer.write(coded)
    else:
        out.write(text)


def context(out: TextIO, project: Project, conv: Converter) -> None:
    """The lines of what can be converted, marked as spatch marks them."""
    for path in sorted(conv.results):
        src = project.source(path)
        found = {t.line for c in conv.caches.values() if not c.refused and c.src is src
                 for _, t in c.creations}
        if not found:
            continue
        text = src.text.split("\n")
        label = project.show(path)
        head = "diff = \n--- %s\n+++ /tmp/nothing\n" % label
        emit(out, head, os.fsencode(head))
        for n in sorted(found):
            a, b = max(1, n - 3), min(len(text), n + 3)
            out.write("@@ -%d,%d +%d,%d @@\n" % (a, b - a + 1, a, b - a))
            for k in range(a, b + 1):
                line = ("-" if k == n else " ") + text[k - 1] + "\n"
                emit(out, line, line.encode("latin-1"))


def write(conv: Converter) -> None:
    """Into the files; none is half written."""
    new: dict[str, str] = {}
    done = 0
    try:
        for path, text in conv.results.items():
            path = os.path.realpath(path)
            name = path + ".static_cache"
            new[name] = path
            with open(name, "w", encoding="latin-1", newline="") as f:
                f.write(text)
            os.chmod(name, os.stat(path).st_mode & 0o7777)
        for name, path in new.items():
            os.replace(name, path)
            done += 1
    except OSError as e:
        for name in list(new)[done:]:
            with contextlib.suppress(OSError):
                os.unlink(name)
        what = "%d of %d files are changed" % (done, len(new)) if done else "nothing is changed"
        raise Fatal("%s; %s" % (e, what)) from e
