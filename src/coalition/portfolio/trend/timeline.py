"""What happened on a deal's map over its life, as far as it matters to how the deal stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from coalition.portfolio.changes.model import Change, Named
from coalition.portfolio.changes.selector import every_change_on
from coalition.portfolio.changes.telling import sentence
from coalition.record.models import Opportunity

Kind = Literal["joined", "left", "persona", "sentiment", "influence", "person", "line", "stage", "deal", "review"]

# What else is written down of a person is upkeep: a map full of ticks would hide the turns.
_FIELDS: Mapping[tuple[str, str], Kind] = {
    ("person", "personas"): "persona",
    ("person", "sentiment"): "sentiment",
    ("person", "effective_sentiment"): "sentiment",
    ("person", "vote"): "sentiment",
    ("person", "influence"): "influence",
    ("person", "influence_level"): "influence",
    ("person", "status"): "person",
    ("person", "title"): "person",
    ("person", "account"): "person",
    ("line", "to_contact"): "line",
    ("deal", "stage"): "stage",
    ("deal", "amount"): "deal",
    ("deal", "close_on"): "deal",
    ("deal", "owner"): "deal",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. ``contact`` is whom it is about, ``by`` who recorded it."""

    at: datetime
    kind: Kind
    text: str
    by: Named | None = None
    reason: str = ""
    contact: Named | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events, newest first. ``complete`` is false when there were too many, and the oldest are left out."""

    complete: bool
    events: list[Event]


def events_of(deal: Opportunity, since: datetime, until: datetime) -> Timeline:
    """What happened to one deal's map from ``since`` on, that moment included: most of a map is made at once."""
    found = every_change_on(Opportunity.objects.filter(pk=deal.pk), since - timedelta(microseconds=1), until)
    events = [event for change in found.items if (event := _event(change)) is not None]
    return Timeline(complete=found.complete, events=events)


def _event(change: Change) -> Event | None:
    kind = _kind(change)
    if kind is None:
        return None
    return Event(change.at, kind, sentence(change), change.by, change.reason, change.contact)


def _kind(change: Change) -> Kind | None:
    if change.what == "changed":
        return _FIELDS.get((change.subject, change.field))
    if change.subject == "person":
        return "joined" if change.what == "joined" else "left"
    return "line" if change.subject == "line" else None
