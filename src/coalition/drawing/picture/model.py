"""What a picture of a map says. The caller chooses the words; this knows neither record nor clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coalition.drawing.model import Layout, TieKind

Stance = Literal["advocate", "supportive", "neutral", "sceptical", "opposed", "unknown"]
STANCES: tuple[Stance, ...] = ("advocate", "supportive", "neutral", "sceptical", "opposed", "unknown")


@dataclass(frozen=True, slots=True)
class Person:
    """A card. ``id`` is the key of its box; ``influence`` None and ``stance`` unknown mean not assessed."""

    id: str
    name: str
    title: str = ""
    tag: str = ""  # the words of the chip: the main persona, or the department where lanes say the persona
    persona: str = ""  # the key that gives the chip its colour; empty: a plain chip
    marks: tuple[str, ...] = ()  # further small chips: "+1", "Outsider", "Left"
    stance: Stance = "unknown"
    diverges: bool = False  # behaviour speaks against the seller's view
    influence: float | None = None
    assumed: bool = True  # influence from what the rank usually has, not from evidence
    last_contact: str = ""
    stale: bool = False
    alert: bool = False  # matters, and nobody has spoken with them for long
    trend: tuple[float, ...] = ()  # engagement, 0-100, oldest first
    department: str = ""
    engagement: str = ""
    covered_by: str = ""
    sentence: str = ""  # the whole card in words, for those who do not see it


@dataclass(frozen=True, slots=True)
class Relation:
    """A line between two people; its path is the layout's route of the same id."""

    id: str
    kind: TieKind
    from_id: str
    to_id: str
    strength: int | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One map, ready to be painted. ``moment`` says which day it shows, ``figures`` are short facts for the head."""

    title: str
    subtitle: str
    moment: str
    figures: tuple[str, ...]
    people: tuple[Person, ...]
    relations: tuple[Relation, ...]
    layout: Layout
    lane_names: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()  # said at the foot of the page
