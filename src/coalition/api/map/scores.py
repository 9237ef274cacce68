"""Scores as the map shows them, from the columns of a scoring run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from coalition.api.map.parts import behaviour_parts, engagement_parts, influence_parts
from coalition.api.map.rows import Facts
from coalition.record.models import Stakeholder

UNSCORED: Facts = {}


def engagement(facts: Facts) -> dict[str, Any]:
    """Level, score and when each side last moved."""
    return {
        "level": facts.get("engagement_level"),
        "score": facts.get("engagement_score"),
        "last_two_way_at": moment_of(facts.get("last_two_way_s")),
        "last_seller_led_at": moment_of(facts.get("last_seller_led_s")),
        "trend": facts.get("trend") or [],
        "parts": engagement_parts(facts),
    }


def sentiment(facts: Facts, stakeholder: Stakeholder, users: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """The effective word with both views. Before the first scoring run the seller's view is all there is."""
    seller = None
    if stakeholder.sentiment:
        seller = {
            "word": stakeholder.sentiment,
            "evidence": stakeholder.sentiment_evidence,
            "at": stakeholder.sentiment_at,
            "by": users.get(stakeholder.sentiment_by_id or 0),
        }
    scored = "sentiment" in facts
    word = (facts["sentiment"] if scored else stakeholder.sentiment) or None
    source = facts.get("sentiment_source") if scored else "seller" if seller else None
    diverges = bool(facts.get("diverges"))
    return {
        "effective": word,
        "score": facts.get("sentiment_score"),
        "source": source or None,
        "reason": _why(source, diverges, stakeholder.sentiment, word),
        "diverges": diverges,
        "seller": seller,
        "behaviour": _behaviour(facts),
    }


def influence(facts: Facts, stakeholder: Stakeholder, users: dict[int, dict[str, Any]], today: date) -> dict[str, Any]:
    """Score and level; an override that has not run out is shown beside them."""
    override = None
    if stakeholder.influence and stakeholder.influence_until and stakeholder.influence_until >= today:
        override = {
            "level": stakeholder.influence,
            "reason": stakeholder.influence_reason,
            "until": stakeholder.influence_until,
            "by": users.get(stakeholder.influence_by_id or 0),
        }
    level = override["level"] if override else facts.get("influence_level")
    return {
        "score": facts.get("influence_score"),
        "level": level or None,
        "confidence": facts.get("influence_confidence"),
        "assumed": bool(facts.get("influence_assumed", True)),
        "override": override,
        "parts": influence_parts(facts),
    }


def moment_of(seconds: int | None) -> datetime | None:
    """Epoch seconds as a moment."""
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None


def _behaviour(facts: Facts) -> dict[str, Any] | None:
    if facts.get("behaviour_confidence") is None:
        return None
    return {
        "score": facts.get("behaviour_score"),
        "confidence": facts["behaviour_confidence"],
        "word": facts.get("behaviour_word"),
        "parts": behaviour_parts(facts),
    }


def _why(source: str | None, diverges: bool, seller: str, word: str | None) -> str:
    if diverges:
        return f"The seller says {seller}; what they do says {word}. Behaviour counts."
    if source == "behaviour":
        return "From what they do; the seller has not said."
    if source == "blend":
        return "The seller's view, moved towards what they do."
    if source == "seller":
        return "The seller's view; too little behaviour to set beside it."
    return "Not assessed: no seller's view and too little behaviour."
