"""A first map without reporting lines: departments side by side, seniority from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from coalition.drawing.lanes import CARD_H, CARD_W, GAP_CARD, GAP_LANE, HEAD, PAD_BOTTOM, PAD_X, Placed, tray, tray_size
from coalition.drawing.model import Box, Card, Lane, Page
from coalition.drawing.tree import RANK

GAP_BAND = 44.0
GAP_TRAY = 56.0
UNKNOWN = "rank-and-department-unknown"  # key of the lane for people who cannot be placed


def by_seniority(cards: Sequence[Card], page: Page) -> Placed:
    """Departments by rank; of whom neither is known stands in a tray beside them, not in a row that means something."""
    known = [card for card in cards if card.department or card.seniority]
    unknown = [card for card in cards if not card.department and not card.seniority]
    if not known or not unknown:
        return _grid(cards, page)
    boxes, lanes = _grid(known, page)
    left = max(lane.box.right for lane in lanes) + GAP_TRAY
    height = max(lane.box.bottom for lane in lanes)
    fits = [n for n in range(1, len(unknown) + 1) if tray_size(len(unknown), n)[1] <= height]
    # As high as the departments; where even one row is higher, that row.
    waiting, trays = tray(unknown, UNKNOWN, left, 0.0, fits[0] if fits else len(unknown))
    return boxes | waiting, lanes + trays


def _grid(cards: Sequence[Card], page: Page) -> Placed:
    """One lane a department, one band a rank; people of one rank stand at one height across all departments."""
    cells: dict[tuple[str, int], list[Card]] = {}
    for card in sorted(cards, key=lambda c: (c.name, c.id)):
        cells.setdefault((card.department, RANK.get(card.seniority, 5)), []).append(card)
    departments = sorted({d for d, _ in cells}, key=lambda d: (d == "", d))
    bands = sorted({band for _, band in cells})
    return min(
        (_lay(cells, departments, bands, per_row) for per_row in (1, 2, 3, 4, 6)),
        key=lambda placed: max(
            max((lane.box.right for lane in placed[1]), default=0) / page.aspect,
            max((lane.box.bottom for lane in placed[1]), default=0),
        ),
    )


def _lay(
    cells: dict[tuple[str, int], list[Card]], departments: Sequence[str], bands: Sequence[int], per_row: int
) -> Placed:
    columns = {d: min(per_row, max(len(cells.get((d, b), ())) for b in bands)) for d in departments}
    rows = {b: max(-(-len(cells.get((d, b), ())) // columns[d]) for d in departments) for b in bands}
    boxes: dict[str, Box] = {}
    lanes: list[Lane] = []
    height = HEAD + PAD_BOTTOM + sum(r * (CARD_H + GAP_CARD) - GAP_CARD for r in rows.values())
    height += GAP_BAND * (len(bands) - 1)
    left = 0.0
    for department in departments:
        top, count = HEAD, 0
        for band in bands:
            for i, card in enumerate(cells.get((department, band), ())):
                x = left + PAD_X + (i % columns[department]) * (CARD_W + GAP_CARD)
                boxes[card.id] = Box(x, top + (i // columns[department]) * (CARD_H + GAP_CARD), CARD_W, CARD_H)
                count += 1
            top += rows[band] * (CARD_H + GAP_CARD) - GAP_CARD + GAP_BAND
        width = 2 * PAD_X + columns[department] * (CARD_W + GAP_CARD) - GAP_CARD
        lanes.append(Lane(department, Box(left, 0.0, width, height), count))
        left += width + GAP_LANE
    return boxes, tuple(lanes)
