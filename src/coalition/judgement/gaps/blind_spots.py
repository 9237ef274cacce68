"""Sentiment blind spots: the part of the group's influence whose stance we do not really know."""

from __future__ import annotations

import math
from datetime import timedelta

from coalition.judgement.frame import Frame, Item, label_of
from coalition.judgement.gaps.model import Gap, empty_map, gap_of
from coalition.judgement.people import Stakeholder

# How blind we are to a person, 0..1. Each one's cure leads to a smaller one.
BLINDNESS = {"sentiment_unknown": 1.0, "sentiment_diverges": 0.8, "sentiment_stale": 0.8, "seller_view_alone": 0.5}


def sentiment_blind_spots(frame: Frame) -> Gap:
    """The mean blindness, weighted by influence."""
    if not frame.people:
        return gap_of("sentiment_blind_spots", "Sentiment blind spots", [empty_map()])
    total = math.fsum(frame.weights.values())
    items = []
    for person in frame.people:
        code = blind_spot(frame, person)
        if code:
            points = 100.0 * BLINDNESS[code] * frame.weights[person.contact_id] / total
            items.append(Item(code, _text(code, person, frame), points, (person.contact_id,)))
    return gap_of("sentiment_blind_spots", "Sentiment blind spots", items)


def blind_spot(frame: Frame, person: Stakeholder) -> str:
    """The code of the worst doubt about a person's sentiment; empty when it rests on what they do."""
    sentiment, settings = person.sentiment, frame.settings
    if sentiment.score is None:
        return "sentiment_unknown"
    if sentiment.diverges:
        return "sentiment_diverges"
    behaviour = sentiment.behaviour
    if behaviour.score is not None and behaviour.confidence >= settings.least_sentiment_confidence:
        return ""
    at = sentiment.seller.at if sentiment.seller else None
    if at is None or at < frame.snapshot.as_of - timedelta(days=settings.stale_view_days):
        return "sentiment_stale"
    return "seller_view_alone"


def _text(code: str, person: Stakeholder, frame: Frame) -> str:
    who = label_of(person)
    if code == "sentiment_unknown":
        return f"Nobody knows where {who} stands."
    if code == "sentiment_diverges":
        return f"{who} behaves otherwise than the seller's view says."
    if code == "seller_view_alone":
        return f"The sentiment of {who} rests on the seller's view alone."
    at = person.sentiment.seller.at if person.sentiment.seller else None
    age = f"is {(frame.snapshot.as_of - at).days} days old" if at else "has no date"
    return f"The view of {who} {age}, and behaviour says too little."
