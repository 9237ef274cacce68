"""Cards somebody placed by hand stand where they were put; a pin moves nobody but those it would cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coalition.drawing.model import Box, Card, Point
from coalition.drawing.trunks import BUS

MARGIN = 18.0  # kept between a card that makes room and the one it makes room for
ROUND = 24.0  # a line between two cards that stand one above the other the wrong way round runs this far beside them


def with_pins(boxes: Mapping[str, Box], cards: Sequence[Card]) -> tuple[dict[str, Box], frozenset[str]]:
    """The boxes with every pinned card in its place, and the ids of all that do not stand where the layout put them.

    Whoever would lie under a pinned card moves to the nearest free place to the right, left, below or above. Of two
    pins on one place the card with the smaller id stays.
    """
    pins = {card.id: card.pin for card in cards if card.pin is not None and card.id in boxes}
    if not pins:
        return dict(boxes), frozenset()
    placed: dict[str, Box] = {}
    for person in sorted(pins):
        x, y = pins[person]
        placed[person] = _free(Box(x, y, boxes[person].w, boxes[person].h), list(placed.values()))
    hands = list(placed.values())
    free = {person: box for person, box in boxes.items() if person not in pins}
    covered = [person for person, box in free.items() if any(_meets(box, hand, 0.0) for hand in hands)]
    settled = {person: box for person, box in free.items() if person not in set(covered)} | placed
    for person in sorted(covered):
        settled[person] = _free(free[person], list(settled.values()))
    moved = frozenset(person for person, box in settled.items() if box != boxes[person])
    return {person: settled[person] for person in boxes}, moved


def loose_trunk(manager: Box, report: Box) -> tuple[Point, ...]:
    """A reporting line between two cards that need not stand as the layout puts them."""
    bus = report.y - BUS
    if bus >= manager.bottom:
        if abs(report.middle_x - manager.middle_x) < 1:
            return ((report.middle_x, report.y), (report.middle_x, manager.bottom))
        return (
            (report.middle_x, report.y),
            (report.middle_x, bus),
            (manager.middle_x, bus),
            (manager.middle_x, manager.bottom),
        )
    if report.x >= manager.right or manager.x >= report.right:
        start, end = (report.x, manager.right) if report.x >= manager.right else (report.right, manager.x)
        middle = (start + end) / 2
        return (
            (start, report.middle_y),
            (middle, report.middle_y),
            (middle, manager.middle_y),
            (end, manager.middle_y),
        )
    beside = max(report.right, manager.right) + ROUND
    return (
        (report.right, report.middle_y),
        (beside, report.middle_y),
        (beside, manager.middle_y),
        (manager.right, manager.middle_y),
    )


def _free(box: Box, taken: Sequence[Box]) -> Box:
    """The box where it is, or the nearest place free of all others, found by sliding in each of four directions."""
    if not any(_meets(box, other, 0.0) for other in taken):
        return box
    slid = [_slide(box, taken, dx, dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    return min(slid, key=lambda place: (abs(place.x - box.x) + abs(place.y - box.y), place.x, place.y))


def _slide(box: Box, taken: Sequence[Box], dx: int, dy: int) -> Box:
    while blocking := [other for other in taken if _meets(box, other, MARGIN)]:
        if dx:
            x = max(b.right for b in blocking) + MARGIN if dx > 0 else min(b.x for b in blocking) - MARGIN - box.w
            box = Box(x, box.y, box.w, box.h)
        else:
            y = max(b.bottom for b in blocking) + MARGIN if dy > 0 else min(b.y for b in blocking) - MARGIN - box.h
            box = Box(box.x, y, box.w, box.h)
    return box


def _meets(one: Box, other: Box, margin: float) -> bool:
    # The last thousandth is rounding: two boxes a margin apart do not meet.
    gap = margin - 0.001
    return (
        one.x < other.right + gap
        and other.x < one.right + gap
        and one.y < other.bottom + gap
        and other.y < one.bottom + gap
    )
