"""Page-shaped trees: every team may stand in a row, in several rows or in a column, whatever fits the page best.

A textbook tree of a hundred people is twenty times as wide as high and unreadable when it fits a screen. Here each
subtree keeps a small set of possible outlines, none of which is both wider and higher than another (a Pareto set), and
the root takes the combination that fills the page best. Deterministic, and free of overlaps by construction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coalition.drawing.model import Box

GAP_X = 46.0  # between neighbours in a row
GAP_LEVEL = 62.0  # between a manager and a row of reports: room for the trunk and two overlay lines
GAP_STACK = 24.0  # between cards of a column
INDENT = 28.0  # a column or wrapped rows stand this far to the right of their manager
KEPT_OUTLINES = 18
TRADE_OFFS = (0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0, 5.0, 9.0)  # how dear height is against width
ROW_COUNTS = (1, 2, 3, 4, 5, 6, 8)

# How a card hangs from its manager: under a bus, beside a trunk, or under a bus that starts at such a trunk.
Joint = Literal["bus", "side", "wrapped"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A card on the page. ``joint`` is None for the head of a tree."""

    person: str
    box: Box
    joint: Joint | None


@dataclass(frozen=True, slots=True)
class Outline:
    """One possible arrangement of a subtree: its size, where its head's card stands, and how its reports are put."""

    w: float
    h: float
    head_x: float
    head_w: float
    rows: tuple[tuple[tuple[str, Outline], ...], ...] = ()
    hanging: bool = False  # reports stand beside a trunk at the manager's left instead of under a bus


Member = tuple[str, Outline]
Rows = tuple[tuple[Member, ...], ...]


def outlines(
    order: Sequence[str], reports: Mapping[str, Sequence[str]], size: Mapping[str, tuple[float, float]]
) -> dict[str, list[Outline]]:
    """Every subtree's Pareto set. ``order`` lists everyone with reports before their manager (leaves first)."""
    known: dict[str, list[Outline]] = {}
    for person in order:
        team = reports.get(person, ())
        w, h = size[person]
        if not team:
            known[person] = [Outline(w, h, 0.0, w)]
            continue
        known[person] = _pareto(_arrangements(w, h, team, known))
    return known


def forest(roots: Sequence[str], known: Mapping[str, list[Outline]]) -> list[Outline]:
    """The possible outlines of all trees together: one tree as it is, several side by side or in rows."""
    if len(roots) == 1:
        return known[roots[0]]
    return _pareto(_rows_without_head(roots, known))


def place(
    person: str | None,
    outline: Outline,
    x: float,
    y: float,
    size: Mapping[str, tuple[float, float]],
    joint: Joint | None = None,
) -> Iterator[Placed]:
    """Walk down and give every card its box."""
    top = y
    if person is not None:
        w, h = size[person]
        yield Placed(person, Box(x + outline.head_x, y, w, h), joint)
        top = y + h
    for number, row in enumerate(outline.rows):
        stacked = outline.hanging and len(row) == 1
        top += (GAP_STACK if stacked else GAP_LEVEL) if person is not None or number else 0.0
        left = x + (INDENT if outline.hanging else _row_start(outline, row))
        how: Joint = "side" if stacked else "wrapped" if outline.hanging else "bus"
        for member, shape in row:
            yield from place(member, shape, left, top, size, None if person is None else how)
            left += shape.w + GAP_X
        top += max(shape.h for _, shape in row)


def _row_start(outline: Outline, row: tuple[tuple[str, Outline], ...]) -> float:
    width = _width(row)
    return max(0.0, (outline.w - width) / 2)


def _picks(team: Sequence[str], known: Mapping[str, list[Outline]]) -> Iterator[list[Outline]]:
    """For each trade-off between width and height, the best outline of every member; equal choices once."""
    seen: set[tuple[int, ...]] = set()
    for dear in TRADE_OFFS:
        chosen = [
            min(range(len(known[m])), key=lambda i, m=m: known[m][i].w + dear * known[m][i].h)  # type: ignore[misc]
            for m in team
        ]
        mark = tuple(chosen)
        if mark not in seen:
            seen.add(mark)
            yield [known[m][i] for m, i in zip(team, chosen, strict=True)]


def in_rows(team: Sequence[Member], per_row: int) -> Rows:
    """So many in a row, in their order."""
    return tuple(tuple(team[i : i + per_row]) for i in range(0, len(team), per_row))


def _row_counts(k: int) -> list[int]:
    return sorted({r for r in (*ROW_COUNTS, k) if r <= k})


def _arrangements(w: float, h: float, team: Sequence[str], known: Mapping[str, list[Outline]]) -> Iterator[Outline]:
    for shapes in _picks(team, known):
        for count in _row_counts(len(team)):
            rows = in_rows(list(zip(team, shapes, strict=True)), -(-len(team) // count))
            yield fan(w, h, rows) if count == 1 else hang(w, h, rows)


def fan(w: float, h: float, rows: Rows, over: int = 0) -> Outline:
    """The manager in the middle above the middles of the first and the last report's cards.

    Where only the first so many reports are to be stood ``over``, the others hang on to the right.
    """
    (row,) = rows
    width = _width(row)
    total = max(w, width)
    start = (total - width) / 2
    upto = row[: over or len(row)]
    first, last = upto[0][1], upto[-1][1]
    end = start + _width(upto) - last.w
    middle = (start + first.head_x + first.head_w / 2 + end + last.head_x + last.head_w / 2) / 2
    head_x = min(max(0.0, middle - w / 2), total - w)
    return Outline(total, h + GAP_LEVEL + max(shape.h for _, shape in row), head_x, w, rows)


def _width(row: Sequence[Member]) -> float:
    return sum(shape.w for _, shape in row) + GAP_X * (len(row) - 1)


def hang(w: float, h: float, rows: Rows) -> Outline:
    """Rows below one another beside a trunk at the manager's left; a row of one stands right beside it."""
    widths = [_width(row) for row in rows]
    gaps = [GAP_STACK if len(row) == 1 else GAP_LEVEL for row in rows]
    height = h + sum(gaps) + sum(max(shape.h for _, shape in row) for row in rows)
    return Outline(max(w, INDENT + max(widths)), height, 0.0, w, rows, hanging=True)


def _rows_without_head(roots: Sequence[str], known: Mapping[str, list[Outline]]) -> Iterator[Outline]:
    for shapes in _picks(roots, known):
        for count in range(1, min(len(roots), 12) + 1):
            yield side_by_side(in_rows(list(zip(roots, shapes, strict=True)), -(-len(roots) // count)))


def side_by_side(rows: Rows) -> Outline:
    """Trees in rows, without a head."""
    widths = [_width(row) for row in rows]
    height = sum(max(shape.h for _, shape in row) for row in rows) + GAP_LEVEL * (len(rows) - 1)
    return Outline(max(widths), height, 0.0, 0.0, rows)


def _pareto(candidates: Iterator[Outline]) -> list[Outline]:
    """Drop what is beaten in both directions; of a long front keep an even spread, both ends included."""
    front: list[Outline] = []
    lowest = float("inf")
    for outline in sorted(candidates, key=lambda o: (o.w, o.h, o.hanging)):
        if outline.h < lowest - 0.5:
            front.append(outline)
            lowest = outline.h
    if len(front) <= KEPT_OUTLINES:
        return front
    step = (len(front) - 1) / (KEPT_OUTLINES - 1)
    return [front[round(i * step)] for i in range(KEPT_OUTLINES)]
