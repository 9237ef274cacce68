"""Who stands with whom among their people: lines on the map, and being addressed, invited or written to together.

The pairs come out of set-based expressions; what they say about position is measured by ``graph``, all deals at once.
Friendship, acquaintance and alliance carry no influence, and ties to our people are left out.
"""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.codes import Kind, Role
from coalition.scoring.expressions import Table, flag
from coalition.scoring.rowwise import Vector, looked_up, numbers, places
from coalition.scoring.settings import InfluenceSettings
from coalition.scoring.tables import unbound

CARRYING = ("influences", "reports_to", "dotted")
#: Seniority of a pseudo user that stands for a complete record of their mail, seen through nobody's inbox.
IN_FULL = 6
#: A person's part in a mail or meeting of several of theirs.
ACTING, ADDRESSED = 1, 2


def grouped(rows: Table, s: InfluenceSettings) -> Table:
    """Marks those in mails and meetings of 2 to ``largest_group`` of their people: more is an announcement.

    All of the account's past counts, with no window: silence does not lower influence.
    """
    in_group = (
        rows.kind.isin([Kind.EMAIL, Kind.MEETING])
        & (rows.automatic == 0)
        & (rows.theirs >= 2)
        & (rows.theirs <= s.largest_group)
    )
    acting, addressed, apart = (ibis.literal(part, "int16") for part in (ACTING, ADDRESSED, 0))
    acts = rows.role.isin([Role.FROM, Role.ORGANIZER])
    return rows.mutate(together=ibis.cases((in_group & acts, acting), (in_group, addressed), else_=apart))


def edges() -> Table:
    """Directed pairs of people who are on some deal: ``together`` (both were addressed), ``wrote`` (from the first).

    Each person stands for themselves once, by their first node: who met whom does not depend on the deal.
    """
    rows = unbound("weighed")
    rows = rows.filter(rows.together > 0)
    first = rows.select("activity_id", node="node", acting=rows.together == ACTING)
    second = rows.filter(rows.together == ADDRESSED).select("activity_id", other="node").view()
    pairs = first.join(second, [first.activity_id == second.activity_id, first.node != second.other])
    return pairs.group_by(["node", "other"]).aggregate(
        together=flag(~pairs.acting).max(), wrote=flag(pairs.acting).max()
    )


class People:
    """Who is on which deals: takes what holds between two people to every deal that both are on.

    ``nodes`` are in the order of their keys.
    """

    def __init__(self, nodes: pa.Table) -> None:
        self._contacts, self._contact = np.unique(nodes["contact_id"].to_numpy(), return_inverse=True)
        self._deals, self._deal = np.unique(nodes["opportunity_id"].to_numpy(), return_inverse=True)
        self._by_contact = np.argsort(self._contact, kind="stable")
        self._key = self._deal * len(self._contacts) + self._contact

    def first(self) -> Vector:
        """The first node of each node's contact."""
        return self._by_contact[np.searchsorted(self._contact[self._by_contact], self._contact)]

    def line_pairs(self, lines: pa.Table) -> pa.Table:
        """Lines that carry influence as pairs of nodes. One without an opportunity stands in every deal of both."""
        lines = lines.filter(pc.is_in(lines["kind"], pa.array(CARRYING)))
        start, end = (_place(self._contacts, lines[f"{end}_contact_id"].to_numpy()) for end in ("from", "to"))
        row, from_node, to_node = self._on_each_deal(start, end)
        only = lines["opportunity_id"].cast(pa.float64()).to_numpy()[row]
        holds = np.isnan(only) | (only == self._deals[self._deal[from_node]])
        chosen = lines.take(pa.array(row[holds]))
        pairs = {"from_node": from_node[holds], "to_node": to_node[holds]}
        return pa.table(pairs | {name: chosen[name] for name in ("kind", "strength")})

    def edges(self, edges: pa.Table) -> pa.Table:
        """Edges between people as edges between their nodes on each deal."""
        start, end = (self._contact[edges[name].to_numpy()] for name in ("node", "other"))
        row, node, other = self._on_each_deal(start, end)
        chosen = edges.select(["together", "wrote"]).take(pa.array(row))
        return pa.table({"node": node, "other": other, "together": chosen["together"], "wrote": chosen["wrote"]})

    def _on_each_deal(self, start: Vector, end: Vector) -> tuple[Vector, Vector, Vector]:
        """The row, and the nodes of its start and its end, for every deal that both are on; below 0 is nobody."""
        ascending: Vector = self._contact[self._by_contact]
        first: Vector = np.searchsorted(ascending, start, "left")
        after: Vector = np.searchsorted(ascending, start, "right")
        times = np.where((start >= 0) & (end >= 0), after - first, 0)
        row = np.repeat(np.arange(len(start)), times)
        nth = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
        from_node = self._by_contact[nth + first[row]]
        to_node = _place(self._key, self._deal[from_node] * len(self._contacts) + end[row])
        both = to_node >= 0
        return row[both], from_node[both], to_node[both]


def observers(contacts: pa.Table, users: pa.Table, people: People, s: InfluenceSettings) -> pa.Table:
    """Per stakeholder: how much of their network those of ours could see who took part, by seniority and number.

    ``contacts`` has a row for each of ours who was seen with them; each counts once, however many mails they were in.
    """
    seen = contacts.filter(pc.greater(contacts["seen_together"], 0))
    first = people.first()
    node, known = seen["node"].to_numpy(), seen["user_id"].to_numpy() > 0
    rank = looked_up(places(seen["user_id"], users["user_id"]), numbers(users, ("seniority",))["seniority"], 0)
    shares = [s.seen_by_unknown, *(getattr(s, f"seen_by_{rank}") for rank in range(1, 6)), s.seen_in_full]
    share = np.asarray(shares)[np.where((rank < 1) | (rank > IN_FULL) | ~known, 0, rank).astype(int)]
    missed = np.log(1.0 - np.minimum(share, 0.999))
    return pa.table(
        {
            "missed": np.bincount(node, weights=missed, minlength=len(first))[first],
            "observed_by": np.bincount(node[known], minlength=len(first))[first],
        }
    )


def _place(keys: Vector, wanted: Vector) -> Vector:
    """Where each wanted number stands among the keys, which ascend; -1 where it does not."""
    if not len(keys):
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)
