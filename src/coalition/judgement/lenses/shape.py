"""What a lens consists of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from coalition.judgement.frame import Frame

Subject = Literal["role", "person", "insight", "new_insight", "deal"]
State = Literal["filled", "partly", "empty"]


@dataclass(frozen=True, slots=True)
class Fill:
    """Where a missing fact is written down.

    ``role``: nobody holds the persona ``what`` yet. ``person``: the field ``what`` of ``contact_id``. ``insight``: the
    field ``what`` of ``insight_id``. ``new_insight``: one of the kind ``what``, held by ``contact_id`` where given.
    ``deal``: the field ``what`` of the deal.
    """

    subject: Subject
    what: str
    contact_id: str = ""
    insight_id: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the record holds, in one sentence, with the records it was read from."""

    text: str
    contact_ids: tuple[str, ...] = ()
    insight_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact nobody wrote down yet."""

    text: str
    fill: Fill


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of the method: what it asks, what is known, what is not."""

    key: str
    name: str
    asks: str
    facts: tuple[Fact, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def state(self) -> State:
        if not self.facts:
            return "empty"
        return "partly" if self.missing else "filled"


@dataclass(frozen=True, slots=True)
class Lens:
    """A method with its slots in the order it gives them."""

    key: str
    name: str
    about: str
    slots: tuple[Slot, ...]


def lenses_of(frame: Frame, makers: Sequence[Callable[[Frame], Lens]]) -> tuple[Lens, ...]:
    """The same facts through each of the lenses."""
    return tuple(make(frame) for make in makers)
