"""Lines between people as shapes, and which of them a page can bear."""

from __future__ import annotations

from collections.abc import Sequence

from coalition.drawing.model import Point
from coalition.drawing.picture import palette, strokes
from coalition.drawing.picture.model import Picture, Relation
from coalition.drawing.picture.scene import Command, Disc, Item, Look, Path, Wire

OVERLAY_LIMIT = 25  # above so many a map is a web, on paper as on the screen
_IMPORTANCE = {"conflict": 0, "ally": 1, "influences": 1, "dotted": 2, "knows": 3}
BADGE_R = 11.0
_BOLT: tuple[Command, ...] = (
    ("M", (0.8, -6.0)),
    ("L", (-4.2, 0.8)),
    ("L", (-0.6, 0.8)),
    ("L", (-1.2, 6.0)),
    ("L", (4.2, -1.2)),
    ("L", (0.6, -1.2)),
    ("Z", ()),
)
_HANDS: tuple[tuple[Point, ...], ...] = (
    ((-7, -2.4), (-4, -4.2), (-0.7, -3.2), (1.3, -4.2), (3.9, -4.2), (6.9, -2.4), (6.9, 2.2), (5.3, 2.6)),
    ((-7, -2.4), (-7, 2.2), (-5.1, 2.6), (-1.7, 5.5), (-0.3, 4.9), (0.8, 5.2), (1.8, 4.2), (3.2, 3.9), (3.9, 2.9)),
    ((3.9, 2.9), (0.9, -0.4), (-0.8, 0.9), (-2.1, 0.6), (-2.2, -0.4), (-0.5, -3.2)),
)


def bearable(relations: Sequence[Relation]) -> list[Relation]:
    """The lines a page can bear, the only ones worth a route: the reporting chart, then conflicts and the strongest."""
    overlays = [relation for relation in relations if relation.kind != "reports_to"]
    overlays.sort(key=lambda each: (_IMPORTANCE[each.kind], -(each.strength or 0), each.id))
    chart = [relation for relation in relations if relation.kind == "reports_to"]
    # What matters most is painted last, over the others.
    return chart + overlays[:OVERLAY_LIMIT][::-1]


def chosen(picture: Picture) -> tuple[list[Relation], int]:
    """The lines to draw, and how many others there are.

    Lanes put related people far apart, so reporting lines are left out there, as on the screen.
    """
    lanes = picture.layout.algorithm.startswith("lanes:")
    drawn = [
        relation
        for relation in bearable(picture.relations)
        if relation.id in picture.layout.routes and not (lanes and relation.kind == "reports_to")
    ]
    overlays = sum(1 for relation in picture.relations if relation.kind != "reports_to")
    return drawn, overlays - sum(1 for relation in drawn if relation.kind != "reports_to")


def wire(relation: Relation, route: Sequence[Point], *, faint: bool) -> Wire:
    """A relation along its route. ``faint`` where it may pass behind cards."""
    look = look_of(relation.kind, relation.strength, 0.55 if faint else 1.0)
    badge = strokes.badge_point(route) if relation.kind in ("ally", "conflict") and len(route) > 1 else None
    return Wire(
        kind=relation.kind,
        from_id=relation.from_id,
        to_id=relation.to_id,
        route=tuple(strokes.simplified(route)),
        items=tuple(_shapes(relation.kind, route, look, badge)),
        look=look,
        badge=badge,
        sentence=relation.sentence,
    )


def look_of(kind: str, strength: int | None, opacity: float = 1.0) -> Look:
    """Colour, width and pattern of a kind of line."""
    # Strength 1-3 is spread over the five steps the widths were drawn for.
    spread = (strength or 2) * 1.66
    colour = palette.RELATION[kind]
    if kind == "dotted":
        return Look(stroke=colour, width=2.6, dashes=(0, 6), round_caps=True, opacity=opacity)
    if kind == "knows":
        return Look(stroke=colour, width=1.2, dashes=(10, 4), opacity=opacity)
    if kind == "conflict":
        return Look(stroke=colour, width=1.3 + 0.14 * spread, opacity=opacity)
    if kind == "reports_to":
        return Look(stroke=colour, width=1.7, opacity=opacity)
    return Look(stroke=colour, width=1.4 + 0.32 * spread, round_caps=kind == "ally", opacity=opacity)


def badge(kind: str, at: Point, r: float = BADGE_R) -> list[Item]:
    """The sign in the middle of a line: a bolt for a conflict, a handshake for an ally."""
    colour, (x, y) = palette.RELATION[kind], at
    disc = Disc(x, y, r, Look(fill=palette.CARD, stroke=colour, width=1.3))
    if kind == "conflict":
        moved = tuple((letter, _moved(numbers, x, y, r)) for letter, numbers in _BOLT)
        return [disc, Path(moved, Look(fill=colour))]
    hands: list[Command] = []
    for stroke in _HANDS:
        hands += [("M" if n == 0 else "L", _moved(point, x, y, r)) for n, point in enumerate(stroke)]
    return [disc, Path(tuple(hands), Look(stroke=colour, width=1.3, round_caps=True))]


def _shapes(kind: str, route: Sequence[Point], look: Look, at: Point | None) -> list[Item]:
    if kind == "conflict":
        path = strokes.zigzag(route)
    elif kind == "influences":
        path = strokes.rounded(strokes.shortened(route, 8.0), 11.0)
    else:
        path = strokes.rounded(route, 12.0 if kind == "reports_to" else 11.0)
    shapes: list[Item] = []
    if kind != "reports_to":
        # A halo in the colour of the canvas keeps crossings legible.
        shapes.append(Path(strokes.rounded(route, 11.0), Look(stroke=palette.CANVAS, width=look.width + 5)))
    shapes.append(Path(path, look))
    if kind == "influences":
        shapes.append(Path(strokes.arrowhead(route), Look(fill=look.stroke, opacity=look.opacity)))
    if at is not None:
        shapes += badge(kind, at)
    return shapes


def _moved(numbers: tuple[float, ...], x: float, y: float, r: float) -> tuple[float, ...]:
    scale = 0.078 * r
    return tuple(number * scale + (y if n % 2 else x) for n, number in enumerate(numbers))
