"""The parts of each score with words for people. Points are the scoring run's own columns: they add up exactly."""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]
Parts = list[dict[str, Any]]

_ENGAGEMENT = {
    "meeting": "Meetings",
    "call": "Calls",
    "email": "E-mails from them",
    "forward": "Forwards",
    "comment": "Comments",
    "view": "Views",
    "support": "Support cases",
}
_SENTIMENT = {
    "reply_latency": "How fast they answer",
    "reply_rate": "How often they answer",
    "acceptance": "Invitations accepted",
    "volume": "How much they do with us",
    "content": "How deep they read",
    "forwarding": "Passing it on",
    "initiative": "Who starts",
}
_INFLUENCE = {
    "proximity": "Closeness to the decision",
    "position": "Standing among their people",
    "track_record": "Past decisions their way",
}


def engagement_parts(facts: Facts) -> Parts:
    """What of the engagement score comes from which kind of contact; kinds that never happened are left out."""
    parts = []
    for key, label in _ENGAGEMENT.items():
        count = facts.get(f"engagement_{key}_n") or 0
        if count:
            detail = f"{'once' if count == 1 else f'{count:g} times'}; the older, the less it counts"
            parts.append(_part(key, label, float(count), facts[f"engagement_{key}_points"], detail))
    return parts


def behaviour_parts(facts: Facts) -> Parts:
    """What of the behavioural sentiment comes from which measure; 0 points is as usual for this person.

    Nothing while the answer is unknown: parts that add up to a number nobody is shown would only be read as one.
    """
    if facts.get("behaviour_score") is None:
        return []
    return [
        _part(
            key,
            label,
            facts[f"sentiment_{key}_value"],
            facts[f"sentiment_{key}_points"],
            _said(key, facts),
            _weight(facts, f"sentiment_{key}"),
        )
        for key, label in _SENTIMENT.items()
    ]


def influence_parts(facts: Facts) -> Parts:
    """What of the influence comes from which of its three inputs."""
    if facts.get("influence_score") is None:
        return []
    details = {
        "proximity": "By lines to the holders of budget and sponsorship, and by authority of their own",
        "position": _position(facts),
        "track_record": _record(facts),
    }
    return [
        _part(
            key,
            label,
            facts[f"influence_{key}_value"],
            facts[f"influence_{key}_points"],
            details[key],
            _weight(facts, f"influence_{key}"),
        )
        for key, label in _INFLUENCE.items()
    ]


def _said(key: str, facts: Facts) -> str:
    """The counts behind a measure: the last weeks against the time before."""
    if key in ("reply_latency", "reply_rate"):
        return (
            f"Answered {_count(facts, 'answered_recent')} of {_count(facts, 'sent_recent')} lately, "
            f"{_count(facts, 'answered_baseline')} of {_count(facts, 'sent_baseline')} before"
        )
    if key == "acceptance":
        return (
            f"Came to {_count(facts, 'accepted_recent')} of {_count(facts, 'invited_recent')} lately, "
            f"{_count(facts, 'accepted_baseline')} of {_count(facts, 'invited_baseline')} before"
        )
    counted = {"volume": "acts", "content": "depth", "forwarding": "forwards", "initiative": "starts"}[key]
    return f"{_count(facts, f'{counted}_recent')} lately, {_count(facts, f'{counted}_baseline')} in the time before"


def _position(facts: Facts) -> str:
    peers, seen_by = facts.get("peers") or 0, facts.get("observed_by") or 0
    if not peers:
        return "Never seen together with their colleagues: as usual for such a person"
    return f"Seen with {peers:g} of their colleagues, by {seen_by:g} of ours"


def _record(facts: Facts) -> str:
    past = facts.get("past_deals") or 0
    if not past:
        return "No past decision on record: as usual for such a person"
    return f"{facts.get('past_deals_their_way') or 0:g} of {past:g} past decisions went their way"


def _weight(facts: Facts, name: str) -> float:
    """What a value of 1 is worth in points. From the row itself: it belongs to the settings that made the score."""
    value, points = facts[f"{name}_value"], facts[f"{name}_points"]
    return float(points / value) if value else 0.0


def _count(facts: Facts, name: str) -> str:
    return f"{facts.get(name) or 0:.3g}"


def _part(key: str, label: str, value: float | None, points: float, detail: str, weight: float = 1.0) -> dict[str, Any]:
    return {"key": key, "label": label, "value": value, "weight": weight, "points": points, "detail": detail}
