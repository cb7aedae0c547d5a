# SPDX-License-Identifier: GPL-2.0-only
"""What the creation of a cache and its test become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable

from .ctext import MAKE, Function, Refuse, Source, Stmt
from .names import KEYWORDS
from .proof import TYPES
from .shape import ERRNAMES, Creation, chain, constant, dead_after, local_ints, returns_int

LINE = 80


class Writers(dict[int, str]):
    """The variable that a set-up writes, by the token of its cache; new variables; and the branches
    of all that go."""

    def __init__(self, gone: list[tuple[Source, int, int]]) -> None:
        super().__init__()
        self.gone = gone
        self.made: list[str] = []


@dataclass
class Edit:
    """Replace text[start:end]. line: take the line too if nothing is left on it."""
    start: int
    end: int
    text: str
    line: bool = False


def width(text: str, col: int = 0) -> int:
    for c in text:
        col = (col | 7) + 1 if c == "\t" else col + 1
    return col


def tabs(col: int) -> str:
    return "\t" * (col >> 3) + " " * (col & 7)


def layout(indent: str, head: str, args: list[str], tail: str) -> str:
    """A call, wrapped as checkpatch wants it. Without the indent of the first line."""
    start = indent + head + "("
    pad = tabs(width(start))

    def fill(limit: int) -> list[str]:
        lines: list[str] = []
        line = start
        for n, a in enumerate(args):
            piece = a + (tail if n == len(args) - 1 else ",")
            sep = "" if not lines and n == 0 else " "
            if n and width(line + sep + piece) > limit:
                lines.append(line)
                line, sep = pad, ""
            if width(line + sep + piece) > limit and " | " in piece:
                parts = piece.split(" | ")
                for k, part in enumerate(parts):
                    part += " |" if k < len(parts) - 1 else ""
                    s = sep if k == 0 else " "
                    if width(line + s + part) > limit and line != pad:
                        lines.append(line)
                        line, s = pad, ""
                    line += s + part
            else:
                line += (sep if line != pad else "") + piece
        lines.append(line)
        return lines

    lines = fill(LINE)
    if max(width(x) for x in lines) > LINE:
        wide = fill(100)
        if max(width(x) for x in wide) <= 100:
            lines = wide
    lines[0] = lines[0][len(indent):]
    return "\n".join(lines)


def call_text(cr: Creation, shown: str, indent: str, lead: str = "", tail: str = "",
              panic: bool = False) -> str:
    """The set-up of the cache shown, with lead before it. With comments or preprocessor
    lines among its arguments these stay as they are."""
    src = cr.src
    setup, nflag = MAKE[cr.site.s]
    a, b = cr.site.i + 1, cr.close
    args = src.arguments(a)
    texts = []
    raw = src.commented(src.tok(a).off, src.tok(b).off) or any(k.pp for k in src.toks[a:b])
    for n, (i, j) in enumerate(args):
        text = src.text[src.tok(i).off:src.tok(j - 1).end]
        if not raw:
            text = "".join((" " if t.off > src.tok(t.i - 1).end or n == nflag and
                            "|" in (t.s, src.tok(t.i - 1).s) else "") + t.s
                           for t in src.toks[i:j]).strip()
        if any(t.s == "," and t.paren == src.tok(b).paren + 1 for t in src.toks[i:j]):
            if any(t.pp for t in src.toks[i:j]):
                raise Refuse("a comma and preprocessor lines in one of its arguments", src, src.tok(i))
            text = "(" + text + ")"         # a macro splits braces at their commas
        texts.append(add_panic(text) if panic and n == nflag else text)
    if not raw:
        return layout(indent, lead + setup, [shown] + texts, ")" + tail)
    at = src.tok(a).end
    old = src.text[at:src.tok(b).off]
    was = old.split("\n")
    for (i, j), text in reversed(list(zip(args, texts))):
        old = old[:src.tok(i).off - at] + text + old[src.tok(j - 1).end - at:]
    head = lead + setup + "("
    pad = tabs(width(indent + head))
    if not any(k.pp for k in src.toks[a:b]) and "\n" in old:
        first, *rest = old.split("\n")
        lines, shift = [first], width(pad) - width(src.text[src.text.rfind("\n", 0, at) + 1:at])
        at += len(was[0]) + 1
        for x, before in zip(rest, was[1:]):
            body = x.lstrip(" \t")
            col = width(x[:len(x) - len(body)])
            inner = next(k.brace > src.tok(a).brace for k in src.toks[a:b + 1] if k.off >= at)
            if not inner and not any(i < at <= j for i, j in src.comments):
                shift = width(pad) - col
            # Lines inside a comment or braces move with the one where these begin.
            lines.append(tabs(max(0, col + shift)) + body if body else x)
            at += len(before) + 1
        old = "\n".join(lines)
    return head + shown + ", " + old.lstrip(" ") + ")" + tail


def add_panic(text: str) -> str:
    text = text.strip()
    if text == "0":
        return "SLAB_PANIC"
    m = re.match(r"\(([^()]*)\)$", text)
    if m:
        return "(%s | SLAB_PANIC)" % m.group(1)
    return text + " | SLAB_PANIC"


def simple_flags(cr: Creation) -> bool:
    """Whether SLAB_PANIC can be added to the flags: constants with | between them."""
    return constant(cr.flags) and "MAYBE" not in cr.flags


def dropped(src: Source, st: Stmt, blank: bool = False) -> Edit:
    """Without st; blank: and without the empty line behind it, where a block begins."""
    a, b = src.tok(st.start).off, src.tok(st.end - 1).end
    if blank and src.text[:a].rstrip().endswith("{") and src.text.startswith("\n\n", b):
        b += 1
    return Edit(a, b, "", True)


def beside(cr: Creation) -> list[tuple[int, int]]:
    """The comments right above the creation, and behind it in its line."""
    src, text = cr.src, cr.src.text
    start, end = cr.lhs.off, src.tok(cr.close + 1).end
    line = text.find("\n", src.tok(cr.lhs.i - 1).end)
    out: list[tuple[int, int]] = []
    for a, b in reversed(src.comments):
        if line < a < start and not text[b:start].strip() and text.count("\n", b, start) < 2:
            out, start = [(a, b), *out], a
    behind = []
    for a, b in src.comments:
        if a >= end and not text[end:a].strip(" \t"):
            behind.append((a, b))
            end = b
    return out + behind if not text[end:text.find("\n", end)].strip() else out


def plan_creation(cr: Creation, shown: str, writers: Writers,
                  tests: dict[int, str]) -> list[Edit]:
    """The edits of the creation and of its test. tests: variables that hold the result
    of a set-up in another branch, for the same test."""
    src, st, test = cr.src, cr.stmt, cr.test
    indent = src.indent_of(src.tok(st.start))
    edits = [dropped(src, d) for d in cr.drops]
    whole = src.tok(cr.lhs.i).off, src.tok(cr.close + 1).end
    i, j, negative = cr.unit

    def here(lead: str = "", tail: str = ";", panic: bool = False) -> None:
        cr.at = whole[0]
        edits.append(Edit(*whole, call_text(cr, shown, indent, lead, tail, panic)))

    def moved() -> None:
        """Comments beside the creation go where the test is."""
        assert test is not None
        some = beside(cr) if cr.apart and not cr.joint else []
        a, b = min([whole, *some])[0], max(y for _, y in [whole, *some])
        b += bool(some) and src.text[:a].rstrip().endswith("{") and src.text.startswith("\n\n", b)
        edits.append(Edit(a, b, "", True))
        lines = [src.text[x:y] + "\n" + src.indent_of(src.tok(test.start)) for x, y in some]
        if lines:
            edits.append(Edit(src.tok(test.start).off, src.tok(test.start).off, "".join(lines)))

    def there(lead: str = "") -> None:
        """The call goes where the test is."""
        assert test is not None
        cr.at = src.tok(i).off
        if not cr.inside:
            moved()
        first = src.tok(i)
        line = src.text.rfind("\n", 0, first.off) + 1
        before = src.text[line:first.off]
        if not cr.inside and whole[0] >= line:
            before = src.text[line:whole[0]] + src.text[whole[1]:first.off].lstrip(" \t")
        op = src.tok(i - 1)
        lead += "" if negative else "!"
        col = width(before)
        if op.s in ("||", "&&") and not cr.inside and op.line == first.line:
            # One call a line.
            col = width(src.text[line:src.tok(src.opener(first)).end])
            edits.append(Edit(op.end, src.tok(j - 1).end, "\n" + tabs(col) +
                              call_text(cr, shown, tabs(col), lead)))
            return
        text = call_text(cr, shown, tabs(col), lead)
        if not {";", "{"}.isdisjoint(before) and not {"//", "#"} & set(re.findall("//|#", text)):
            text = re.sub(r"\n[ \t]*", " ", text)      # gcc warns of an if that goes on below
        edits.append(Edit(first.off, src.tok(j - 1).end, text))

    if not test:
        if cr.panic:
            here()
        else:
            if cr.names.own_bug(src, "WARN_ON"):
                raise Refuse("WARN_ON() has another meaning here", src, cr.site)
            here("WARN_ON(", ");")      # nobody looked, and nobody was told
        return edits
    if cr.alternatives:
        if cr.apart or cr.fixed:
            raise Refuse("its test does not follow at once", src, src.tok(test.start))
        if test.start in tests:
            here(tests[test.start])
        elif not negative or cr.apart or not plan_if(cr, edits, here, writers) or \
                cr.lhs.i not in writers and not any(e.text.startswith("return ") for e in edits):
            raise Refuse("preprocessor lines between creation and test", src, cr.lhs)
        else:
            tests[test.start] = writers[cr.lhs.i] + " = " if cr.lhs.i in writers else "return "
        if tests[test.start] != "return ":
            writers[cr.lhs.i] = tests[test.start][:-3]
        return edits
    quiet = not src.commented(src.tok(test.start).off, src.tok(test.end - 1).end)
    if cr.kind == "check" and cr.alone and quiet and src.tok(test.start).s == "BUG_ON" and \
            (cr.panic or simple_flags(cr)):
        here(panic=not cr.panic)
        edits.append(dropped(src, test))
        return edits
    if cr.fixed or cr.kind == "check" and cr.apart and cr.alone:
        if cr.kind != "if" or not negative or cr.mates or not plan_if(cr, edits, here, writers):
            keep_result(cr, edits, here, writers)
        return edits
    if cr.kind in ("if", "inside"):
        if cr.inside or cr.apart or not negative or not plan_if(cr, edits, here, writers):
            if cr.kind == "if" and not cr.inside and not negative and positive(cr, edits, here):
                return edits
            there()
        return edits
    if cr.kind == "check" and not cr.alone:
        there()
        return edits
    if cr.kind == "check":
        there()
        return edits
    if cr.apart and not cr.kind.startswith("return"):
        raise Refuse("its test does not follow at once", src, src.tok(test.start))
    if not quiet:
        raise Refuse("a comment in the test", src, src.tok(test.start))
    texts = [src.text[src.tok(a).off:src.tok(b - 1).end] for a, b in zip(cr.pick[::2], cr.pick[1::2])]
    if cr.kind.startswith("assign"):
        eq = next(k for k in src.toks[test.start:test.end] if k.s == "=")
        here(src.text[src.tok(test.start).off:eq.end] + " ", " ? %s : %s;" % tuple(texts) if texts else ";")
        edits.append(dropped(src, test))
        return edits
    lead, tail = {"return errno": ("return ", ";"), "return true": ("return !", ";"),
                  "return false": ("return ", " != 0;")}.get(cr.kind) or (
                      "return ", " ? %s : %s;" % tuple(texts))
    if cr.apart:
        indent, cr.at = src.indent_of(src.tok(test.start)), src.tok(test.start).off
        moved()
        edits.append(Edit(src.tok(test.start).off, src.tok(test.end - 1).end,
                          call_text(cr, shown, indent, lead, tail)))
    else:
        here(lead, tail)
        edits.append(dropped(src, test))
    return edits


def keep_result(cr: Creation, edits: list[Edit], here: Callable[..., None], writers: Writers) -> None:
    """Other statements stand before the test: a variable holds the result until then."""
    src, func, test = cr.src, cr.func, cr.test
    assert test is not None
    late = Refuse("its test does not follow at once", src, src.tok(test.start))
    tail = src.words(cr.close, test.end)
    if cr.joint or cr.kind not in ("if", "check", "return errno", "return choice"):
        raise late
    if test.cond[1] and not cr.alone and any(k.s in MAKE for k in src.toks[cr.close:test.start]):
        raise Refuse("its test depends on others", src, src.tok(test.start))
    # One that is there, unless a jump may lead to where it is read, or a new one.
    taken = {v for k, v in writers.items() if cr.lhs.i < k < test.end}     # by others until then
    free = next((v for v, k in local_ints(src, func).items() if v in ERRNAMES and v not in {*tail, *taken} and
                 {"goto", "break", "continue"}.isdisjoint(tail) and k.i < cr.lhs.i and
                 k.cond == cr.lhs.cond[:len(k.cond)] and not cr.names.mentions(src, cr.close, test.end, v) and
                 dead_after(cr, v, test.end, writers)), "")
    if not free and cr.lhs.cond != src.tok(func.open).cond:
        raise late
    free = free or next((v for v in writers.made if v not in taken), "")
    if not free:
        free = next((v for v in ERRNAMES if v not in src.words(func.head.i, func.close) and v not in writers.made and
                     not cr.names.mentions(src, func.open, func.close, v) and
                     not any(cr.names.definitions(src, v))), "")
        if not free:
            raise late
        edits.append(declared(src, func, "int %s;" % free, not writers.made))
        writers.made.append(free)
    writers[cr.lhs.i] = free
    here(free + " = ")
    first, stop, negative = cr.unit
    if cr.kind == "return errno":
        first, stop, negative = test.start + 1, test.end - 1, True
    edits.append(Edit(src.tok(first).off, src.tok(stop - 1).end, free if negative else "!" + free))


def declared(src: Source, func: Function, text: str, alone: bool) -> Edit:
    """The declaration text below the others of func."""
    last, cond = func.open, src.tok(func.open).cond
    for st in src.body(func) or ():
        one, two, three = src.toks[st.start:st.start + 3]
        if st.kind != "simple" or not (
                one.s in TYPES or two.kind == "id" or two.s == "*" and three.kind in ("id", "op") or
                re.match(r"(DEFINE|DECLARE)_|LIST_HEAD$", one.s)) or one.kind != "id":
            break
        if one.cond == cond:
            last = st.end - 1
    at, follows = src.tok(last).end, src.tok(last + 1)
    if follows.line == src.tok(last).line:
        return Edit(at, at, " " + text)
    at = src.text.index("\n", at)
    at = next((b for a, b in src.comments if a < at < b), at)
    blank = "\n" if alone and last == func.open and src.text[at + 1:at + 2] not in ("\n", "\r") else ""
    return Edit(at, at, "\n\t" + text + blank)


def positive(cr: Creation, edits: list[Edit], here: Callable[..., None]) -> bool:
    """if (p) return 0; return -ENOMEM;"""
    src, test = cr.src, cr.test
    assert test is not None
    n = cr.stmts.index(test) + 1
    if test.other or [src.words(s.start, s.end) for s in test.body] != [["return", "0", ";"]] or \
            n >= len(cr.stmts):
        return False
    last = cr.stmts[n]
    if src.words(last.start, last.end) != ["return", "-", "ENOMEM", ";"] or cr.apart or \
            src.tok(last.start).cond != src.tok(test.start).cond or \
            src.commented(src.tok(test.start).off, src.tok(last.end - 1).end) or \
            list(chain(src, test.cond[0] + 1, test.cond[1])) == []:
        return False
    if len(list(chain(src, test.cond[0] + 1, test.cond[1]))) != 1 or cr.names.asks_errno(src, cr.func):
        return False
    here("return ")
    edits += [dropped(src, test), dropped(src, last)]
    return True


def needless(cr: Creation, test: Stmt, name: str, gone: list[tuple[Source, int, int]]) -> bool:
    """Whether nothing but the branch of test, and those that are gone, needs the label, variable or
    static function name: the compiler would warn of it without that branch."""
    src, func = cr.src, cr.func
    rest = [u for u in src.where[name] if not test.start <= u.i < test.end and not any(
        s is src and a <= u.i < b for s, a, b in gone)]
    inside = [u for u in rest if func.has(u)]
    if any(u.pp for u in rest):
        return False
    if any(src.tok(u.i + 1).s == ":" or src.tok(u.i - 1).kind == "id" and src.tok(u.i - 1).s not in KEYWORDS or
           src.tok(u.i - 1).s in ("*", ",") and u.paren == 0 for u in inside):
        return all(u is inside[0] or src.tok(u.i + 1).s == "=" and
                   src.before(u.i).s in (";", "{", "}", ")", "else", ":")
                   for u in inside)
    # A function or variable of this file: where it is declared is no use.
    if inside or not rest or any(u.brace or u.paren or src.tok(u.i - 1).s == "=" for u in rest):
        return False
    a = rest[0].i
    while a > 0 and src.tok(a - 1).s not in (";", "}") and not src.tok(a - 1).pp:
        a -= 1
    return "static" in src.words(a, rest[0].i)


def plan_if(cr: Creation, edits: list[Edit], here: Callable[..., None],
            writers: Writers) -> bool:
    """if (!p) right after the creation, in a way that is nicer than a call in the
    condition; False if there is none."""
    src, func, test = cr.src, cr.func, cr.test
    assert test is not None
    parts = list(chain(src, test.cond[0] + 1, test.cond[1]))
    if len(parts) != 1 or any(k.pp for k in src.toks[test.start:test.end]) or src.label_in(test.start, test.end):
        return False
    last = test.body[-1] if test.body else None
    if last is None:
        return False
    a, b = src.tok(test.start).off, src.tok(test.end - 1).end
    quiet = not src.commented(a, b)
    body = src.words(test.body[0].start, last.end)
    toks = src.toks[test.body[0].start:last.end]
    ids = [k for k in toks if k.kind == "id"]
    after = cr.stmts[cr.stmts.index(test) + 1:]
    var_at = src.tok(cr.unit[0])

    def condition(var: str) -> None:
        edits.append(Edit(var_at.off, src.tok(cr.unit[1] - 1).end, var))

    lost = any(needless(cr, test, k.s, writers.gone) for k in ids)
    if cr.panic and not test.other and quiet and not lost:
        here()
        edits.append(Edit(a, b, "", True))
        writers.gone.append((src, test.start, test.end))
        return True
    if body[:2] == ["panic", "("] and not cr.names.own_bug(src, "panic") and not any(
            f.name == "panic" for f in src.functions) and len(test.body) == 1 and not test.other and quiet and \
            not cr.warns and not lost and (cr.panic or simple_flags(cr)):
        here(panic=not cr.panic)
        edits.append(Edit(a, b, "", True))
        writers.gone.append((src, test.start, test.end))
        return True
    if not returns_int(func) or test.other or cr.names.asks_errno(src, func):
        return False
    ret = ["return", "-", "ENOMEM", ";"]
    top = src.body(func)
    if body == ret and after and cr.stmts is top and quiet and not cr.apart and \
            not cr.warns and \
            src.words(after[0].start, after[0].end) == ["return", "0", ";"] and \
            src.tok(after[0].start).cond == src.tok(test.start).cond and \
            not src.commented(b, src.tok(after[0].end - 1).end):
        here("return ")
        edits += [Edit(a, b, "", True), dropped(src, after[0])]
        return True
    if body.count("ENOMEM") != 1 and "goto" not in body:
        return False
    between = set(src.words(cr.close, test.cond[1]))
    ints = {v: k for v, k in local_ints(src, func).items() if v not in between and
            k.cond == cr.lhs.cond[:len(k.cond)] and
            not cr.names.mentions(src, cr.close, test.end, v)}
    # V = -ENOMEM in the branch.
    for n, s in enumerate(test.body):
        w = src.words(s.start, s.end)
        if w[1:] != ["=", "-", "ENOMEM", ";"] or w[0] not in ints:
            continue
        var = w[0]
        before = [k.s for x in test.body[:n] for k in src.toks[x.start:x.end]]
        writes = sum(1 for k in toks if k.s == var and src.tok(k.i + 1).s == "=")
        if var in before or writes != 1 or body.count("ENOMEM") != 1 or len(test.body) == 1 or \
                not dead_after(cr, var, test.end, writers):
            continue
        here(var + " = ")
        condition(var)
        if len(test.body) == 2 and quiet and src.tok(test.end - 1).s == "}" and \
                test.body[1].kind in ("goto", "return"):
            # One statement is left: no braces.
            rest = test.body[1 - n]
            edits.append(Edit(src.tok(test.cond[1]).end, b, "\n" + src.indent_of(
                src.tok(test.start)) + "\t" + src.text[src.tok(rest.start).off:
                                                       src.tok(rest.end - 1).end]))
        else:
            edits.append(dropped(src, s))
        writers[cr.lhs.i] = var
        return True
    if src.words(last.start, last.end) == ret and body.count("return") == 1 and \
            "goto" not in body and body.count("ENOMEM") == 1:
        for var in ERRNAMES:
            if var in ints and var not in body and \
                    dead_after(cr, var, test.end, writers):
                here(var + " = ")
                condition(var)
                edits.append(Edit(src.tok(last.start + 1).off, src.tok(last.start + 2).end, var))
                writers[cr.lhs.i] = var
                return True
    # V = -ENOMEM before, goto in the branch.
    if body[0] == "goto" and len(body) == 3:
        for var in ERRNAMES:
            if var not in ints:
                continue
            k = next((k for k in reversed(src.where[var]) if func.open < k.i < cr.lhs.i), cr.lhs)
            if not src.is_seq(k.i + 1, "=", "-", "ENOMEM", ";") or \
                    cr.names.mentions(src, k.i, cr.close, var) or \
                    k.cond != cr.lhs.cond[:len(k.cond)] or src.label_in(k.i, cr.lhs.i) or \
                    not dead_after(cr, var, test.end, writers):
                continue
            where = src.path_to(func, k)
            if not where or cr.stmt.parent and where[-1][1] is not cr.stmts and \
                    where[-1][1] is not top or where[-1][0].kind not in ("simple",) or \
                    where[-1][1] is not cr.stmts and where[-1][1] is not top:
                continue
            s = where[-1][0]
            if s.start == k.i and cr.nr and cr.stmts[cr.nr - 1] is s and \
                    not src.commented(src.tok(s.start).off, cr.lhs.off):
                edits.append(dropped(src, s))
            here(var + " = ")
            condition(var)
            writers[cr.lhs.i] = var
            return True
    return False
