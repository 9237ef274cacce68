"""The one entry: people and lines in, a finished drawing out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from coalition.drawing import settled, shapes
from coalition.drawing.fit import GAP_TRAY
from coalition.drawing.grid import by_seniority
from coalition.drawing.lanes import NOBODY, in_lanes, tray
from coalition.drawing.model import Box, Card, Grouping, Lane, Layout, Page, Point, Tie, card_size
from coalition.drawing.network import network
from coalition.drawing.overlay import route_all
from coalition.drawing.pins import loose_trunk, with_pins
from coalition.drawing.tree import Forest, forest_of
from coalition.drawing.trunks import trunk

TRAY = "unplaced"  # key of the lane for people without a reporting line
LAPTOP = Page()


def arrange(
    cards: Sequence[Card],
    ties: Sequence[Tie],
    *,
    group: Grouping = "reporting",
    page: Page = LAPTOP,
    persona_order: Sequence[str] = (),
) -> Layout:
    """Place everybody and route every line between people on the map.

    ``group`` chooses the reporting chart, lanes or the web of influence. Without any reporting line the chart is a
    grid of seniority by department. The result depends on the content alone, never on the order it is given in.
    """
    if group == "persona":
        order = {key: i for i, key in enumerate(persona_order)}
        return _lanes(cards, ties, "lanes:persona", lambda c: c.personas[0] if c.personas else NOBODY, order, page)
    if group == "department":
        return _lanes(cards, ties, "lanes:department", lambda c: c.department, {}, page)
    if group == "network":
        return network(cards, ties, page)
    forest = forest_of(cards, ties)
    if not forest.roots:
        boxes, lanes = by_seniority(cards, page)
        boxes, _ = with_pins(boxes, cards)
        return Layout("grid:seniority", boxes, lanes, _overlays(ties, boxes, {}))
    return _chart(cards, ties, forest, page)


def _chart(cards: Sequence[Card], ties: Sequence[Tie], forest: Forest, page: Page) -> Layout:
    size = {card.id: card_size(card.influence) for card in cards}
    fitted = settled.drawn(cards, ties, forest, page)
    outline = fitted.outline
    head = forest.roots[0] if len(forest.roots) == 1 else None
    placed = list(shapes.place(head, outline, 0.0, 0.0, size))
    boxes = {p.person: p.box for p in placed}
    joints = {p.person: p.joint for p in placed if p.joint is not None}
    lanes: tuple[Lane, ...] = ()
    if forest.alone:
        by_id = {card.id: card for card in cards}
        left, top = (outline.w + GAP_TRAY, 0.0) if fitted.beside else (0.0, outline.h + GAP_TRAY)
        unplaced, lanes = tray([by_id[person] for person in forest.alone], TRAY, left, top, fitted.columns)
        boxes |= unplaced
    boxes, moved = with_pins(boxes, cards)
    reporting = {
        tie.id: loose_trunk(boxes[tie.to_id], boxes[tie.from_id])
        if moved & {tie.from_id, tie.to_id}
        else trunk(boxes[tie.to_id], boxes[tie.from_id], joints[tie.from_id])
        for tie in ties
        if tie.kind == "reports_to" and forest.manager.get(tie.from_id) == tie.to_id
    }
    return Layout("page-shaped", boxes, lanes, reporting | _overlays(ties, boxes, reporting))


def _lanes(
    cards: Sequence[Card],
    ties: Sequence[Tie],
    algorithm: str,
    key: Callable[[Card], str],
    order: Mapping[str, int],
    page: Page,
) -> Layout:
    boxes, lanes = in_lanes(cards, key, order, page)
    return Layout(algorithm, boxes, lanes, _overlays(ties, boxes, {}))


def _overlays(
    ties: Sequence[Tie], boxes: Mapping[str, Box], reporting: Mapping[str, tuple[Point, ...]]
) -> dict[str, tuple[Point, ...]]:
    """Every line that is not drawn as a trunk; a line to somebody who is not on the map has no path."""
    drawn = [t for t in ties if t.kind != "reports_to" and t.from_id in boxes and t.to_id in boxes]
    return route_all(drawn, boxes, list(reporting.values()))


__all__ = ["TRAY", "Box", "Card", "Lane", "Layout", "Page", "Tie", "arrange"]
