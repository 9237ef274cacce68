"""What the upkeep of a map cost lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Q, Sum

from coalition.judgement.settings import LEAST_UNNAMED
from coalition.record.models import Opportunity
from coalition.reviews.models import MapAttention
from coalition.reviews.models.attention import KEPT_DAYS


@dataclass(frozen=True, slots=True)
class Attention:
    """Whole minutes on one map in the last 30 days, and by how many people; None where that would tell of one."""

    minutes: int | None
    people: int | None


def attention_lately(opportunity: Opportunity, now: datetime, *, named: bool) -> Attention:
    since = now.astimezone(UTC).date() - timedelta(days=KEPT_DAYS)
    rows = MapAttention.objects.filter(opportunity=opportunity, day__gt=since)
    sums = rows.aggregate(spent=Sum("seconds"), people=Count("user", distinct=True, filter=Q(seconds__gt=0)))
    people = sums["people"]
    if not named and 0 < people < LEAST_UNNAMED:
        return Attention(None, None)
    return Attention(round((sums["spent"] or 0) / 60), people)
