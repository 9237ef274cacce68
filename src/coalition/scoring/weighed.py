"""Every touch of every stakeholder, weighed once.

The touches are read, joined and judged in this one pass; all counting is over its narrow rows. Read by each measure
anew, the same files were opened six times.
"""

from __future__ import annotations

import ibis

from coalition.scoring import engagement, network, sentiment
from coalition.scoring.codes import Kind, Role
from coalition.scoring.expressions import DAY_S, Table
from coalition.scoring.known import known_touches, per_stakeholder
from coalition.scoring.settings import ScoringSettings
from coalition.scoring.tables import WEIGHED, unbound


def weighed(s: ScoringSettings) -> Table:
    """See ``tables.WEIGHED``."""
    rows = judged(s)
    # What belongs to a person, whichever deal it was about, is counted on one of theirs.
    first = rows.is_first == 1
    once = {"is_tie": rows.is_between & first, "together": ibis.ifelse(first, rows.together, ibis.literal(0, "int16"))}
    return rows.mutate(**once).select(*WEIGHED.names)


def judged(s: ScoringSettings) -> Table:
    """The touches of every stakeholder with all they count as, every column still there: what an explanation reads.

    What a touch counts as is settled before the join, where it is one row, and only masked after it.
    """
    t = sentiment.windowed(engagement.weighed(known_touches(), s.engagement), s.sentiment)
    windows_s = (s.sentiment.recent_days + s.sentiment.baseline_days) * DAY_S
    t = network.grouped(t, s.influence).mutate(
        led=t.seller_led == 1,
        mail=(t.seller_led == 1) & (t.kind == Kind.EMAIL) & (t.role == Role.TO) & (t.age_s <= windows_s),
        is_between=(t.two_way == 1) & t.user_id.notnull(),
        user_id=ibis.coalesce(t.user_id, ibis.literal(0, "int64")),
        replied_after_s=ibis.coalesce(t.replied_after_s, ibis.literal(-1, "int64")),
    )
    rows = per_stakeholder(t)
    return rows.mutate(
        node=rows.node.cast("int32"),
        part=ibis.ifelse(rows.is_here, rows.act, ibis.literal(-1, "int16")),
        window=ibis.ifelse(rows.is_here, rows.window, ibis.literal(0, "int16")),
        deep_day=ibis.ifelse(rows.is_young, engagement.days_back(rows), ibis.literal(-1, "int16")),
        is_led=rows.is_here & rows.led,
        is_mail=rows.is_here & rows.mail,
    )


def counts(s: ScoringSettings) -> Table:
    """Per stakeholder, part of engagement and window few sums each.

    Counting by part and window first and spreading them out afterwards (``facts.spread``) takes a third less time than
    one pass with a condition for every fact.
    """
    rows = unbound("weighed")
    late = (rows.part >= 0) & (rows.age_s <= s.threads_days * DAY_S)
    return rows.group_by(["node", "part", "window"]).aggregate(
        **engagement.counted(rows), **sentiment.counted(rows, s.sentiment), lately=rows.count(where=late)
    )
