# SPDX-License-Identifier: GPL-2.0-only
"""What is known of each cache."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from .ctext import Decl, Refuse, Source, Stmt, Token


@dataclass
class Site:
    src: Source
    tok: Token
    name: str = ""
    why: Optional[Refuse] = None
    cache: "Optional[Cache]" = None


@dataclass
class Cache:
    """What is known of one pointer, and what becomes of it."""
    name: str
    src: Source                         # that creates it
    creations: list[tuple[Token, Token]] = field(default_factory=list)
    refused: Optional[Refuse] = None
    static: bool = False
    home: Optional[Source] = None       # that defines it
    definition: Optional[Decl] = None
    others: list[Decl] = field(default_factory=list)    # in home, in other branches of an #if
    again: list[Decl] = field(default_factory=list)     # in home, where it is defined already
    externs: list[tuple[Source, Decl]] = field(default_factory=list)
    exports: list[tuple[Source, Token]] = field(default_factory=list)
    files: list[Source] = field(default_factory=list)
    mentions: list[tuple[Source, Token]] = field(default_factory=list)
    alias: str = ""                     # the macro of a runtime constant
    alias_at: Optional[Token] = None
    resets: list[tuple[Source, Token]] = field(default_factory=list)
    guards: list[tuple[Source, Stmt]] = field(default_factory=list)
    asserts: list[tuple[Source, Stmt]] = field(default_factory=list)
    lds: bool = False
    needed: Optional[tuple[Source, Stmt]] = None    # an assertion that it is there
    untested: bool = False              # a creation that nobody tests and that does not panic
    tested: dict[int, set[int]] = field(default_factory=dict)   # what the tests use

    @property
    def declared(self) -> list[tuple[Source, Decl]]:
        assert self.home and self.definition
        return self.externs + [(self.home, d) for d in [self.definition, *self.others, *self.again]]

    @property
    def shown(self) -> str:
        return self.alias or self.name

    @property
    def storage(self) -> str:
        return self.shown + "_storage"
