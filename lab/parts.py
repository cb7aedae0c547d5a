# SPDX-License-Identifier: GPL-2.0
"""The series that patches/ is made of, see patches/series.toml.

A part is a run of mails: a series with a cover letter, or what goes apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import Parser
from pathlib import Path

import core
import tree
from core import TOP, LabError
from git import git

APART = "apart"
SERIES = {"series": [{"folder": str, "cover": str, "last": str, "cc?": [str]}]}


@dataclass
class Part:
    """One series, or what goes apart."""

    folder: str
    cover: str = ""  # file in patches/; empty: no cover letter, each patch alone
    last: str = ""  # subject of its last patch
    cc: list[str] = field(default_factory=list)  # who gets it besides those of its files
    first: int = 0  # number of its first patch, from 0
    count: int = 0


@dataclass
class Size:
    """What the patches of a part change."""

    patches: int = 0
    mm_added: int = 0
    mm_removed: int = 0
    others: set[str] = field(default_factory=set)  # files outside of mm/
    largest: int = 0  # changed lines of the largest patch, tests aside


def load(top: Path = TOP) -> list[Part]:
    """Return the series that patches/series.toml names."""
    return [Part(**row) for row in core.tables(top / "patches/series.toml", SERIES)["series"]]


def split(subjects: list[str], top: Path = TOP) -> list[Part]:
    """Return the parts that patches of these subjects are in; what goes apart is the last one, if there is any."""
    parts, start = load(top), 0
    for part in parts:
        at = [number for number, subject in enumerate(subjects) if subject == part.last]
        if len(at) != 1 or at[0] < start:
            raise LabError(f"{part.folder} ends with '{part.last}', which is the subject of {len(at)} patches after "
                           "those of the series before: correct patches/series.toml")
        part.first, part.count = start, at[0] + 1 - start
        start = at[0] + 1
    if start < len(subjects):
        parts.append(Part(APART, first=start, count=len(subjects) - start))
    return parts


def header(mail: Path) -> Message:
    """Return the fields of a mail, unfolded and decoded."""
    return Parser(policy=policy.default).parsestr(mail.read_text(errors="replace"), headersonly=True)


def stored(top: Path = TOP) -> list[tuple[Part, list[Path]]]:
    """Return the parts of patches/, with their mails."""
    mails = tree.patches("", top)
    return [(part, mails[part.first:part.first + part.count])
            for part in split([re.sub(r"^\[[^]]*\] ", "", header(mail)["Subject"] or "") for mail in mails], top)]


def lines(mails: list[Path], files: Sequence[str]) -> tuple[int, int]:
    """Return how many lines mails add to those files, and remove."""
    rows = [row.split("\t") for mail in mails
            for row in git(core.TOP, "apply", "--numstat", mail.absolute()).splitlines()]
    added, removed = (sum(int(row[n]) for row in rows if row[2] in files) for n in (0, 1))
    return added, removed


def size(mails: list[Path]) -> Size:
    """Measure the patches of a part."""
    result = Size(len(mails))
    for mail in mails:
        changed = 0
        for row in git(core.TOP, "apply", "--numstat", mail.absolute()).splitlines():
            *counts, name = row.split("\t")
            # A binary file has no lines, only dashes.
            added, removed = (int(count.replace("-", "0")) for count in counts)
            if name.startswith("mm/"):
                result.mm_added += added
                result.mm_removed += removed
            else:
                result.others.add(name)
            if not name.startswith("lib/tests/"):
                changed += added + removed
        result.largest = max(result.largest, changed)
    return result
