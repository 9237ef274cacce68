"""What an interaction is worth, in one place: the score, its evidence and its exports all weigh by this table.

Written for rows of either kind, a table of Ibis or a dictionary, so it needs no engine: ``row["kind"] == 1`` is
a condition of the one and a fact of the other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from coalition.scoring.codes import Kind
from coalition.scoring.settings import EngagementSettings


class Weight(NamedTuple):
    """``when`` it holds, the interaction belongs to ``part`` and weighs ``worth``, shared among a mail's recipients."""

    when: Any
    part: str
    worth: float
    is_shared: bool = False


def weights(row: Any, s: EngagementSettings) -> tuple[Weight, ...]:
    """The table for a row: the first that holds counts. Where none does, it is a view (``otherwise``)."""
    return (
        Weight(row["forwarded"] == 1, "forward", s.forward_weight),
        Weight(row["commented"] == 1, "comment", s.comment_weight),
        Weight(row["kind"] == Kind.MEETING, "meeting", s.meeting_weight),
        Weight(row["kind"] == Kind.CALL, "call", s.call_weight),
        Weight(row["kind"] == Kind.EMAIL, "email", s.email_weight, is_shared=True),
        Weight(row["kind"] == Kind.SUPPORT, "support", s.support_weight),
    )


def otherwise(s: EngagementSettings) -> Weight:
    """What any other act of theirs counts as: they looked at something."""
    return Weight(True, "view", s.view_weight)


def weight_of(row: dict[str, Any], age_s: int, s: EngagementSettings) -> tuple[str, float]:
    """The part one interaction belongs to, and what it still weighs at that age."""
    found = next((each for each in weights(row, s) if each.when), otherwise(s))
    share = max(row["recipients"], 1) ** -s.sharing if found.is_shared else 1.0
    return found.part, float(found.worth * share * 2.0 ** (-age_s / (s.half_life_days * 86_400)))
