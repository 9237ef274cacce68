"""Graph measures over all deals at once: sums over edge lists, with no loop over deals or people.

No edge leaves a deal, so one pass over all edges is one step for every deal. Every engine shares this step: it gets
pairs and gives one row per node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from coalition.scoring.settings import InfluenceSettings
from coalition.scoring.tables import GRAPH

#: Rounds of passing influence on. What is left after them is passed_on ** ROUNDS, under a millionth at 0.6.
ROUNDS = 28
#: Lines further from a seat than this carry nothing worth showing.
STEPS = 4

#: One number a node.
Vector: TypeAlias = Any


@dataclass(frozen=True)
class Pairs:
    """Directed pairs of nodes with a weight."""

    start: Vector
    end: Vector
    weight: Vector

    def gather(self, values: Vector, nodes: int) -> Vector:
        """For each node, the weighted sum of the values at the starts of the pairs that end there."""
        return np.bincount(self.end, weights=values[self.start] * self.weight, minlength=nodes)


def measure(nodes: pa.Table, lines: pa.Table, edges: pa.Table, s: InfluenceSettings) -> pa.Table:
    """One row per node: see ``tables.GRAPH``. ``nodes`` is in the order of its node numbers, counted from 0."""
    count = nodes.num_rows
    group = nodes["opportunity_id"].to_numpy() if count else np.empty(0, dtype=np.int64)
    _, group = np.unique(group, return_inverse=True)
    flows = _flows(lines, s)
    together, wrote = _edges(edges, "together"), _edges(edges, "wrote")
    return pa.table(
        {
            "node": np.arange(count),
            "closeness": closeness(nodes, lines, s),
            "listened_to": listened_to(flows, count, s),
            "together": standing(together, group),
            "written_to": standing(wrote, group),
            "lines": np.bincount(flows.end, minlength=count),
            "peers": np.bincount(together.end, minlength=count) + np.bincount(wrote.end, minlength=count),
            "group_seen": (_touched(together, group) + 2 * _touched(wrote, group)).astype(np.int16),
        },
        schema=GRAPH,
    )


def listened_to(flows: Pairs, count: int, s: InfluenceSettings) -> Vector:
    """Everybody has one voice and passes a share of what reaches them to those they listen to; 0 with no such line.

    This is PageRank without the normalisation over the deal: a further line to a person never lowers it, and a person
    added to the map without lines changes nobody.
    """
    spread = np.bincount(flows.start, weights=flows.weight, minlength=count)
    share = Pairs(flows.start, flows.end, flows.weight / spread[flows.start] if flows.start.size else flows.weight)
    voice = np.ones(count)
    for _ in range(ROUNDS):
        voice = 1.0 + s.passed_on * share.gather(voice, count)
    received = voice - 1.0
    return received / (received + 1.0)


def closeness(nodes: pa.Table, lines: pa.Table, s: InfluenceSettings) -> Vector:
    """1 at the seat of the economic buyer, and what is left of the best seat along the lines that lead to it."""
    value = np.zeros(nodes.num_rows)
    personas = nodes["personas"].to_pandas() if nodes.num_rows else None
    for persona, seat in s.seats().items():
        if personas is not None:
            value = np.maximum(value, np.where(personas.str.contains(f",{persona},", regex=False), seat, 0.0))
    start, end, kind = lines["from_node"].to_numpy(), lines["to_node"].to_numpy(), np.asarray(lines["kind"].to_pylist())
    ways = (  # who gains from whom, along which kind, and how much is carried
        (start, end, "influences", s.influences_carry),
        (start, end, "reports_to", s.reports_to_carry),
        (end, start, "reports_to", s.manages_carry),
        (start, end, "dotted", s.dotted_carry),
        (end, start, "dotted", s.dotted_carry),
    )
    for _ in range(STEPS):
        before = value.copy()
        for gains, holds, name, carried in ways:
            along = kind == name
            if along.any():
                np.maximum.at(value, gains[along], carried * before[holds[along]])
    return value


def standing(pairs: Pairs, group: Vector) -> Vector:
    """How central a person is among those seen together: the peers' own numbers of peers, against the group's mean.

    Whether two people met counts, not how often: in real mail the number of messages ranks people far worse.
    """
    count = group.size
    degree = np.bincount(pairs.end, minlength=count).astype(float)
    reach = pairs.gather(1.0 + degree, count)
    groups = int(group.max()) + 1 if count else 0
    total = np.bincount(group, weights=reach, minlength=groups)
    seen = np.bincount(group, weights=(reach > 0).astype(float), minlength=groups)
    mean = np.divide(total, seen, out=np.zeros(groups), where=seen > 0)[group]
    return np.divide(reach, reach + mean, out=np.zeros(count), where=reach > 0)


def _flows(lines: pa.Table, s: InfluenceSettings) -> Pairs:
    """From who listens to who is heard: the influenced to the influencer, the report to the manager."""
    start, end = lines["from_node"].to_numpy(), lines["to_node"].to_numpy()
    kind = np.asarray(lines["kind"].to_pylist(), dtype=object)
    strength = lines["strength"].cast(pa.float64()).fill_null(2.0).to_numpy() / 2.0
    turned = kind == "influences"
    weight = np.where(kind == "dotted", s.dotted_weight, 1.0) * strength
    start, end = np.where(turned, end, start), np.where(turned, start, end)
    return Pairs(start.astype(np.int64), end.astype(np.int64), weight.astype(float))


def _edges(edges: pa.Table, kind: str) -> Pairs:
    present = edges[kind].to_numpy() == 1
    start, end = edges["node"].to_numpy()[present], edges["other"].to_numpy()[present]
    return Pairs(start, end, np.ones(start.size))


def _touched(pairs: Pairs, group: Vector) -> Vector:
    """1 for every member of a group in which there is such a pair."""
    groups = int(group.max()) + 1 if group.size else 0
    found = np.zeros(groups, dtype=np.int64)
    found[group[pairs.end]] = 1
    return found[group]
