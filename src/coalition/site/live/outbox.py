"""Reads the outbox of live events in order. Plain synchronous queries; the stream calls them in a thread.

On PostgreSQL a transaction that took its number earlier may commit later, so the newest rows are looked at again for
a while and those already sent are left out. SQLite has one writer at a time: its numbers commit in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db import connection
from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from coalition.record.models import LiveEvent

LATE_COMMIT = timedelta(seconds=60)
READ_AT_MOST = 1000
REPLAY_AT_MOST = 500


@dataclass(frozen=True)
class Event:
    """One thing that happened, ready to be sent."""

    id: int
    kind: str
    opportunity_id: int | None  # internal: decides who hears of it
    account_id: int | None
    public_opportunity_id: str | None
    payload: dict[str, object]

    @cached_property
    def frame(self) -> bytes:
        """The event as text/event-stream wants it; made once, however many pages are open."""
        data = {
            "id": self.id,
            "kind": self.kind,
            "opportunity_id": self.public_opportunity_id,
            "payload": self.payload,
        }
        return f"id: {self.id}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


class Outbox:
    """A reader that remembers where it is."""

    def __init__(self) -> None:
        self._floor = LiveEvent.objects.aggregate(last=Max("id"))["last"] or 0
        self._sent: set[int] = set()

    def read(self) -> list[Event]:
        """What has been committed since the last call, oldest first."""
        rows = LiveEvent.objects.filter(id__gt=self._floor).exclude(id__in=self._sent)
        found = as_events(rows.order_by("id")[:READ_AT_MOST])
        if connection.vendor == "sqlite":
            self._floor = max((event.id for event in found), default=self._floor)
            return found
        self._sent.update(event.id for event in found)
        settled = LiveEvent.objects.filter(id__in=self._sent, at__lt=timezone.now() - LATE_COMMIT)
        self._floor = settled.aggregate(last=Max("id"))["last"] or self._floor
        self._sent = {each for each in self._sent if each > self._floor}
        return found


def since(last_id: int, opportunity_ids: Iterable[int]) -> list[Event] | None:
    """What a page that heard of ``last_id`` has missed of these deals; None: too much or too long ago to tell."""
    oldest = LiveEvent.objects.aggregate(first=Min("id"))["first"]
    if oldest is None or last_id < oldest - 1:
        return None
    rows = LiveEvent.objects.filter(opportunity_id__in=list(opportunity_ids), id__gt=last_id).order_by("id")
    if connection.vendor != "sqlite" and (heard := LiveEvent.objects.filter(id=last_id).first()):
        # Told twice is harmless, an event only says what to fetch again; missed is not.
        rows = LiveEvent.objects.filter(
            opportunity_id__in=list(opportunity_ids), at__gt=heard.at - LATE_COMMIT, id__gt=0
        ).exclude(id=last_id)
    found = as_events(rows.order_by("id")[: REPLAY_AT_MOST + 1])
    return None if len(found) > REPLAY_AT_MOST else found


def as_events(rows: QuerySet[LiveEvent]) -> list[Event]:
    fields = ("id", "kind", "opportunity_id", "account_id", "opportunity__uuid", "payload")
    return [
        Event(each_id, kind, deal, account, str(public) if public else None, payload)
        for each_id, kind, deal, account, public, payload in rows.values_list(*fields)
    ]
