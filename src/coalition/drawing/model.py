"""The words of a drawing: cards and ties go in, boxes, lanes and routes come out. All lengths are pixels at zoom 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Grouping = Literal["reporting", "persona", "department", "network"]
TieKind = Literal["reports_to", "dotted", "influences", "ally", "conflict", "knows"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """A person to place. ``influence`` 0-100 decides the card's size; None: not assessed, drawn small."""

    id: str
    name: str
    influence: float | None = None
    seniority: str = ""
    department: str = ""
    personas: tuple[str, ...] = ()
    pin: Point | None = None
    """Upper left corner where somebody placed the card by hand; kept in the chart and the grid."""
    arrival: int = 0
    """When they came to the map, as a number that grows: newcomers do not turn the chart over."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line to draw, from report to manager and from who influences to whom."""

    id: str
    kind: TieKind
    from_id: str
    to_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """The shape to fill; only its proportion matters. Default: a map on a laptop screen."""

    width: float = 1560
    height: float = 880

    @property
    def aspect(self) -> float:
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle_x(self) -> float:
        return self.x + self.w / 2

    @property
    def middle_y(self) -> float:
        return self.y + self.h / 2


@dataclass(frozen=True, slots=True)
class Lane:
    """A titled frame around the cards of one persona or department, or around people without a reporting line."""

    key: str
    box: Box
    count: int


@dataclass(frozen=True, slots=True)
class Layout:
    """``routes`` are polylines from the card a tie starts at to the card it ends at; the drawer rounds the corners."""

    algorithm: str
    boxes: dict[str, Box]
    lanes: tuple[Lane, ...] = ()
    routes: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    @property
    def extent(self) -> Box:
        """The smallest box around everything placed; empty at the origin when nobody is."""
        around = [*self.boxes.values(), *(lane.box for lane in self.lanes)]
        if not around:
            return Box(0, 0, 0, 0)
        left, top = min(b.x for b in around), min(b.y for b in around)
        return Box(left, top, max(b.right for b in around) - left, max(b.bottom for b in around) - top)


def card_size(influence: float | None) -> tuple[float, float]:
    """Three sizes: high influence is seen from afar. Fixed, so that nobody has to measure text."""
    if influence is not None and influence >= 85:
        return (262, 122)
    if influence is not None and influence >= 50:
        return (246, 116)
    return (234, 112)
