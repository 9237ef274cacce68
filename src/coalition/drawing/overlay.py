"""Paths for the lines that are not reporting lines: right-angled, round every card, each on a track of its own.

A search (A*) over the sparse grid that the cards themselves span. Bends and shared tracks cost extra: paths are short,
calm and seldom on top of each other. People are never moved by these lines: they are laid over a finished chart.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from itertools import pairwise

from coalition.drawing.model import Box, Point, Tie
from coalition.drawing.tracks import GUTTERS, Grid, Node, Piece

REACH = 160.0  # how far round the two ends a path may swing out
BEND, DOCKED = 70.0, 60.0  # the price of a corner, and of a docking point that another line uses
SEARCHED = 60  # lines beyond this many are drawn plainly: a map shows so many only for one person at a time
PATIENCE = 4_000  # nodes looked at before a line is drawn plainly

State = tuple[Node, int]  # a node and the heading in which it was reached: 0 across, 1 down


class Router:
    """Routes one line after another, remembering which tracks and docking points are taken."""

    def __init__(self, boxes: Mapping[str, Box], taken: Sequence[Sequence[Point]] = ()) -> None:
        self._boxes = boxes
        self._across: list[Piece] = []
        self._down: list[Piece] = []
        self._docked: dict[Point, int] = {}
        for path in taken:
            self._remember(path)

    def route(self, start: Box, end: Box) -> tuple[Point, ...]:
        """A path between two cards, docking where the way is shortest and no other line docks."""
        window = _window(start, end)
        near = [b for b in self._boxes.values() if _meets(b, window)]
        starts, ends = _docks(start), _docks(end)
        grid = Grid(
            near,
            [*starts.values(), *ends.values()],
            [p for p in self._across if window.y < p[0] < window.bottom and p[2] > window.x and p[1] < window.right],
            [p for p in self._down if window.x < p[0] < window.right and p[2] > window.y and p[1] < window.bottom],
        )
        path = self._search(grid, starts, ends) or plain(start, end)
        for dock in (path[0], path[-1]):
            self._docked[dock] = self._docked.get(dock, 0) + 1
        self._remember(path)
        return path

    def _remember(self, path: Sequence[Point]) -> None:
        for (x1, y1), (x2, y2) in pairwise(path):
            if y1 == y2:
                self._across.append((y1, min(x1, x2), max(x1, x2)))
            else:
                self._down.append((x1, min(y1, y2), max(y1, y2)))

    def _price_of(self, dock: Point) -> float:
        return DOCKED * self._docked.get(dock, 0)

    def _search(
        self, grid: Grid, starts: Mapping[Point, Point], ends: Mapping[Point, Point]
    ) -> tuple[Point, ...] | None:
        goal = {grid.node(out): dock for dock, out in ends.items()}
        left, right = min(x for x, _ in ends.values()), max(x for x, _ in ends.values())
        top, bottom = min(y for _, y in ends.values()), max(y for _, y in ends.values())

        def remaining(node: Node) -> float:
            x, y = grid.xs[node[0]], grid.ys[node[1]]
            return max(left - x, 0.0, x - right) + max(top - y, 0.0, y - bottom)

        best: dict[State, float] = {}
        came: dict[State, State] = {}
        docked_at: dict[State, Point] = {}
        queue: list[tuple[float, float, State]] = []
        for dock, out in starts.items():
            state = (grid.node(out), _facing(dock, out))
            if self._price_of(dock) < best.get(state, float("inf")):
                best[state] = self._price_of(dock)
                docked_at[state] = dock
                heapq.heappush(queue, (best[state] + remaining(state[0]), best[state], state))
        looked = 0
        while queue and looked < PATIENCE:
            _, cost, state = heapq.heappop(queue)
            if cost > best[state]:
                continue
            node, heading = state
            looked += 1
            if node in goal:
                return _trace(state, came, docked_at, goal[node], grid)
            for turn, forward in ((0, True), (0, False), (1, True), (1, False)):
                stepped = grid.step(node, turn, forward)
                if stepped is None:
                    continue
                there, price = stepped
                total = cost + price + (BEND if turn != heading else 0.0)
                if there in goal:
                    dock = goal[there]
                    bend = _facing(dock, ends[dock]) != turn
                    total += (BEND if bend else 0.0) + self._price_of(dock)
                following = (there, turn)
                if total < best.get(following, float("inf")):
                    best[following] = total
                    came[following] = state
                    heapq.heappush(queue, (total + remaining(there), total, following))
        return None


def route_all(
    ties: Sequence[Tie], boxes: Mapping[str, Box], reporting: Sequence[Sequence[Point]]
) -> dict[str, tuple[Point, ...]]:
    """A path for every tie, short ones first, in an order that does not depend on how they were listed."""
    router = Router(boxes, reporting)
    routes: dict[str, tuple[Point, ...]] = {}
    ordered = sorted(ties, key=lambda t: (_distance(boxes[t.from_id], boxes[t.to_id]), t.id))
    for number, tie in enumerate(ordered):
        start, end = boxes[tie.from_id], boxes[tie.to_id]
        routes[tie.id] = router.route(start, end) if number < SEARCHED else plain(start, end)
    return routes


def plain(start: Box, end: Box) -> tuple[Point, ...]:
    """One step between the facing sides, without a look at what lies between."""
    if abs(start.middle_y - end.middle_y) > (start.h + end.h) / 2:
        y1, y2 = (start.bottom, end.y) if end.y > start.y else (start.y, end.bottom)
        half = (y1 + y2) / 2
        return straightened([(start.middle_x, y1), (start.middle_x, half), (end.middle_x, half), (end.middle_x, y2)])
    x1, x2 = (start.right, end.x) if end.x > start.x else (start.x, end.right)
    half = (x1 + x2) / 2
    return straightened([(x1, start.middle_y), (half, start.middle_y), (half, end.middle_y), (x2, end.middle_y)])


def straightened(path: Sequence[Point]) -> tuple[Point, ...]:
    """Without repeated points and without points in the middle of a straight piece."""
    kept: list[Point] = []
    for point in path:
        if kept and kept[-1] == point:
            continue
        if len(kept) >= 2 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _trace(
    state: State, came: Mapping[State, State], docked_at: Mapping[State, Point], end: Point, grid: Grid
) -> tuple[Point, ...]:
    path: list[Point] = [end]
    here = state
    while True:
        path.append((grid.xs[here[0][0]], grid.ys[here[0][1]]))
        if here not in came:
            return straightened([docked_at[here], *path[::-1]])
        here = came[here]


def _docks(box: Box) -> dict[Point, Point]:
    """Docking points on a card's sides and the first point outside each. The middles belong to reporting lines."""
    out = GUTTERS[0]
    docks: dict[Point, Point] = {}
    for x in (box.x + box.w * 0.28, box.x + box.w * 0.72):
        docks[(x, box.y)] = (x, box.y - out)
        docks[(x, box.bottom)] = (x, box.bottom + out)
    for y in (box.y + box.h * 0.34, box.y + box.h * 0.66):
        docks[(box.x, y)] = (box.x - out, y)
        docks[(box.right, y)] = (box.right + out, y)
    return docks


def _facing(dock: Point, out: Point) -> int:
    return 1 if dock[0] == out[0] else 0


def _window(start: Box, end: Box) -> Box:
    left, top = min(start.x, end.x) - REACH, min(start.y, end.y) - REACH
    return Box(left, top, max(start.right, end.right) + REACH - left, max(start.bottom, end.bottom) + REACH - top)


def _meets(box: Box, window: Box) -> bool:
    return box.right > window.x and box.x < window.right and box.bottom > window.y and box.y < window.bottom


def _distance(a: Box, b: Box) -> float:
    return abs(a.middle_x - b.middle_x) + abs(a.middle_y - b.middle_y)
