"""Weeks of maps from before the worker was here, or from when it was away: worked out backwards, some deals at a time.

The weeks it lives through, it writes as it judges (``summaries``). Of the others each deal is judged as it was known
when the week ended, by today's settings, so that a line does not jump where settings changed before there was one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from coalition.access.models import User
from coalition.judgement.brief import brief
from coalition.judgement.rule_fields import Part
from coalition.judgement.summary import judge
from coalition.portfolio.models import MapWeek, Run
from coalition.portfolio.pasts.snapshots import Chosen, snapshots_of
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.summaries import summary_of, week_of
from coalition.record.models import Opportunity, Outcome, StageChange

log = logging.getLogger(__name__)

#: How far back the figures of maps are told.
WEEKS = 26
#: Deals judged in one step: about half a second, so that a deal that becomes dirty does not wait.
TOGETHER = 40
EVERYTHING: frozenset[Part] = frozenset({"scores", "roles", "reviews", "gates", "around"})
_DONE = "week "


def work_out_week(now: datetime) -> bool:
    """Some deals of the newest week that was not looked at. Whether there was something to do."""
    step = next(_steps(now), None)
    if step is None:
        return False
    name, monday, ids = step
    try:
        rows = _rows(monday, ids)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("The maps of the week of %s could not be worked out; it stays without them", monday)
        rows = []
    with transaction.atomic():
        # What was written at the time stands: of a week that is over it was the last word.
        MapWeek.objects.bulk_create(rows, ignore_conflicts=True)
        Run.objects.get_or_create(name=name, defaults={"last_at": now})
    return True


def _steps(now: datetime) -> Iterator[tuple[str, date, list[int]]]:
    """What is still to be looked at, under the name by which it is remembered: the newest weeks first."""
    done = set(Run.objects.filter(name__startswith=_DONE).values_list("name", flat=True))
    this = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday())
    for back in range(1, WEEKS):
        monday = this - timedelta(weeks=back)
        # A whole week is remembered by one name, so that a book of years is not counted through every few seconds.
        if f"{_DONE}{monday}" in done:
            continue
        ids = _open_at(_end(monday))
        for start in range(0, len(ids), TOGETHER):
            if (name := f"{_DONE}{monday} {start}") not in done:
                yield name, monday, ids[start : start + TOGETHER]
        yield f"{_DONE}{monday}", monday, []


def _open_at(moment: datetime) -> list[int]:
    """Deals that were recorded by then and had not ended."""
    later = StageChange.objects.exclude(to_stage__outcome=Outcome.OPEN).filter(occurred_at__gt=moment)
    known = Opportunity.objects.filter(recorded_at__lte=moment)
    lived = known.filter(Q(stage__outcome=Outcome.OPEN) | Q(pk__in=later.values("opportunity_id")))
    return list(lived.order_by("id").values_list("id", flat=True))


def _rows(monday: date, ids: Sequence[int]) -> list[MapWeek]:
    if not ids:
        return []
    moment, settings = _end(monday), current_judgement_settings()
    deals = Opportunity.objects.select_related("account", "stage").in_bulk(ids)
    found = snapshots_of(Chosen(deals, 0, {}), [moment], EVERYTHING)
    owners = {str(uuid): pk for uuid, pk in User.objects.values_list("uuid", "pk")}
    return [
        week_of(summary_of(deal, brief(judge(snapshot, settings))), owners.get(snapshot.deal.owner_id))
        for (deal, _), snapshot in found.items()
    ]


def _end(monday: date) -> datetime:
    return datetime.combine(monday + timedelta(days=7), time(), UTC) - timedelta(seconds=1)
