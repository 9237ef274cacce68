"""Where a person stands and how much it counts: the one home of both.

Consensus, agreement, what is needed for a yes, the map score, lenses and the bar above a map all ask here, so that no
two places can say different things of one person.
"""

from __future__ import annotations

from typing import Final, Literal

from coalition.judgement.people import Stakeholder
from coalition.judgement.settings import JudgementSettings

Side = Literal["for", "neutral", "against", "unknown"]

# A word that is none of these says nothing, as an empty one does.
VOTE_SUPPORT: Final = {"for": 1.0, "against": -1.0, "undecided": 0.0}


def support(vote: str, sentiment_score: float | None) -> float | None:
    """-1..1: their vote if given, else the effective sentiment; None where neither is known."""
    given = VOTE_SUPPORT.get(vote)
    if given is not None:
        return given
    return None if sentiment_score is None else sentiment_score / 100.0


def weight(influence_score: float | None, settings: JudgementSettings) -> float:
    """How much a stance counts: its holder's influence. One who was not assessed still has a say."""
    if influence_score is None:
        return settings.weight_if_not_assessed
    return max(influence_score, settings.least_weight)


def side(support: float | None, settings: JudgementSettings) -> Side:
    """Which side somebody with this support is on."""
    if support is None:
        return "unknown"
    if support >= settings.support_from:
        return "for"
    return "against" if support <= -settings.support_from else "neutral"


def support_of(person: Stakeholder) -> float | None:
    return support(person.indicators.vote, person.sentiment.score)


def weight_of(person: Stakeholder, settings: JudgementSettings) -> float:
    return weight(person.influence.score, settings)
