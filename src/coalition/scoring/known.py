"""What was known at the moment asked about: the first step of every score.

From here on time is an age relative to that moment, so shifting all times by a constant changes nothing.
"""

from __future__ import annotations

import ibis

from coalition.scoring.expressions import Table
from coalition.scoring.tables import unbound


def known_touches() -> Table:
    """Touches that had happened, were recorded and not yet retracted; answers only if they had come by then."""
    t = unbound("touches").cross_join(unbound("moment"))
    # As differences: comparing columns of two tables is planned as a join, which takes every row in hand.
    age_s = t.as_of_s - t.occurred_s
    t = t.filter(
        (age_s >= 0) & (t.as_of_s - t.recorded_s >= 0) & (t.retracted_s.isnull() | (t.as_of_s - t.retracted_s < 0))
    )
    answered = (t.reply_recorded_s <= t.as_of_s) & (t.replied_after_s <= age_s)
    return t.mutate(age_s=age_s, replied_after_s=ibis.cases((answered, t.replied_after_s)))


def per_stakeholder(touches: Table) -> Table:
    """These touches once for every deal their contact is on. ``is_here``: it counts for this deal, or for all."""
    t = touches.drop("as_of_s").rename(touch_opportunity_id="opportunity_id", touched_by="contact_id")
    s = unbound("nodes").select("node", "opportunity_id", "contact_id", "past_midnight_s", "is_first")
    joined = s.join(t, s.contact_id == t.touched_by)
    is_here = joined.touch_opportunity_id.isnull() | (joined.touch_opportunity_id == joined.opportunity_id)
    return joined.mutate(is_here=is_here)
