"""Tell the rest of the house what changed, in the transaction of the change.

Two outboxes: deals whose scores are out of date (read by the scoring worker), and events for open pages (read by the
event stream). Both rows commit or vanish with the change itself, so nobody hears of what did not happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from coalition.record.models import LiveEvent

MAP_CHANGED = "map.changed"
_BATCH = 300

# marks is raised on conflict, which the ORM's upsert cannot say. marked_at stays at the first mark: it is the age of
# the oldest change a deal is waiting for. Both databases read this text alike.
_MARK = (
    "INSERT INTO record_dirtyopportunity (opportunity_id, marked_at, marks) VALUES {rows} "
    "ON CONFLICT (opportunity_id) DO UPDATE SET marks = record_dirtyopportunity.marks + 1"
)


def mark_dirty(opportunity_ids: Iterable[int]) -> None:
    """Mark deals for scoring. Cheap for one, set-based for many; marking twice is one row."""
    # In order of id: two transactions that mark the same deals then wait for each other instead of deadlocking.
    ids = sorted(set(opportunity_ids))
    now = timezone.now()
    with connection.cursor() as cursor:
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            values: list[Any] = []
            for opportunity_id in batch:
                values += (opportunity_id, connection.ops.adapt_datetimefield_value(now))
            cursor.execute(_MARK.format(rows=", ".join(["(%s, %s, 1)"] * len(batch))), values)


def publish(
    kind: str,
    *,
    opportunity_id: int | None = None,
    account_id: int | None = None,
    payload: dict[str, Any] | None = None,
) -> None:
    """Put one event into the outbox of the event stream. ``payload`` holds public ids and words only."""
    LiveEvent.objects.create(
        kind=kind, opportunity_id=opportunity_id, account_id=account_id, payload=payload if payload is not None else {}
    )


def map_changed(opportunity_ids: Iterable[int], *, what: str, ids: Iterable[object]) -> None:
    """The usual pair: these maps look different now, and their scores may."""
    deals = sorted(set(opportunity_ids))
    if not deals:
        return
    mark_dirty(deals)
    payload = {"what": what, "ids": [str(each) for each in ids]}
    LiveEvent.objects.bulk_create(LiveEvent(kind=MAP_CHANGED, opportunity_id=each, payload=payload) for each in deals)
