"""What closing one item of a gap means, as a change of the snapshot.

The plainest change that takes the item away: a fact confirmed as it stands, a person reached at the usual depth. It
serves the laws of the gaps, and the question "what would closing this do?".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from coalition.judgement.frame import Item
from coalition.judgement.gaps.static import is_set
from coalition.judgement.people import (
    BehaviourView,
    Engagement,
    Indicators,
    Influence,
    SellerView,
    Sentiment,
    Stakeholder,
)
from coalition.judgement.settings import JudgementSettings
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.words import word_for

_ANSWERS: dict[str, Any] = {
    "personas": ("influencer",),
    "relationship": 3,
    "access": "monthly",
    "preference": "neutral",
    "vote": "undecided",
    "vote_kind": "influence",
    "fit_view": 3,
}


def close(snapshot: DealSnapshot, item: Item, settings: JudgementSettings) -> DealSnapshot:
    """The snapshot as it would be with this item closed and nothing else changed."""
    if item.code in _REVIEWS:
        return _REVIEWS[item.code](snapshot, item)
    if item.code == "left":
        return replace(snapshot, people=tuple(p for p in snapshot.people if p.contact_id not in item.contact_ids))
    if item.code in _PERSONAL:
        act = _PERSONAL[item.code]
        return _change(snapshot, item.contact_ids[0], lambda person: act(person, snapshot, item, settings))
    if item.code in ("role_not_engaged", "few_threads", "no_engaged_influence") and item.contact_ids:
        return _change(snapshot, item.contact_ids[0], lambda person: engaged(person, snapshot))
    return replace(snapshot, people=(*snapshot.people, _newcomer(snapshot, settings, item.record_ids)))


def engaged(person: Stakeholder, snapshot: DealSnapshot) -> Stakeholder:
    """In dialogue, at the depth usual on this deal."""
    if person.is_engaged:
        return person
    talk = replace(
        person.engagement,
        level="engaged",
        two_way_90=_usual_amount(snapshot),
        last_two_way_at=snapshot.as_of,
        last_seller_led_at=snapshot.as_of,
    )
    return replace(person, engagement=talk)


def _usual_amount(snapshot: DealSnapshot) -> float | None:
    # The mean, because one who joins at the mean always adds to the effective threads; one who takes over does not.
    amounts = [person.engagement.two_way_90 for person in snapshot.active if person.is_engaged]
    if any(amounts):
        return sum(amount or 0.0 for amount in amounts) / len(amounts)
    return None if amounts else 1.0


def _change(snapshot: DealSnapshot, contact_id: str, act: Callable[[Stakeholder], Stakeholder]) -> DealSnapshot:
    return replace(snapshot, people=tuple(act(p) if p.contact_id == contact_id else p for p in snapshot.people))


def _confirm(person: Stakeholder, snapshot: DealSnapshot, item: Item, settings: JudgementSettings) -> Stakeholder:
    return replace(person, changed_at={**person.changed_at, "notes": snapshot.as_of})


def _answer(person: Stakeholder, snapshot: DealSnapshot, item: Item, settings: JudgementSettings) -> Stakeholder:
    (name,) = item.record_ids
    changed_at = {**person.changed_at, name: snapshot.as_of}
    if hasattr(person, name):
        return replace(person, changed_at=changed_at, **{name: _ANSWERS.get(name, "known")})
    if hasattr(person.ticks, name):
        return replace(person, changed_at=changed_at, ticks=replace(person.ticks, **{name: False}))
    told = replace(person.indicators, **{name: _ANSWERS.get(name, "known")})
    return replace(person, changed_at=changed_at, indicators=told)


def _prove_influence(
    person: Stakeholder, snapshot: DealSnapshot, item: Item, settings: JudgementSettings
) -> Stakeholder:
    score = person.influence.score
    known = settings.weight_if_not_assessed if score is None else score
    return replace(person, influence=replace(person.influence, score=known, confidence=1.0, assumed=False))


def _see_behaviour(person: Stakeholder, snapshot: DealSnapshot, item: Item, settings: JudgementSettings) -> Stakeholder:
    score = person.sentiment.score or 0.0
    seen = replace(
        person.sentiment,
        score=score,
        source="behaviour",
        diverges=False,
        behaviour=BehaviourView(score, max(person.sentiment.behaviour.confidence, settings.least_sentiment_confidence)),
    )
    return replace(person, sentiment=seen)


def _ask_seller(person: Stakeholder, snapshot: DealSnapshot, item: Item, settings: JudgementSettings) -> Stakeholder:
    view = SellerView(word_for(person.sentiment.score), "Asked again", snapshot.as_of)
    return replace(person, sentiment=replace(person.sentiment, diverges=False, seller=view))


def _newcomer(snapshot: DealSnapshot, settings: JudgementSettings, personas: tuple[str, ...]) -> Stakeholder:
    """Somebody of whom all is known, as the item asks for a person who is not on the map yet."""
    taken = {person.contact_id for person in snapshot.people}
    key = next(name for n in count() if (name := f"newcomer-{n}") not in taken)
    person = Stakeholder(
        id=key,
        contact_id=key,
        name="Somebody new",
        personas=personas or ("influencer",),
        influence=Influence(80.0, "high", 1.0, assumed=False),
        sentiment=Sentiment(40.0, "behaviour", behaviour=BehaviourView(40.0, 1.0)),
        indicators=Indicators(),
        engagement=Engagement(),
    )
    for name in settings.essential_fields:
        if not is_set(person, name):
            person = _answer(person, snapshot, Item("field_unset", "", record_ids=(name,)), settings)
    return engaged(person, snapshot)


def _review(snapshot: DealSnapshot, item: Item) -> DealSnapshot:
    return replace(snapshot, reviews=replace(snapshot.reviews, last_review_at=snapshot.as_of))


def _answer_comment(snapshot: DealSnapshot, item: Item) -> DealSnapshot:
    left = tuple(c for c in snapshot.reviews.open_comments if c.id not in item.record_ids)
    return replace(snapshot, reviews=replace(snapshot.reviews, open_comments=left))


def _do_action(snapshot: DealSnapshot, item: Item) -> DealSnapshot:
    left = tuple(a for a in snapshot.reviews.open_actions if a.id not in item.record_ids)
    return replace(snapshot, reviews=replace(snapshot.reviews, open_actions=left))


_REVIEWS = {
    "never_reviewed": _review,
    "review_due": _review,
    "open_comment": _answer_comment,
    "overdue_action": _do_action,
}
_PERSONAL = {
    "never_heard": _confirm,
    "not_fresh": _confirm,
    "field_unset": _answer,
    "influence_assumed": _prove_influence,
    "sentiment_unknown": _see_behaviour,
    "sentiment_stale": _ask_seller,
    "seller_view_alone": _see_behaviour,
    "sentiment_diverges": _ask_seller,
}
