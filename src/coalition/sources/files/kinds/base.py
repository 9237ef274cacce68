"""What a kind of record looks like in a file: its fields, how their columns are spelled, what may stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Type(StrEnum):
    """How the text of a cell is read. ``REF`` names another record, ``LIST`` several things in one cell."""

    TEXT = "text"
    EMAIL = "email"
    NUMBER = "number"
    WHOLE = "whole"
    MOMENT = "moment"
    DAY = "day"
    FLAG = "flag"
    WORD = "word"
    REF = "ref"
    LIST = "list"


@dataclass(frozen=True)
class Field:
    """One field. ``words`` maps spellings to the stored word; ``longest`` is the column's width, 0 for no limit."""

    name: str
    type: Type
    says: str
    spelled: tuple[str, ...] = ()
    longest: int = 0
    cut: bool = False  # too long is cut instead of refused: it identifies nothing
    words: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    required: bool = False
    lenient: bool = False  # what cannot be read is left out, and the row goes in
    marks: bool = False  # a column that hardly any other kind has


@dataclass(frozen=True)
class Kind:
    """A kind of record. ``needs``: it is recognised only with one column out of each of these groups."""

    key: str
    one: str
    says: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    called: tuple[str, ...] = ()  # words in a file's or a sheet's name

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)


def plain(heading: str) -> str:
    """A heading without case, accents, spaces and signs: ``Close Date`` and ``close_date`` are one spelling."""
    letters = unicodedata.normalize("NFKD", heading.strip().removesuffix("__c"))
    return re.sub(r"[^0-9a-z]", "", letters.casefold())


def words(*rows: str) -> dict[str, str]:
    """``words("won: closed won, closedwon")``: each spelling, and the word itself, to the stored word."""
    found: dict[str, str] = {}
    for row in rows:
        word, _, spellings = row.partition(":")
        for spelling in (word, *spellings.split(",")):
            if plain(spelling):
                found[plain(spelling)] = word.strip()
    return found


def text(name: str, says: str, spelled: Iterable[str] = (), longest: int = 0, **more: object) -> Field:
    return Field(name, Type.TEXT, says, tuple(spelled), longest, **more)  # type: ignore[arg-type]


def of(kind: Type, name: str, says: str, spelled: Iterable[str] = (), **more: object) -> Field:
    return Field(name, kind, says, tuple(spelled), **more)  # type: ignore[arg-type]


def external_id(*spelled: str) -> Field:
    return text(
        "external_id",
        "Its id where it comes from: the key that makes an import repeatable.",
        ("id", "recordid", "externalid", "hsobjectid", *spelled),
        200,
    )
