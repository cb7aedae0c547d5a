# SPDX-License-Identifier: GPL-2.0-only
"""What the preprocessor sees in a text: lines that go on, comments, strings, directives.

Headers are many, so they are not split into tokens here. The patterns follow the rules of
C all the same: a line goes on behind a backslash, blanks and CR may follow that, and a
comment may stand wherever a blank may.
"""

from __future__ import annotations

import re
from typing import Iterator, Optional

ON = r"\\[ \t\f\v\r]*\n"                        # the line goes on
COMMENT = r"/\*.*?\*/|//(?:%s|[^\n])*" % ON
STRING = r'(?:u8|[LuU])?"(?:%s|\\.|[^"\\\n])*"' % ON
CHAR = r"(?:[LuU])?'(?:%s|\\.|[^'\\\n])*'" % ON
BLANK = r"(?:[ \t\f\v\r]|/\*.*?\*/|%s)" % ON
HASH = r"[#%%]:?%s*" % BLANK
# The body of a macro, to the end of its line.
BODY = r"(?:%s|%s|%s|%s|[^\n])*" % (ON, COMMENT, STRING, CHAR)

DIRECTIVE = re.compile(HASH + r"(\w*)", re.S)
INCLUDE = re.compile(HASH + r"(?:include|include_next|import)\b%s*(?:([<\"])([^>\"\n]+)[>\"]|([^<\"]%s))" %
                     (BLANK, BODY), re.S)
DEFINE = re.compile(HASH + r"define%s+(\w+)(\([^)]*\))?(%s)" % (BLANK, BODY), re.S)
# With arguments, or made of words.
MACRO = re.compile(HASH + r"define%s+(\w+)(?=(\()|%s(?:%s|[^\n])*?\b[A-Za-z_])" % (BLANK, BLANK, ON), re.S)
HEAD = re.compile(HASH + r"(?:define|include|import)", re.S)
BOM = "\xef\xbb\xbf"        # UTF-8, read as Latin-1
HIDDEN = re.compile("|".join((COMMENT, STRING, CHAR, ON)), re.S)
SPLIT = re.compile(r"\w\\[ \t\f\v\r]*\n\w")     # a word that goes on in the next line
DIGRAPH = {"%:": "#", "<%": "{", "%>": "}", "<:": "[", ":>": "]"}


def is_first(text: str, off: int) -> bool:
    """Whether nothing but blanks and comments stands before off in its line."""
    line = text[text.rfind("\n", 0, off) + 1:off].strip(" \t\f\v\r" + BOM)
    return not line or line.endswith("*/")


def heads(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for h in HEAD.finditer(text):
        m = pattern.match(text, h.start())
        if m and is_first(text, h.start()):
            yield m


def clean(body: str) -> str:
    """The body of a macro in one line, without comments and without what strings hold."""
    return HIDDEN.sub(" ", body)


def code(text: str) -> str:
    """text with blanks for comments; all else is where it was."""
    def blank(m: re.Match[str]) -> str:
        s = m.group()
        return re.sub(r"[^\n]", " ", s) if s[0] == "/" else s
    return HIDDEN.sub(blank, text)


def outside(body: str) -> str:
    """body without what is in round brackets."""
    out, depth = [], 0
    for part in re.split(r"([()])", body):
        depth -= part == ")"
        if depth <= 0:
            out.append(part)
        depth += part == "("
    return "".join(out)


def ends_with_one(body: str) -> bool:
    """Whether one statement or block follows the condition of an if, in whose brackets body
    begins, and then the end of do { } while (0)."""
    parts = [x for x in re.findall(r"[(){};]|[^(){};]+", body) if x.strip()]
    blocks = seen = 0
    for n, x in enumerate(parts):
        blocks += (x == "{") - (x == "}")
        seen += x == "{"
        if x == ";" and not blocks or x == "}" and seen and not blocks:
            return re.fullmatch(r"[\s;})]*(?:while\s*\(\s*0\s*\))?[\s;)]*", "".join(parts[n + 1:])) is not None
    return True


def parameters(params: Optional[str]) -> list[str]:
    return re.findall(r"\w+", HIDDEN.sub(" ", params or ""))


def defines(text: str) -> Iterator[tuple[re.Match[str], str, Optional[str], str]]:
    """The macros of a text: where, the name, the parameters, and the clean body."""
    for m in heads(text, DEFINE):
        yield m, m[1], m[2], clean(m[3])


def includes(text: str) -> Iterator[re.Match[str]]:
    """quote and name of what a text includes; or third the words that a macro makes it of."""
    return heads(text, INCLUDE)


def points_to_cache(text: str, name: str) -> bool:
    """Whether text can have a declaration of name as a pointer to a cache."""
    for m in re.finditer(r"\b%s\b" % re.escape(name), text):
        a = max(text.rfind(c, max(0, m.start() - 4000), m.start()) for c in ";{}()")
        k = text.find("kmem_cache", max(a, m.start() - 4000, 0), m.start())
        if k >= 0 and "*" in text[k:m.start()]:
            return True
    return False
