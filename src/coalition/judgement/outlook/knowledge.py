"""What was known of a deal at a moment, as fields an outlook may learn from.

Only what stands on the map and in the deal then. Left out on purpose: who of ours owns or covers it (no seller
is marked by a forecast), the close date and the stage (both are rewritten as the deal ends).
"""

from __future__ import annotations

from coalition.judgement.beliefs import Belief
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.summary import judge
from coalition.judgement.words import word_for

#: Names the fields and how they are read; raise it when either changes, and everything is read again.
KNOWLEDGE = "known-1"
NOBODY, UNKNOWN = "nobody", "unknown"


def known_of(snapshot: DealSnapshot, settings: JudgementSettings = DEFAULT) -> dict[str, str]:
    """Name of a field to its value as text; empty: not known."""
    judged, deal = judge(snapshot, settings), snapshot.deal
    support = judged.header.support
    return {
        "segment": deal.segment,
        "industry": deal.industry,
        "kind": deal.kind,
        "amount": _number(deal.amount),
        "economic buyer": _seat(judged.beliefs.economic_buyer),
        "finance lead": _seat(judged.beliefs.finance_lead),
        "champion": _champion(snapshot),
        "people on the map": _number(len(snapshot.active)),
        "people engaged": _number(judged.header.engaged),
        "in touch in 30 days": _number(judged.header.contacted_30_days.count),
        "threads": _number(judged.header.effective_threads),
        "influence for us": _number(support.supporting),
        "influence against us": _number(support.against),
        "coverage": _number(judged.coverage.score),
        "map score": _number(judged.map_score.score),
    }


def _seat(belief: Belief | None) -> str:
    return (belief.word or UNKNOWN) if belief else NOBODY


def _champion(snapshot: DealSnapshot) -> str:
    """The word of the warmest champion."""
    champions = [person for person in snapshot.active if "champion" in person.personas]
    scores = [person.sentiment.score for person in champions if person.sentiment.score is not None]
    if not scores:
        return UNKNOWN if champions else NOBODY
    return word_for(max(scores)) or UNKNOWN


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 2):.12g}"
