"""What changed on each of some deals, for the cells of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from coalition.portfolio.changes.model import Change
from coalition.portfolio.changes.selector import changes_on
from coalition.record.models import Opportunity

#: Told of each deal; the deal's own page has all.
TOLD = 5


@dataclass(frozen=True)
class Moved:
    """``items`` are the newest few of ``count``. ``own``: since this viewer's last review, not since the common day."""

    opportunity_id: UUID
    since: datetime
    own: bool
    count: int
    items: Sequence[Change]


@dataclass(frozen=True)
class Movement:
    """Per deal. ``complete`` False: there was more than can be read at once, and only the newest is here."""

    complete: bool
    deals: list[Moved]


def moved_on(
    deals: QuerySet[Opportunity], since: datetime, until: datetime, own: Mapping[int, datetime] | None = None
) -> Movement:
    """Changes after ``since``, or of single deals after a moment of their own. A constant number of queries.

    ``deals`` are those the asker may see.
    """
    keys = dict(deals.values_list("uuid", "id"))
    moments = {key: (own or {}).get(key, since) for key in keys.values()}
    if not keys:
        return Movement(True, [])
    found = changes_on(deals, min(moments.values()), until, moments)
    by_deal: dict[UUID, list[Change]] = defaultdict(list)
    for change in found.items:
        by_deal[change.opportunity.id].append(change)
    return Movement(
        found.complete,
        [
            Moved(uuid, moments[key], key in (own or {}), len(by_deal[uuid]), by_deal[uuid][:TOLD])
            for uuid, key in keys.items()
        ],
    )
