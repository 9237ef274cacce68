"""The shape of a connector: PowerPoint knows bent ones of two to five pieces, turned and mirrored, with adjustments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.drawing.model import Point

THINNEST = 0.5  # an adjustment is a share of the width: a width of nothing could not be adjusted


@dataclass(frozen=True, slots=True)
class Bend:
    """A preset with its frame before turning (pixels), its turn in degrees, its mirrors and adjustments (1/100,000)."""

    preset: str
    x: float
    y: float
    w: float
    h: float
    turn: int = 0
    flip_h: bool = False
    flip_v: bool = False
    adjust: tuple[int, ...] = ()


def bend(route: Sequence[Point]) -> Bend:
    """The preset that runs along a right-angled route, or as nearly as five pieces allow."""
    points = _at_most_five_pieces(route)
    (sx, sy), (ex, ey) = points[0], points[-1]
    if len(points) == 2:
        return Bend(
            "straightConnector1", min(sx, ex), min(sy, ey), abs(ex - sx), abs(ey - sy), flip_h=ex < sx, flip_v=ey < sy
        )
    across = abs(points[1][1] - sy) <= abs(points[1][0] - sx)  # the first piece runs across, not down
    # Along: the axis of the first piece. Both are measured from the start towards the end.
    along_to, beside_to = (ex - sx, ey - sy) if across else (ey - sy, ex - sx)
    along = [(x - sx if across else y - sy) * (-1 if along_to < 0 else 1) for x, y in points]
    beside = [(y - sy if across else x - sx) * (-1 if beside_to < 0 else 1) for x, y in points]
    w, h = max(abs(along_to), THINNEST), max(abs(beside_to), THINNEST)
    pieces = len(points) - 1
    # Bend n fixes alternately a place along (even n) and a place beside (odd n); the last bend follows from the end.
    adjust = tuple(
        round((along[n + 1] / w if n % 2 == 0 else beside[n + 1] / h) * 100_000) for n in range(max(0, pieces - 2))
    )
    middle_x, middle_y = (sx + ex) / 2, (sy + ey) / 2
    return Bend(
        f"bentConnector{pieces}",
        middle_x - w / 2,
        middle_y - h / 2,
        w,
        h,
        turn=0 if across else 90,
        flip_h=along_to < 0,
        # A quarter turn takes "down" to the left, so that a connector running to the right is mirrored.
        flip_v=beside_to < 0 if across else beside_to >= 0,
        adjust=adjust,
    )


def _at_most_five_pieces(route: Sequence[Point]) -> list[Point]:
    points = list(route)
    if len(points) <= 6:
        return points
    # The way out, the way in, and one passage between them.
    start, second, end, last = points[0], points[1], points[-1], points[-2]
    out_across = abs(second[1] - start[1]) <= abs(second[0] - start[0])
    in_across = abs(last[1] - end[1]) <= abs(last[0] - end[0])
    passage = points[len(points) // 2]
    if out_across != in_across:
        corner = (second[0], last[1]) if out_across else (last[0], second[1])
        return [start, second, corner, last, end]
    if out_across:
        return [start, second, (second[0], passage[1]), (last[0], passage[1]), last, end]
    return [start, second, (passage[0], second[1]), (passage[0], last[1]), last, end]
