"""Once a night every open deal is marked dirty, because time passing changes scores; and old events are swept out.

The marks are worked off like all others: in batches, by every worker there is, and on after an interruption.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from coalition.portfolio.models import Run
from coalition.record.models import LiveEvent

NIGHTLY = "nightly"
NORMS = "norms"
#: UTC; a server that was down then does it when it comes back.
NIGHTLY_HOUR = 2
#: A page that has been away for longer fetches everything anew.
EVENTS_KEPT = timedelta(days=2)

_MARK_OPEN = """
    INSERT INTO record_dirtyopportunity (opportunity_id, marked_at, marks)
    SELECT o.id, %s, 1 FROM record_opportunity o JOIN record_stage g ON g.id = o.stage_id WHERE g.outcome = 'open'
    ON CONFLICT (opportunity_id) DO UPDATE SET marks = record_dirtyopportunity.marks + 1
"""


def nightly_if_due(now: datetime) -> bool:
    """Do the nightly work if its hour has passed since it was last done. Of several workers one finds it due."""
    due = last_due(now)
    if Run.objects.filter(name=NIGHTLY, last_at__gte=due).exists():
        return False
    # First, so that the deals marked are scored by what was learned; outside the transaction, because it takes a while.
    if _claimed(NORMS, due, now):
        from coalition.portfolio.norms import learn_norms  # the settings it reads import this module

        learn_norms(now)
    with transaction.atomic():
        if not _claimed(NIGHTLY, due, now):
            return False
        mark_open_deals(now)
        LiveEvent.objects.filter(at__lt=now - EVENTS_KEPT).delete()
    return True


def _claimed(name: str, due: datetime, now: datetime) -> bool:
    """Of several workers one gets the job."""
    Run.objects.get_or_create(name=name)
    free = Run.objects.filter(name=name, last_at__isnull=True) | Run.objects.filter(name=name, last_at__lt=due)
    return bool(free.update(last_at=now))


def last_due(now: datetime) -> datetime:
    """The last time the hour came round."""
    today = now.astimezone(UTC).replace(hour=NIGHTLY_HOUR, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def mark_open_deals(now: datetime | None = None) -> int:
    """Mark every open deal; how many there are."""
    now = now or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_MARK_OPEN, [connection.ops.adapt_datetimefield_value(now)])
        return int(cursor.rowcount)
