"""The sparse grid on which overlay lines are routed: gutters beside the cards, what blocks them, what is taken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from coalition.drawing.model import Box, Point

CLEAR = 9.0  # no path comes closer to a card
GUTTERS = (12.0, 22.0)  # distances from a card at which paths may run
SAME_TRACK = 6.0  # closer than this, two lines are seen as one
SHARED, CROSSED = 5.0, 18.0  # what a taken track costs per pixel, and a crossing once

Node = tuple[int, int]
Piece = tuple[float, float, float]  # a straight run: where it is on one axis, from and to on the other


class Grid:
    """Nodes at the crossings of ``xs`` and ``ys``; the price of each edge, infinite where a card lies."""

    def __init__(
        self, near: Sequence[Box], extra: Iterable[Point], across: Sequence[Piece], down: Sequence[Piece]
    ) -> None:
        xs = {box.x - g for box in near for g in GUTTERS} | {box.right + g for box in near for g in GUTTERS}
        ys = {box.y - g for box in near for g in GUTTERS} | {box.bottom + g for box in near for g in GUTTERS}
        for x, y in extra:
            xs.add(x)
            ys.add(y)
        self.xs, self.ys = sorted(xs), sorted(ys)
        # Keyed by the node at the left or upper end of the edge.
        self._blocked_right: set[Node] = set()
        self._blocked_down: set[Node] = set()
        self._dear_right: dict[Node, float] = {}
        self._dear_down: dict[Node, float] = {}
        self._block(near)
        self._price(across, down)

    def node(self, point: Point) -> Node:
        return bisect_left(self.xs, point[0]), bisect_left(self.ys, point[1])

    def step(self, node: Node, heading: int, forward: bool) -> tuple[Node, float] | None:
        """The next node across (heading 0) or down (1) and the price of getting there; None at a card or the rim."""
        i, j = node
        if heading == 0:
            left = (i if forward else i - 1, j)
            if left[0] < 0 or left[0] + 1 >= len(self.xs) or left in self._blocked_right:
                return None
            length = self.xs[left[0] + 1] - self.xs[left[0]]
            return (i + 1 if forward else i - 1, j), length + self._dear_right.get(left, 0.0)
        upper = (i, j if forward else j - 1)
        if upper[1] < 0 or upper[1] + 1 >= len(self.ys) or upper in self._blocked_down:
            return None
        length = self.ys[upper[1] + 1] - self.ys[upper[1]]
        return (i, j + 1 if forward else j - 1), length + self._dear_down.get(upper, 0.0)

    def _block(self, near: Sequence[Box]) -> None:
        xs, ys = self.xs, self.ys
        for box in near:
            i1, i2 = bisect_left(xs, box.x - CLEAR), bisect_right(xs, box.right + CLEAR)
            j1, j2 = bisect_left(ys, box.y - CLEAR), bisect_right(ys, box.bottom + CLEAR)
            self._blocked_right.update((i, j) for i in range(max(i1 - 1, 0), i2) for j in range(j1, j2))
            self._blocked_down.update((i, j) for i in range(i1, i2) for j in range(max(j1 - 1, 0), j2))

    def _price(self, across: Sequence[Piece], down: Sequence[Piece]) -> None:
        """Enter what is taken: along a taken run every pixel is dearer, over it each crossing costs once."""
        xs, ys = self.xs, self.ys
        for y, a, b in across:
            i1, i2 = bisect_right(xs, a) - 1, bisect_left(xs, b)
            for j in range(bisect_left(ys, y - SAME_TRACK), bisect_right(ys, y + SAME_TRACK)):
                for i in range(max(i1, 0), min(i2, len(xs) - 1)):
                    self._dear_right[i, j] = self._dear_right.get((i, j), 0.0) + SHARED * (xs[i + 1] - xs[i])
            j = bisect_left(ys, y) - 1
            for i in range(bisect_right(xs, a), bisect_left(xs, b)):
                self._dear_down[i, j] = self._dear_down.get((i, j), 0.0) + CROSSED
        for x, a, b in down:
            j1, j2 = bisect_right(ys, a) - 1, bisect_left(ys, b)
            for i in range(bisect_left(xs, x - SAME_TRACK), bisect_right(xs, x + SAME_TRACK)):
                for j in range(max(j1, 0), min(j2, len(ys) - 1)):
                    self._dear_down[i, j] = self._dear_down.get((i, j), 0.0) + SHARED * (ys[j + 1] - ys[j])
            i = bisect_left(xs, x) - 1
            for j in range(bisect_right(ys, a), bisect_left(ys, b)):
                self._dear_right[i, j] = self._dear_right.get((i, j), 0.0) + CROSSED
