"""The deals others are compared with: won ones, with the roles that were engaged (see won_deals.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from coalition.judgement.snapshot import Comparable
from coalition.portfolio.models import WonDeal
from coalition.record.models import Opportunity, Outcome, StageChange

#: Judgement picks the nearest of these; older ones say less about how deals are won today.
LATEST = 500
_COMPARED = ("uuid", "name", "segment", "industry", "kind", "amount", "engaged_from")
_STATE = (*_COMPARED, "close_on", "is_won")


def comparables(as_of: datetime) -> tuple[Comparable, ...]:
    """The latest deals that are won, as they stand."""
    won = Opportunity.objects.filter(
        stage__outcome=Outcome.WON, close_on__lte=as_of.date(), current_score__engaged_from__isnull=False
    )
    rows = won.order_by("-close_on", "-id").values_list(
        "uuid",
        "name",
        "account__segment",
        "account__industry",
        "kind",
        "amount",
        "current_score__engaged_from",
    )[:LATEST]
    return tuple(map(_comparable, rows))


def comparables_then(moment: datetime) -> tuple[Comparable, ...]:
    """The latest deals that were known as won at a past moment, as they were known then."""
    won = _latest(moment).filter(is_won=True, close_on__lte=moment.date())
    rows = won.order_by("-close_on", "-opportunity_id").values_list(*_COMPARED)[:LATEST]
    return tuple(map(_comparable, rows))


def note_won(deals: Sequence[Opportunity], engaged_from: Mapping[int, dict[str, int]]) -> None:
    """Keep what is known of these won deals, where it is news. The first time, it is known since the deal was won."""
    now, known = timezone.now(), _known([deal.pk for deal in deals])
    closed = StageChange.objects.filter(opportunity__in=deals, to_stage__outcome=Outcome.WON)
    won_at = dict(closed.order_by().values_list("opportunity_id").annotate(Max("recorded_at")))
    rows = []
    for deal in deals:
        state, before = _state(deal, engaged_from[deal.pk]), known.get(deal.pk)
        if before is None:
            since = won_at.get(deal.pk, deal.recorded_at)
            rows.append(WonDeal(opportunity_id=deal.pk, known_from=since, **state))
        elif {name: getattr(before, name) for name in _STATE} != state:
            rows.append(WonDeal(opportunity_id=deal.pk, known_from=now, **state))
    WonDeal.objects.bulk_create(rows)


def note_not_won(opportunity_ids: Iterable[int]) -> None:
    """Those of these that were won are won no longer."""
    now, rows = timezone.now(), []
    for row in _known(list(opportunity_ids)).values():
        if row.is_won:
            row.pk, row.known_from, row.is_won = None, now, False
            rows.append(row)
    WonDeal.objects.bulk_create(rows)


def _known(opportunity_ids: Sequence[int]) -> dict[int, WonDeal]:
    """What is known last of each."""
    rows = WonDeal.objects.filter(opportunity_id__in=opportunity_ids).order_by("known_from", "id")
    return {row.opportunity_id: row for row in rows}


def _latest(moment: datetime) -> Any:
    newer = WonDeal.objects.filter(opportunity_id=OuterRef("opportunity_id"), known_from__lte=moment)
    same_time = newer.filter(known_from=OuterRef("known_from"), id__gt=OuterRef("id"))
    later = newer.filter(known_from__gt=OuterRef("known_from"))
    return WonDeal.objects.filter(~Exists(later), ~Exists(same_time), known_from__lte=moment)


def _state(deal: Opportunity, engaged_from: dict[str, int]) -> dict[str, Any]:
    account = deal.account
    return {
        "uuid": deal.uuid,
        "name": deal.name,
        "segment": account.segment if account else "",
        "industry": account.industry if account else "",
        "kind": deal.kind,
        "amount": None if deal.amount is None else float(deal.amount),
        "close_on": deal.close_on,
        "is_won": True,
        "engaged_from": engaged_from,
    }


def _comparable(row: Sequence[Any]) -> Comparable:
    uuid, name, segment, industry, kind, amount, engaged = row
    worth = None if amount is None else float(amount)
    return Comparable(str(uuid), name, segment or "", industry or "", kind, worth, engaged or {})
