"""One change, as lists, marks on the map and the command line show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from coalition.judgement.difference import What

Subject = Literal["person", "line", "deal", "seat"]
#: Who or what made it: one of ours, a source or job without a name of ours, or the scoring run.
Cause = Literal["user", "system", "scores"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something by public id and name."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``before`` and ``after`` are words for people; empty where the thing as a whole came or went."""

    id: str
    opportunity: Named
    subject: Subject
    what: What
    field: str
    label: str
    before: str
    after: str
    at: datetime
    cause: Cause
    by: Named | None
    reason: str
    #: The person (or empty seat) it is about; of a line the end it starts at. None: it is about the deal.
    contact: Named | None = None
    #: Of a line: the end it leads to, and its kind.
    other: Named | None = None
    line_kind: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes, newest first. ``since`` is later than asked for when there were too many to read them all."""

    since: datetime
    until: datetime
    complete: bool
    items: list[Change]
