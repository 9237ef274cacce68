"""Static records: people of whom the map has told nothing new for long, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from coalition.judgement.frame import Frame, Item, label_of
from coalition.judgement.gaps.model import Gap, empty_map, gap_of
from coalition.judgement.people import Stakeholder

# A person's records are worth 1 in all: most for being dated, the rest for being there.
FRESHNESS, FIELDS = 0.6, 0.4


def static_records(frame: Frame) -> Gap:
    """The mean over the people on the map, those who left included, of how static each one's record is."""
    people = sorted(frame.snapshot.people, key=lambda person: person.contact_id)
    heard = _heard_of(frame)
    items = [item for p in people for item in _items(p, frame, heard.get(p.contact_id), 100.0 / len(people))]
    return gap_of("static_records", "Static records", items if people else [empty_map()])


def evidence_at(person: Stakeholder, insight_at: datetime | None = None) -> datetime | None:
    """When the map last learned something of this person. Our own unanswered mail tells nothing of them."""
    seller = person.sentiment.seller
    dates = (person.engagement.last_two_way_at, seller.at if seller else None, insight_at, *person.changed_at.values())
    return max((at for at in dates if at is not None), default=None)


def is_set(person: Stakeholder, name: str) -> bool:
    """Whether a field was ever answered for this deal. The settings vouch that the field exists."""
    holder = next(h for h in (person, person.indicators, person.ticks) if hasattr(h, name))
    return getattr(holder, name) not in (None, "", ())


def _heard_of(frame: Frame) -> dict[str, datetime]:
    """When we last learned or confirmed an insight of each person."""
    latest: dict[str, datetime] = {}
    for insight in frame.snapshot.insights:
        for at in (insight.recorded_at, insight.confirmed_at):
            if at is not None:
                latest.update({key: max(latest.get(key, at), at) for key in insight.contact_ids})
    return latest


def _items(person: Stakeholder, frame: Frame, heard_at: datetime | None, points: float) -> Iterator[Item]:
    who, ids = label_of(person), (person.contact_id,)
    if not person.is_active:
        yield Item("left", f"{who} is no longer there and still on the map.", points, ids)
        return
    days, as_of = frame.settings.fresh_days, frame.snapshot.as_of
    last = evidence_at(person, heard_at)
    if last is None:
        yield Item("never_heard", f"Nothing dated is known of {who}.", points * FRESHNESS, ids)
    elif last < as_of - timedelta(days=days):
        age = (as_of - last).days
        yield Item("not_fresh", f"Nothing new of {who} for {age} days.", points * FRESHNESS, ids)
    names = frame.settings.essential_fields
    for name in names:
        if not is_set(person, name):
            text = f"{name.replace('_', ' ').capitalize()} of {who} was never set."
            yield Item("field_unset", text, points * FIELDS / len(names), ids, record_ids=(name,))
