"""Circles in a graph where everybody has at most one line upwards: reporting lines, parents of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def circles(edges: Iterable[tuple[int, int, T | None]]) -> Iterator[tuple[int, list[int], T]]:
    """Each circle once: the node whose line to give up, the chain from it to itself again, and the mark of that line.

    Lines without a mark are in the record already and stay; the last marked line of a circle is the one that closes it.
    Every node is visited once, so that a million people in one chain cost no more than a million in teams of ten.
    """
    up: dict[int, int] = {}
    mark: dict[int, T | None] = {}
    order: dict[int, int] = {}
    for place, (below, above, said) in enumerate(edges):
        up[below], mark[below], order[below] = above, said, place
    done: set[int] = set()
    for start in list(up):
        path: list[int] = []
        on_path: dict[int, int] = {}
        node = start
        while node in up and node not in done and node not in on_path:
            on_path[node] = len(path)
            path.append(node)
            node = up[node]
        if node in on_path:
            circle = path[on_path[node] :]
            marked = [each for each in circle if mark[each] is not None]
            if marked:  # else the record itself holds a circle, which is not for an import to repair
                last = max(marked, key=lambda each: order[each])
                at = circle.index(last)
                said = mark[last]
                assert said is not None  # noqa: S101 - chosen among the marked ones
                yield last, [*circle[at:], *circle[:at], last], said
        done.update(path)
