"""Lanes: people gathered by persona or department, and the grid for a map without reporting lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coalition.drawing.model import Box, Card, Lane, Page
from coalition.drawing.tree import RANK

CARD_W, CARD_H = 256.0, 116.0
PAD_X, HEAD, PAD_BOTTOM = 16.0, 46.0, 16.0
GAP_CARD, GAP_LANE = 20.0, 32.0
NOBODY = ""  # the key of the lane for those without a persona or department

Placed = tuple[dict[str, Box], tuple[Lane, ...]]


def in_lanes(cards: Sequence[Card], key: Callable[[Card], str], order: Mapping[str, int], page: Page) -> Placed:
    """Lanes in rows that fill the page; within a lane the most influential first, in columns when it is long."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(key(card), []).append(card)
    keys = sorted(groups, key=lambda k: (k == NOBODY, order.get(k, len(order)), k))
    for team in groups.values():
        team.sort(key=lambda c: (-(c.influence if c.influence is not None else -1.0), c.name, c.id))
    return min(
        (_lay(keys, groups, per_column, in_row) for per_column in _heights(groups) for in_row in _widths(keys)),
        key=lambda placed: _size_on(page, placed[1]),
    )


def _heights(groups: Mapping[str, Sequence[Card]]) -> list[int]:
    longest = max((len(team) for team in groups.values()), default=1)
    return sorted({min(longest, n) for n in (3, 4, 6, 8, 12, 16, 24, 40)})


def _widths(keys: Sequence[str]) -> list[int]:
    return sorted({min(max(len(keys), 1), n) for n in (2, 3, 4, 5, 6, 8, 12, 20)})


def _size_on(page: Page, lanes: Sequence[Lane]) -> float:
    if not lanes:
        return 0.0
    return max(max(lane.box.right for lane in lanes) / page.aspect, max(lane.box.bottom for lane in lanes))


def _lay(keys: Sequence[str], groups: Mapping[str, Sequence[Card]], per_column: int, in_row: int) -> Placed:
    boxes: dict[str, Box] = {}
    lanes: list[Lane] = []
    top = 0.0
    for start in range(0, len(keys), in_row):
        left, tallest = 0.0, 0.0
        for key in keys[start : start + in_row]:
            team = groups[key]
            columns = -(-len(team) // per_column)
            rows = -(-len(team) // columns)
            for i, card in enumerate(team):
                column, row = divmod(i, rows)
                x = left + PAD_X + column * (CARD_W + GAP_CARD)
                boxes[card.id] = Box(x, top + HEAD + row * (CARD_H + GAP_CARD), CARD_W, CARD_H)
            width = 2 * PAD_X + columns * CARD_W + (columns - 1) * GAP_CARD
            height = HEAD + rows * CARD_H + (rows - 1) * GAP_CARD + PAD_BOTTOM
            lanes.append(Lane(key, Box(left, top, width, height), len(team)))
            left += width + GAP_LANE
            tallest = max(tallest, height)
        top += tallest + GAP_LANE
    return boxes, tuple(lanes)


def tray(cards: Sequence[Card], key: str, left: float, top: float, columns: int) -> Placed:
    """People without a reporting line, in one lane of that many columns: most senior first."""
    ordered = sorted(cards, key=lambda c: (RANK.get(c.seniority, 5), c.department, c.name, c.id))
    boxes = {
        card.id: Box(
            left + PAD_X + (i % columns) * (CARD_W + GAP_CARD),
            top + HEAD + (i // columns) * (CARD_H + GAP_CARD),
            CARD_W,
            CARD_H,
        )
        for i, card in enumerate(ordered)
    }
    width, height = tray_size(len(cards), columns)
    return boxes, (Lane(key, Box(left, top, width, height), len(cards)),)


def tray_size(count: int, columns: int) -> tuple[float, float]:
    """Width and height of a tray for so many people."""
    rows = -(-count // columns)
    return (
        2 * PAD_X + columns * (CARD_W + GAP_CARD) - GAP_CARD,
        HEAD + rows * (CARD_H + GAP_CARD) - GAP_CARD + PAD_BOTTOM,
    )
