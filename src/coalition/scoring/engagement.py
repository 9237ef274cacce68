"""Engagement: does this person act towards us, and do we lead? A level for people and rules, a score for ranking.

The score is a saturating sum of what the contact did, each weighed by kind and halved every ``half_life_days``. Each
kind's share of the sum is its part of the score, so the parts add up to it exactly.
"""

from __future__ import annotations

import ibis
import numpy as np
import pyarrow as pa

from coalition.scoring.codes import ENGAGEMENT_LEVELS, Kind
from coalition.scoring.codes import ENGAGEMENT_PARTS as PARTS
from coalition.scoring.expressions import DAY_S, Column, Table, halving, real
from coalition.scoring.rowwise import Columns, Vector, added, numbers, ratio, words
from coalition.scoring.settings import EngagementSettings
from coalition.scoring.weights import otherwise, weights

#: Days fit into the bits of one number.
LAST_BIT = 62
_PULLS = tuple(f"{name}_pull" for name in PARTS)


def weighed(rows: Table, s: EngagementSettings) -> Table:
    """Each touch with the part its act belongs to, below 0 where the contact did nothing, and what it still weighs."""
    table, other = weights(rows, s), otherwise(s)
    shared = (real(-s.sharing) * rows.recipients.cast("float64").ln()).exp()
    worth = [(each.when, real(each.worth) * shared if each.is_shared else real(each.worth)) for each in table]
    place = ibis.cases(*[(each.when, PARTS.index(each.part)) for each in table], else_=PARTS.index(other.part))
    weight = ibis.cases(*worth, else_=real(other.worth))
    acted = rows.two_way == 1
    is_young = acted & (rows.age_s <= s.deep_days * DAY_S)
    return rows.mutate(
        act=ibis.cases((acted, place), else_=ibis.literal(-1)).cast("int16"),
        pull=ibis.cases((acted, weight * halving(rows.age_s, s.half_life_days)), else_=real(0)),
        is_young=is_young,
        is_live=is_young & rows.kind.isin([Kind.MEETING, Kind.CALL]),
    )


def days_back(rows: Table) -> Column:
    """How many midnights ago it was, where the contact is; beyond the last bit it does not matter.

    Days are counted by putting their bits together, which takes one pass and any order.
    """
    days = (rows.age_s - rows.past_midnight_s + (DAY_S - 1)) // DAY_S
    return ibis.least(days, ibis.literal(LAST_BIT, "int64")).cast("int16")


@ibis.udf.agg.builtin(name="bit_or")  # type: ignore[untyped-decorator]
def _put_together(bits: int) -> int:
    """The engines' own aggregate, by the same name in all three; Ibis writes it for two of them only."""
    raise NotImplementedError


def counted(rows: Table) -> dict[str, Column]:
    """Within one part and window: when each side last moved, on which days the contact acted, the decayed sum."""
    # A power instead of a shift, because engines disagree on the types a shift takes.
    day = ibis.ifelse(rows.deep_day >= 0, real(2) ** rows.deep_day.cast("float64"), real(0)).cast("int64")
    return {
        "age_s": rows.age_s.min(),
        "led_age_s": rows.age_s.min(where=rows.is_led),
        "deep_days": _put_together(day),
        "live": rows.count(where=rows.is_live),
        "number": rows.count(),
        "pull": rows.pull.sum(),
    }


def scores(facts: pa.Table, as_of_s: int, s: EngagementSettings) -> dict[str, pa.Array]:
    """Level, score and its parts, one row per stakeholder of ``facts``."""
    t = numbers(facts, ("touched_s", "last_two_way_s", "last_seller_led_s", "two_way_days", "live_two_way", *_PULLS))
    total = added([t[name] for name in _PULLS])
    per_pull = 100.0 * ratio(1.0 - np.exp(-total / s.saturation), total)
    points = {f"engagement_{name}_points": t[f"{name}_pull"] * per_pull for name in PARTS}
    return {
        "engagement_level": words(_level(t, as_of_s, s), ENGAGEMENT_LEVELS),
        # The score is the sum of the parts, in their order, not the other way round.
        "engagement_score": pa.array(added(list(points.values()))),
        **{name: facts[name] for name in ("last_two_way_s", "last_seller_led_s", "touched_s", "two_way_days")},
        **{f"engagement_{name}_n": facts[f"engagement_{name}_n"] for name in PARTS},
        **{name: pa.array(values) for name, values in points.items()},
    }


def _level(t: Columns, as_of_s: int, s: EngagementSettings) -> Vector:
    """The level: the highest one whose conditions hold. All of them only lapse as time passes."""
    two_way_age, led_age = as_of_s - t["last_two_way_s"], as_of_s - t["last_seller_led_s"]
    engaged = (two_way_age <= s.engaged_days * DAY_S) & (led_age <= s.engaged_days * DAY_S)
    deep = engaged & (t["two_way_days"] >= s.deep_distinct_days) & (t["live_two_way"] > 0)
    lapsed = two_way_age <= s.present_days * DAY_S
    present = as_of_s - t["touched_s"] <= s.absent_after_days * DAY_S
    ranks = [ENGAGEMENT_LEVELS.index(name) for name in ("deep", "engaged", "lapsed", "present", "absent")]
    return np.select([deep, engaged, lapsed, present], ranks[:-1], ranks[-1])
