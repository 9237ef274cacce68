"""Which deals are dirty, and who is working on them.

A worker claims deals by one conditional update, scores them without a transaction, and stores only where its claim
still stands: no deal is scored by two workers at once, and a worker that stalled cannot write over fresher scores. A
mark made meanwhile raises ``marks``, and the deal stays dirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from coalition.record.models import DirtyOpportunity

#: A worker that died is given up after this; a batch takes seconds.
LEASE = timedelta(minutes=2)
#: A deal that cannot be scored is tried again after this, so that it does not hold up the others.
RETRY = timedelta(minutes=10)


@dataclass(frozen=True)
class Claim:
    """Deals this worker alone may score until ``until``, with the number of marks each had."""

    marks: dict[int, int]
    until: datetime

    def __bool__(self) -> bool:
        return bool(self.marks)


def claim(limit: int) -> Claim:
    """Take up to ``limit`` of the deals that have waited longest."""
    now = timezone.now()
    until = now + LEASE
    # PostgreSQL: two workers that look at once must not wait for each other's rows. SQLite has one writer at a time.
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    # S608: only the line above is put into the text.
    sql = f"""
        UPDATE record_dirtyopportunity SET claimed_until = %s WHERE opportunity_id IN (
            SELECT opportunity_id FROM record_dirtyopportunity
            WHERE claimed_until IS NULL OR claimed_until < %s
            ORDER BY marked_at, opportunity_id LIMIT %s {skip})
        RETURNING opportunity_id, marks
    """  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [_adapted(until), _adapted(now), limit])
        return Claim(dict(cursor.fetchall()), until)


def still_ours(mine: Claim) -> set[int]:
    """Deals of the claim nobody else has taken since, locked until the transaction ends. Call it before storing."""
    rows = DirtyOpportunity.objects.filter(opportunity_id__in=list(mine.marks), claimed_until=mine.until)
    return set(rows.select_for_update().order_by("opportunity_id").values_list("opportunity_id", flat=True))


def done(mine: Claim, opportunity_ids: set[int]) -> None:
    """Clear these deals, but for those marked again while they were scored: they stay, free to be claimed."""
    by_marks: dict[int, list[int]] = {}
    for each in opportunity_ids:
        by_marks.setdefault(mine.marks[each], []).append(each)
    for marks, ids in by_marks.items():
        DirtyOpportunity.objects.filter(opportunity_id__in=ids, marks=marks, claimed_until=mine.until).delete()
    left = DirtyOpportunity.objects.filter(opportunity_id__in=opportunity_ids, claimed_until=mine.until)
    left.update(claimed_until=None)


def put_off(mine: Claim) -> None:
    """These could not be scored: leave them dirty, and let others go first."""
    rows = DirtyOpportunity.objects.filter(opportunity_id__in=list(mine.marks), claimed_until=mine.until)
    rows.update(claimed_until=timezone.now() + RETRY)


def halves(mine: Claim) -> list[Claim]:
    """The claim in parts, to find the deal that made scoring fail. A single deal has none."""
    ids = sorted(mine.marks)
    if len(ids) < 2:
        return []
    middle = len(ids) // 2
    return [Claim({each: mine.marks[each] for each in part}, mine.until) for part in (ids[:middle], ids[middle:])]


def _adapted(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
