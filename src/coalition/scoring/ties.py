"""Between each of ours and each of theirs: what passed between them, of late more than long ago."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coalition.scoring.expressions import Table, halving, real
from coalition.scoring.settings import TieSettings
from coalition.scoring.tables import unbound


def contacts(s: TieSettings) -> Table:
    """Per stakeholder and one of ours: two-way interactions, decayed, and whether that user saw them among theirs."""
    rows = unbound("weighed")
    rows = rows.filter(rows.is_tie | (rows.together > 0))
    part_of = real(1) / rows.recipients * halving(rows.age_s, s.half_life_days)
    return rows.group_by(["node", "user_id"]).aggregate(
        interactions=rows.count(where=rows.is_tie),
        age_s=rows.age_s.min(where=rows.is_tie),
        pull=part_of.sum(where=rows.is_tie),
        seen_together=rows.count(where=rows.together > 0),
    )


def ties(contacts: pa.Table, nodes: pa.Table, as_of_s: int, s: TieSettings) -> pa.Table:
    """One row a pair of people: a strength from 0 to 1."""
    found = contacts.filter(pc.greater(contacts["interactions"], 0))
    made = pa.table(
        {
            "user_id": found["user_id"],
            "contact_id": nodes["contact_id"].take(found["node"]),
            "interactions": found["interactions"],
            "last_two_way_s": pc.subtract(pa.scalar(as_of_s), found["age_s"]),
            "strength": 1.0 - np.exp(-found["pull"].to_numpy() / s.saturation),
        }
    )
    return made.sort_by([("contact_id", "ascending"), ("user_id", "ascending")])
