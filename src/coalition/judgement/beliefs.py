"""Who decides, and what they believe right now with how we know: the first question asked of any deal.

Nothing here is new knowledge: it picks the people who carry the decision and tells where their sentiment comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coalition.judgement.consensus import must_approve
from coalition.judgement.frame import Frame
from coalition.judgement.people import Stakeholder
from coalition.judgement.words import EngagementLevel, SentimentSource, SentimentWord, Vote, word_for

MOST_DECIDERS = 4
FINANCE_DEPARTMENTS = ("finance", "controlling", "treasury", "procurement")
_CHIEF = ("cfo", "chief financial")
_FINANCE_TITLES = (*_CHIEF, "finance", "financial", "controller", "treasurer")


@dataclass(frozen=True, slots=True)
class Belief:
    """Where one person stands. ``word`` empty: not assessed, which is neither neutral nor against."""

    contact_id: str
    name: str
    title: str
    roles: tuple[str, ...]
    """Names of their personas."""
    engagement: EngagementLevel
    word: SentimentWord
    score: float | None
    how: SentimentSource
    why: str
    at: datetime | None
    """Of the seller's view, where it counts; else of the last two-way contact."""
    by_id: str
    """Who of ours holds the view."""
    vote: Vote
    must_approve: bool


@dataclass(frozen=True, slots=True)
class Beliefs:
    """``deciders`` most influential first. None: nobody on the map holds that seat."""

    deciders: tuple[Belief, ...]
    economic_buyer: Belief | None
    finance_lead: Belief | None


def beliefs(frame: Frame) -> Beliefs:
    """Of those who approve or decide, of the economic buyer, and of the counterpart in finance."""
    deciders = [p for p in frame.people if must_approve(frame, p) or frame.has_group(p, "decision_maker")]
    deciders.sort(key=lambda p: (not must_approve(frame, p), -frame.weights[p.contact_id], p.contact_id))
    buyers = [p for p in deciders if "economic_buyer" in p.personas]
    return Beliefs(
        deciders=tuple(_belief(frame, person) for person in deciders[:MOST_DECIDERS]),
        economic_buyer=_belief(frame, buyers[0]) if buyers else None,
        finance_lead=_finance_lead(frame),
    )


def _finance_lead(frame: Frame) -> Belief | None:
    """The chief of finance before others of it; among equals whoever counts most."""
    ranked = [(rank, p) for p in frame.people if (rank := _finance_rank(p)) is not None]
    ranked.sort(key=lambda pair: (pair[0], -frame.weights[pair[1].contact_id], pair[1].contact_id))
    return _belief(frame, ranked[0][1]) if ranked else None


def _finance_rank(person: Stakeholder) -> int | None:
    title, department = person.title.casefold(), person.department.casefold()
    if any(word in title for word in _CHIEF):
        return 0
    if any(word in title for word in _FINANCE_TITLES):
        return 1
    return 2 if any(word in department for word in FINANCE_DEPARTMENTS) else None


def _belief(frame: Frame, person: Stakeholder) -> Belief:
    sentiment = person.sentiment
    seller = sentiment.seller
    held = sentiment.source in ("seller", "blend") and seller is not None
    return Belief(
        contact_id=person.contact_id,
        name=person.name,
        title=person.title,
        roles=tuple(frame.persona_name(key) for key in person.personas),
        engagement=person.engagement.level,
        word=word_for(sentiment.score),
        score=sentiment.score,
        how=sentiment.source if sentiment.score is not None else "",
        why=_why(person),
        at=seller.at if held and seller else person.engagement.last_two_way_at,
        by_id=seller.by_id if seller else "",
        vote=person.indicators.vote,
        must_approve=must_approve(frame, person),
    )


def _why(person: Stakeholder) -> str:
    sentiment, seller = person.sentiment, person.sentiment.seller
    if sentiment.score is None:
        return "Nobody assessed it, and what they did says too little."
    note = f" Their evidence: {seller.evidence}" if seller and seller.evidence else ""
    if sentiment.source == "behaviour":
        if sentiment.diverges and seller:
            return f"From what they do, and the seller's view, {seller.word}, does not fit it.{note}"
        return f"From what they do; the seller holds them for {seller.word}." if seller else "From what they do."
    if sentiment.source == "blend":
        return f"The seller's view, drawn towards what they do.{note}"
    return f"The seller's view alone.{note}"
