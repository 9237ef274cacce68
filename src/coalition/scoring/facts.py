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


def spread(counts: pa.Table, nodes: int, as_of_s: int) -> pa.Table:
    """One row per node, for all ``nodes`` of them; a part below 0 holds what the contact did not do."""
    column = {name: counts[name].to_numpy() for name in counts.column_names if counts[name].null_count == 0}
    column |= {
        name: counts[name].fill_null(0).to_numpy() for name in counts.column_names if counts[name].null_count > 0
    }
    node, part, window = column["node"], column["part"], column["window"]

    def total(name: str, rows: Vector) -> Vector:
        return np.bincount(node[rows], weights=column[name][rows].astype(float), minlength=nodes)

    acted, led = part >= 0, counts["led_age_s"].is_valid().to_numpy()
    days = np.zeros(nodes, dtype=np.int64)
    np.bitwise_or.at(days, node[acted], column["deep_days"][acted])
    found: dict[str, Any] = {
        "node": np.arange(nodes),
        "touched_s": _latest(node, as_of_s - column["age_s"], nodes),
        "last_two_way_s": _latest(node[acted], as_of_s - column["age_s"][acted], nodes),
        "last_seller_led_s": _latest(node[led], as_of_s - column["led_age_s"][led], nodes),
        "two_way_days": _bits(days),
        "live_two_way": total("live", acted),
        "two_way_lately": total("lately", acted),
    }
    for place, name in enumerate(ENGAGEMENT_PARTS):
        found[f"engagement_{name}_n"] = total("number", part == place)
        found[f"{name}_pull"] = total("pull", part == place)
    for place, name in _WINDOWS:
        found[f"acts_{name}"] = total("number", acted & (window == place))
        for fact in _COUNTED:
            found[f"{fact}_{name}"] = total(fact, window == place)
    return pa.table({item.name: pa.array(found[item.name]).cast(item.type) for item in FACTS}, schema=FACTS)


def _latest(node: Vector, seconds: Vector, nodes: int) -> pa.Array:
    """The greatest for each node, null where there is none."""
    least = np.iinfo(np.int64).min
    latest = np.full(nodes, least)
    np.maximum.at(latest, node, seconds)
    return pa.array(latest, mask=latest == least)


def _bits(numbers: Vector) -> Vector:
    """How many bits are set in each."""
    return np.unpackbits(numbers.view(np.uint8).reshape(-1, 8), axis=1).sum(axis=1) if len(numbers) else numbers
