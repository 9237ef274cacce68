"""From the counts of each part and window to one row per stakeholder.

Sums over short lists of numbers, the same for every engine: in SQL it would be a condition for each of forty facts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from coalition.scoring.codes import ENGAGEMENT_PARTS
from coalition.scoring.rowwise import Vector
from coalition.scoring.tables import FACTS

_WINDOWS = ((1, "recent"), (2, "baseline"))
_COUNTED = ("invited", "accepted", "declined", "depth", "forwards", "starts")
#: Longer ago than anything: what never happened.
_NEVER = np.iinfo(np.int64).max


class _Cells:
    """The counts laid out by node, part and window. What the contact did not do comes first, before the parts."""

    def __init__(self, counts: pa.Table, nodes: int) -> None:
        self._counts, self._shape = counts, (nodes, 1 + len(ENGAGEMENT_PARTS), 1 + len(_WINDOWS))
        node, part, window = (counts[name].to_numpy().astype(np.int64) for name in ("node", "part", "window"))
        self._cell = (node * self._shape[1] + part + 1) * self._shape[2] + window

    def of(self, name: str, otherwise: int = 0) -> Vector:
        """One number a cell: every group has one, so they are put into place, not added up."""
        column = self._counts[name]
        values = column.to_numpy() if not column.null_count else column.fill_null(otherwise).to_numpy()
        cells = np.full(np.prod(self._shape), otherwise, dtype=values.dtype)
        cells[self._cell] = values
        return cells.reshape(self._shape)


def spread(counts: pa.Table, nodes: int, as_of_s: int) -> pa.Table:
    """One row per node, for all ``nodes`` of them."""
    cells = _Cells(counts, nodes)
    age, number, pull = cells.of("age_s", _NEVER), cells.of("number"), cells.of("pull")
    found: dict[str, Any] = {
        "node": np.arange(nodes),
        "touched_s": _latest(age, as_of_s),
        "last_two_way_s": _latest(age[:, 1:], as_of_s),
        "last_seller_led_s": _latest(cells.of("led_age_s", _NEVER), as_of_s),
        "two_way_days": _bits(np.bitwise_or.reduce(cells.of("deep_days")[:, 1:], axis=(1, 2))),
        "live_two_way": _total(cells.of("live")[:, 1:]),
        "two_way_lately": _total(cells.of("lately")[:, 1:]),
    }
    for place, name in enumerate(ENGAGEMENT_PARTS, start=1):
        found[f"engagement_{name}_n"] = number[:, place].sum(axis=1)
        found[f"{name}_pull"] = pull[:, place].sum(axis=1)
    for place, name in _WINDOWS:
        found[f"acts_{name}"] = number[:, 1:, place].sum(axis=1)
    for fact in _COUNTED:
        values = cells.of(fact)
        for place, name in _WINDOWS:
            found[f"{fact}_{name}"] = values[:, :, place].sum(axis=1)
    return pa.table({item.name: pa.array(found[item.name]).cast(item.type) for item in FACTS}, schema=FACTS)


def _total(cells: Vector) -> Vector:
    return cells.sum(axis=(1, 2))


def _latest(ages: Vector, as_of_s: int) -> pa.Array:
    """When the youngest was for each node, null where there is none."""
    least = ages.min(axis=(1, 2))
    return pa.array(as_of_s - least, mask=least == _NEVER)


def _bits(numbers: Vector) -> Vector:
    """How many bits are set in each."""
    return np.unpackbits(numbers.view(np.uint8).reshape(-1, 8), axis=1).sum(axis=1) if len(numbers) else numbers
