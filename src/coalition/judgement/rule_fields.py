"""What a rule may read of a person, and of the deal itself.

Closed tables: a rule is data that an admin typed, and never reaches further than these. The fields an installation
added itself are read by ``custom.`` and their key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final, Literal

from coalition.judgement.people import Indicators, Stakeholder, Ticks

Operator = Literal["is", "is_not", "at_least", "at_most", "contains", "is_known", "is_unknown"]
Subject = Literal["person", "deal"]
Part = Literal["scores", "roles", "reviews", "gates", "around"]
"""``roles``: won deals to compare with. ``around``: lines and insights."""
Kind = Literal["number", "word", "yes_no", "any"]

PERSON_FIELDS: Final[dict[str, Callable[[Stakeholder], object]]] = {
    "name": lambda p: p.name,
    "title": lambda p: p.title,
    "department": lambda p: p.department,
    "business_unit": lambda p: p.business_unit,
    "seniority": lambda p: p.seniority,
    "status": lambda p: p.status,
    "is_outsider": lambda p: p.is_outsider,
    "personas": lambda p: p.personas,
    "competitor_stance": lambda p: p.competitor_stance,
    "engagement.level": lambda p: p.engagement.level,
    "engagement.score": lambda p: p.engagement.score,
    "sentiment.score": lambda p: p.sentiment.score,
    "sentiment.diverges": lambda p: p.sentiment.diverges,
    "influence.score": lambda p: p.influence.score,
    "influence.level": lambda p: p.influence.level,
    "influence.assumed": lambda p: p.influence.assumed,
    **{f"ticks.{f.name}": attrgetter(f"ticks.{f.name}") for f in fields(Ticks)},
    **{f"indicators.{f.name}": attrgetter(f"indicators.{f.name}") for f in fields(Indicators)},
}
_PERSON_SCALES: Final = {"engagement.score": 100.0, "sentiment.score": 200.0, "influence.score": 100.0}
_RATINGS: Final = frozenset({"indicators.relationship", "indicators.fit_view"})


@dataclass(frozen=True, slots=True)
class DealField:
    """``scale``: how far a number that is worked out reaches from end to end; 0 for counts, days and what was typed.

    ``rests_on``: what it is worked out from beside the record of the deal and its people, so that who reads the past
    reads no more of it than is asked for.
    """

    kind: Kind
    scale: float = 0.0
    rests_on: tuple[Part, ...] = ()


WORD, COUNT = DealField("word"), DealField("number")
REVIEWED: Final = DealField("number", rests_on=("reviews",))
SCORED: Final = DealField("number", rests_on=("scores",))
POINTS: Final = DealField("number", 100.0, ("scores", "roles"))
GAP: Final = DealField("number", 100.0, ("scores", "roles", "reviews", "around"))
GAPS: Final = (
    "static_records",
    "persona_without_influence",
    "sentiment_blind_spots",
    "single_threaded_coverage",
    "no_coaching_loop",
)

#: How each is worked out says ``deal_values``.
DEAL_FIELDS: Final[dict[str, DealField]] = {
    "deal.amount": COUNT,
    "deal.currency": WORD,
    "deal.type": WORD,
    "deal.pipeline": WORD,
    "deal.stage": WORD,
    "deal.stage_number": COUNT,
    "deal.days_in_stage": COUNT,
    "deal.days_to_close": COUNT,
    "deal.age_days": COUNT,
    "deal.owner": WORD,
    "deal.owner_team": WORD,
    "deal.next_step": WORD,
    "deal.days_since_review": REVIEWED,
    "deal.days_since_contact": SCORED,
    "deal.open_comments": REVIEWED,
    "deal.overdue_actions": REVIEWED,
    "deal.open_gates": DealField("number", rests_on=("scores", "roles", "reviews", "gates", "around")),
    "deal.people": COUNT,
    "deal.engaged": SCORED,
    "deal.for_us": SCORED,
    "deal.against_us": SCORED,
    "deal.decision_makers": COUNT,
    "deal.stalled": SCORED,
    "deal.empty_seats": COUNT,
    "deal.insights": DealField("number", rests_on=("around",)),
    "deal.coverage": POINTS,
    "deal.map_score": POINTS,
    "deal.consensus": DealField("number", 2.0, ("scores",)),
    "deal.consensus_reached": DealField("yes_no", rests_on=("scores",)),
    "deal.effective_threads": DealField("number", 3.0, ("scores", "roles")),
    "deal.single_thread_risk": POINTS,
    **{f"deal.gap.{key}": GAP for key in GAPS},
    "account.name": WORD,
    "account.segment": WORD,
    "account.industry": WORD,
    "account.country": WORD,
    "account.tier": WORD,
    "account.fit": COUNT,
    "account.employees": COUNT,
    "account.annual_revenue": COUNT,
}
CUSTOM: Final = ("custom.", "deal.custom.", "account.custom.")


def custom_key(field: str) -> str:
    """The key of a field the installation added itself; empty for every other."""
    return next((field.removeprefix(start) for start in CUSTOM if field.startswith(start)), "")


def is_known(field: str) -> bool:
    return field in PERSON_FIELDS or field in DEAL_FIELDS or bool(custom_key(field))


def subject_of(field: str) -> Subject:
    """Whether each person is asked, or the deal once."""
    return "deal" if field.startswith(("deal.", "account.")) else "person"


def kind_of(field: str) -> Kind:
    if custom_key(field):
        return "any"
    if field in DEAL_FIELDS:
        return DEAL_FIELDS[field].kind
    return "number" if field in _PERSON_SCALES or field in _RATINGS else "word"


def scale_of(field: str) -> float:
    """0 for what does not waver from day to day by itself."""
    return DEAL_FIELDS[field].scale if field in DEAL_FIELDS else _PERSON_SCALES.get(field, 0.0)


def parts_of(field: str) -> tuple[Part, ...]:
    """What is to be known beside the record of the deal and its people before the field can be read."""
    if field in DEAL_FIELDS:
        return DEAL_FIELDS[field].rests_on
    return ("scores",) if field.startswith(("engagement.", "sentiment.", "influence.")) else ()


def operators_for(field: str) -> tuple[Operator, ...]:
    """Those that make sense for a field: numbers are compared, words and yes-or-no are matched."""
    match kind_of(field):
        case "number":
            return ("at_least", "at_most", "is", "is_known", "is_unknown")
        case "any":
            return ("is", "is_not", "at_least", "at_most", "contains", "is_known", "is_unknown")
        case "yes_no":
            return ("is", "is_known", "is_unknown")
        case _:
            return ("is", "is_not", "contains", "is_known", "is_unknown")
