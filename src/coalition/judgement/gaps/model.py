"""What a gap is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coalition.judgement.frame import Item


@dataclass(frozen=True, slots=True)
class Gap:
    """One of the five. The points of the items add up to ``value``; widest item first."""

    key: str
    name: str
    value: float
    items: tuple[Item, ...]


def gap_of(key: str, name: str, items: Iterable[Item]) -> Gap:
    """Sums the items. Equal ones keep the order of their ids, so the same deal reads the same."""
    found = sorted(items, key=lambda item: (-item.points, item.code, item.contact_ids, item.record_ids))
    return Gap(key, name, min(100.0, sum(item.points for item in found)), tuple(found))


def empty_map(code: str = "empty_map") -> Item:
    """The one item of a map nobody stands on."""
    return Item(code, "Nobody is on the map.", 100.0)
