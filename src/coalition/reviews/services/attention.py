"""Count the time a map is looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import F

from coalition.access.models import User
from coalition.record.models import Opportunity
from coalition.reviews.models import MapAttention
from coalition.reviews.models.attention import KEPT_DAYS

#: Pages speak every 30 seconds; after a longer pause nobody looked in between.
SILENCE = timedelta(seconds=75)


def note_attention(opportunity: Opportunity, *, by: User, now: datetime) -> None:
    """Somebody looks at the map at ``now``: the time since they last said so counts, unless they were away.

    Two open pages of one person do not count twice, since both count from whichever spoke last. When a new day of
    anybody begins, what has become too old to be shown goes.
    """
    today = now.astimezone(UTC).date()
    row, is_new = MapAttention.objects.get_or_create(
        opportunity=opportunity, user=by, day=today, defaults={"seen_at": now}
    )
    if is_new:
        MapAttention.objects.filter(day__lte=today - timedelta(days=KEPT_DAYS)).delete()
        return
    if now <= row.seen_at:
        return
    passed = now - row.seen_at
    counted = round(passed.total_seconds()) if passed <= SILENCE else 0
    # Of two pages that speak at once, one finds that the other has counted.
    MapAttention.objects.filter(pk=row.pk, seen_at=row.seen_at).update(seconds=F("seconds") + counted, seen_at=now)
