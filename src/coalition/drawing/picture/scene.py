"""The few shapes every picture is made of. Each kind of file paints these and nothing else. Lengths are pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coalition.drawing.model import Point, TieKind

Command = tuple[str, tuple[float, ...]]  # M x y, L x y, C x1 y1 x2 y2 x y, Z
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is filled and outlined. ``dashes`` are lengths on and off; (0, n) with round caps makes dots."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    round_caps: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    w: float
    h: float
    look: Look
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    r: float
    look: Look


@dataclass(frozen=True, slots=True)
class Path:
    commands: tuple[Command, ...]
    look: Look


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. ``y`` is its baseline; ``room`` the width kept for it, which the text was cut to."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together. On a card ``key`` is the person's id and the first shape is the frame."""

    items: tuple[Item, ...]
    name: str = ""
    key: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Wire:
    """A line between two cards: its shapes for those who paint, its ends and route for those who connect."""

    kind: TieKind
    from_id: str
    to_id: str
    route: tuple[Point, ...]
    items: tuple[Item, ...]
    look: Look
    badge: Point | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Shapes moved and then scaled: a point p lands at (x, y) + scale * p."""

    x: float
    y: float
    scale: float
    items: tuple[Item, ...]


Item = Rect | Disc | Path | Words | Group | Wire | Placed


@dataclass(frozen=True, slots=True)
class Scene:
    """A page. ``zoom`` is how large the map stands on it: 1 is its size on the screen."""

    width: float
    height: float
    title: str
    items: tuple[Item, ...]
    zoom: float = 1.0
    paper: str = "#FFFFFF"
