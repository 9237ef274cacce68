"""Paths of lines: rounded corners, zigzags, arrowheads. The same shapes as on the screen (ui: map/core/geometry.ts)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from coalition.drawing.model import Point
from coalition.drawing.picture.scene import Command

TOOTH, TOOTH_HEIGHT, LEAD = 14.0, 4.2, 6.0
_ROUND = 0.5523  # control points that make a cubic a quarter of a circle


def simplified(points: Sequence[Point]) -> list[Point]:
    """Without repeats and without points in the middle of a straight piece."""
    kept: list[Point] = []
    for point in points:
        if kept and _distance(kept[-1], point) < 0.01:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            cross = (bx - ax) * (point[1] - by) - (by - ay) * (point[0] - bx)
            along = (bx - ax) * (point[0] - bx) + (by - ay) * (point[1] - by)
            if abs(cross) < 0.01 and along > 0:
                kept.pop()
        kept.append(point)
    return kept


def rounded(route: Sequence[Point], radius: float = 12.0) -> tuple[Command, ...]:
    """A path through the points, corners rounded as far as their sides are long enough."""
    points = simplified(route)
    if not points:
        return ()
    path: list[Command] = [("M", points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        c1, c2 = _towards(start, corner, reach * _ROUND), _towards(end, corner, reach * _ROUND)
        path += [("L", start), ("C", (*c1, *c2, *end))]
    if len(points) > 1:
        path.append(("L", points[-1]))
    return tuple(path)


def zigzag(route: Sequence[Point]) -> tuple[Command, ...]:
    """Teeth along every side that has room for them, straight elsewhere."""
    points = simplified(route)
    if not points:
        return ()
    path: list[Command] = [("M", points[0])]
    for start, end in pairwise(points):
        length = _distance(start, end)
        teeth = int((length - 2 * LEAD) // TOOTH)
        if teeth >= 1:
            # Stretched to fill the side evenly, so that the last tooth is never cut.
            step = (length - 2 * LEAD) / teeth
            path.append(("L", _beside(start, end, LEAD, 0.0)))
            for n in range(teeth):
                path.append(("L", _beside(start, end, LEAD + step * (n + 0.25), TOOTH_HEIGHT)))
                path.append(("L", _beside(start, end, LEAD + step * (n + 0.75), -TOOTH_HEIGHT)))
            path.append(("L", _beside(start, end, length - LEAD, 0.0)))
        path.append(("L", end))
    return tuple(path)


def arrowhead(route: Sequence[Point], length: float = 11.0) -> tuple[Command, ...]:
    """A triangle with its tip at the end of the route."""
    points = simplified(route)
    if len(points) < 2:
        return ()
    before, tip = points[-2], points[-1]
    total = _distance(before, tip)
    ends = [(length, length * 0.42), (length * 0.72, 0.0), (length, -length * 0.42)]
    corners = [_beside(before, tip, total - back, off) for back, off in ends]
    return (("M", tip), *[("L", corner) for corner in corners], ("Z", ()))


def shortened(route: Sequence[Point], by: float) -> list[Point]:
    """The route with its end pulled back: room for an arrowhead."""
    points = simplified(route)
    if len(points) < 2:
        return points
    reach = min(by, _distance(points[-2], points[-1]) * 0.8)
    return [*points[:-1], _towards(points[-1], points[-2], reach)]


def badge_point(route: Sequence[Point]) -> Point:
    """The middle of the longest side: a badge there never sits on a corner."""
    points = simplified(route)
    start, end = max(pairwise(points), key=lambda side: _distance(*side), default=(points[0], points[0]))
    return _towards(start, end, _distance(start, end) / 2)


def smooth(points: Sequence[Point]) -> tuple[Command, ...]:
    """Through all points without overshooting: control points lie half way between neighbours."""
    if not points:
        return ()
    path: list[Command] = [("M", points[0])]
    for (ax, ay), (bx, by) in pairwise(points):
        middle = (ax + bx) / 2
        path.append(("C", (middle, ay, middle, by, bx, by)))
    return tuple(path)


def _distance(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    total = _distance(start, end)
    share = length / total if total else 0.0
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _beside(start: Point, end: Point, along: float, off: float) -> Point:
    total = _distance(start, end)
    ux, uy = (end[0] - start[0]) / total, (end[1] - start[1]) / total
    return (start[0] + ux * along - uy * off, start[1] + uy * along + ux * off)
