"""The engagement score week by week, from what is known now: the sparkline on a card."""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa

from coalition.scoring.expressions import DAY_S, Table
from coalition.scoring.rowwise import ratio
from coalition.scoring.settings import EngagementSettings
from coalition.scoring.tables import unbound

_WEEK_S = 7 * DAY_S


def weeks(s: EngagementSettings) -> Table:
    """What each stakeholder's acts of each week still weigh; week 0 is the latest, the last holds all before it."""
    rows = unbound("weighed")
    rows = rows.filter(rows.part >= 0)
    week = ibis.least(rows.age_s // _WEEK_S, ibis.literal(s.trend_weeks - 1, "int64"))
    return rows.group_by(["node", week.name("week")]).aggregate(pull=rows.pull.sum())


def trend(weeks: pa.Table, nodes: int, s: EngagementSettings) -> pa.Array:
    """One score a week, oldest first; the last one is the score itself.

    A week's sum is what it added, as it stood at that week's end, and what is left of the week before.
    """
    kept = 2.0 ** (-7.0 / s.half_life_days)
    added = np.zeros((s.trend_weeks, nodes))
    week = weeks["week"].to_numpy()
    faded = kept**week
    added[week, weeks["node"].to_numpy()] = ratio(weeks["pull"].to_numpy(), faded)
    scores = np.empty((nodes, s.trend_weeks))
    total = np.zeros(nodes)
    for place, week in enumerate(reversed(range(s.trend_weeks))):
        total = total * kept + added[week]
        scores[:, place] = 100.0 * (1.0 - np.exp(-total / s.saturation))
    return pa.FixedSizeListArray.from_arrays(pa.array(scores.ravel()), s.trend_weeks)
