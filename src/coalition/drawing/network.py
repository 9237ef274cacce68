"""The web of influence: who moves whom, without the reporting chart.

People near each other on the page are near each other by lines of influence, alliance, conflict or acquaintance.
Distances in the web are brought onto the page by stress majorisation (Gansner, Koren, North 2004), then cards that
overlap are pushed apart. No randomness: the start is a spiral in order of influence, so the same map is always the same
picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import rustworkx as rx

from coalition.drawing.lanes import tray, tray_size
from coalition.drawing.model import Box, Card, Lane, Layout, Page, Point, Tie, card_size

UNLINKED = "unlinked"  # key of the lane for people without any line of the web
STEP = 300.0  # wished distance between the middles of two people with a line between them
FLATTEN = 0.62  # cards are wider than high, and so is the page
GAP_X, GAP_Y = 54.0, 46.0
GAP_PART = 90.0  # between two parts of the web that no line joins
ROUNDS, PUSHES = 60, 120
MOST_FREE = 200  # the free layout costs the square of this; a larger web cannot be read as one anyway
ROW = (262 + GAP_X, 122 + GAP_Y)  # the largest card with its gap
GOLDEN = 2.399963229728653

Spots = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def network(cards: Sequence[Card], ties: Sequence[Tie], page: Page) -> Layout:
    """Everybody placed by their lines of influence; who has none stands in a tray beside the web."""
    by_id = {card.id: card for card in cards}
    web = [t for t in ties if t.kind not in ("reports_to", "dotted") and t.from_id in by_id and t.to_id in by_id]
    linked = {end for tie in web for end in (tie.from_id, tie.to_id)}
    parts = [_part(part, web) for part in _parts(sorted(cards, key=_order), web)]
    boxes = _packed(parts, page)
    alone = [card for card in cards if card.id not in linked]
    lanes: tuple[Lane, ...] = ()
    if alone:
        below = max((box.bottom for box in boxes.values()), default=-GAP_PART) + GAP_PART
        width = max([page.width, *(box.right for box in boxes.values())])
        columns = max(1, int(width // tray_size(1, 1)[0]))
        unlinked, lanes = tray(alone, UNLINKED, 0.0, below, min(columns, len(alone)))
        boxes |= unlinked
    return Layout("network", boxes, lanes, {tie.id: straight(boxes[tie.from_id], boxes[tie.to_id]) for tie in web})


def straight(start: Box, end: Box) -> tuple[Point, ...]:
    """From rim to rim on the straight way between the middles."""
    return _rim(start, end), _rim(end, start)


def _order(card: Card) -> tuple[float, str]:
    return (-(card.influence if card.influence is not None else -1.0), card.id)


def _parts(cards: Sequence[Card], web: Sequence[Tie]) -> list[list[Card]]:
    """Parts of the web that hang together, the largest first; each in order of influence."""
    place = {card.id: number for number, card in enumerate(cards)}
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(len(cards))))
    graph.add_edges_from([(place[tie.from_id], place[tie.to_id], None) for tie in web])
    found = [sorted(part) for part in rx.connected_components(graph) if len(part) > 1]
    return [[cards[number] for number in part] for part in sorted(found, key=lambda part: (-len(part), part))]


def _part(people: Sequence[Card], web: Sequence[Tie]) -> dict[str, Box]:
    place = {card.id: number for number, card in enumerate(people)}
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(len(people))))
    graph.add_edges_from([(place[t.from_id], place[t.to_id], None) for t in web if t.from_id in place])
    sizes = np.array([card_size(card.influence) for card in people])
    if len(people) > MOST_FREE:
        spots = _in_rows(graph, len(people))
    else:
        spots = _stress(np.asarray(rx.distance_matrix(graph)) * STEP)
        spots[:, 1] *= FLATTEN
        spots = _apart(spots, sizes)
    corners = np.round(spots - sizes / 2, 1)
    corners -= corners.min(axis=0)
    return {
        card.id: Box(float(corners[i, 0]), float(corners[i, 1]), float(sizes[i, 0]), float(sizes[i, 1]))
        for i, card in enumerate(people)
    }


def _in_rows(graph: rx.PyGraph, count: int) -> Spots:
    """A web too large to read as one: row by row, each person soon after those with a line to them."""
    order = [0, *(end for _, ends in rx.bfs_successors(graph.to_directed(), 0) for end in sorted(ends))]
    columns = max(1, round((count * 0.9) ** 0.5))
    spots = np.zeros((count, 2))
    for place, person in enumerate(order):
        spots[person] = (place % columns * ROW[0], place // columns * ROW[1])
    return spots


def _stress(wished: Spots) -> Spots:
    """Spots whose distances come as near to the wished ones as a plane allows, near pairs counting most."""
    n = len(wished)
    turn = np.arange(n) * GOLDEN
    spots = np.stack([np.cos(turn), np.sin(turn)], axis=1) * (STEP * np.sqrt(np.arange(n) + 0.5))[:, None]
    weight = np.where(wished > 0, 1.0 / np.maximum(wished, 1.0) ** 2, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    # One spot is held, else the system has no single answer.
    inverse = np.linalg.inv(laplacian[1:, 1:]) if n > 1 else None
    for _ in range(ROUNDS if inverse is not None else 0):
        gaps = spots[:, None, :] - spots[None, :, :]
        lengths = np.maximum(np.sqrt((gaps**2).sum(axis=2)), 1e-9)
        pull = (weight * wished / lengths)[:, :, None] * gaps
        target = pull.sum(axis=1)
        moved = np.zeros_like(spots)
        moved[1:] = inverse @ target[1:]
        shift = float(np.abs((moved - moved.mean(axis=0)) - (spots - spots.mean(axis=0))).max())
        spots = moved
        if shift < 0.5:
            break
    centred: Spots = spots - spots.mean(axis=0)
    return centred


def _apart(spots: Spots, sizes: Spots) -> Spots:
    """Push overlapping cards apart along their shorter way; what still overlaps after that is spread evenly."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2 + np.array([GAP_X, GAP_Y])
    # Two people on one spot have no way to part; a hair's breadth by their order gives them one.
    spots = spots + np.stack([np.arange(len(spots)), -np.arange(len(spots))], axis=1) * 0.01
    for _ in range(PUSHES):
        gaps = spots[:, None, :] - spots[None, :, :]
        over = need - np.abs(gaps)
        hit = (over > 0.01).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            return spots
        across = over[:, :, 0] < over[:, :, 1]
        push = np.zeros_like(gaps)
        push[:, :, 0] = np.where(hit & across, np.sign(gaps[:, :, 0]) * over[:, :, 0], 0.0)
        push[:, :, 1] = np.where(hit & ~across, np.sign(gaps[:, :, 1]) * over[:, :, 1], 0.0)
        spots = spots + push.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] * 0.55
    gaps = np.abs(spots[:, None, :] - spots[None, :, :])
    with np.errstate(divide="ignore"):
        factors = (need / gaps).min(axis=2)
    np.fill_diagonal(factors, 1.0)
    return spots * max(1.0, float(factors.max()))


def _packed(parts: Sequence[Mapping[str, Box]], page: Page) -> dict[str, Box]:
    """The parts in rows as wide as the widest of them, or as the page."""
    widest = max([page.width, *(max(b.right for b in part.values()) for part in parts)])
    boxes: dict[str, Box] = {}
    left = top = tallest = 0.0
    for part in parts:
        w, h = max(b.right for b in part.values()), max(b.bottom for b in part.values())
        if left and left + w > widest:
            left, top, tallest = 0.0, top + tallest + GAP_PART, 0.0
        boxes |= {person: Box(b.x + left, b.y + top, b.w, b.h) for person, b in part.items()}
        left, tallest = left + w + GAP_PART, max(tallest, h)
    return boxes


def _rim(box: Box, other: Box) -> Point:
    dx, dy = other.middle_x - box.middle_x, other.middle_y - box.middle_y
    share = min(box.w / 2 / abs(dx) if dx else 1e9, box.h / 2 / abs(dy) if dy else 1e9)
    return round(box.middle_x + dx * share, 1), round(box.middle_y + dy * share, 1)
