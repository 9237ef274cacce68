"""Signals: lists, one with its life, and what people do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from coalition.access.models import Team, User
from coalition.access.teams import people_under
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.listing import page_of, searched
from coalition.api.signals.schema import (
    ActIn,
    DismissIn,
    RestsOnOut,
    SignalDetail,
    SignalOut,
    SignalPage,
    SignalQuery,
    SnoozeIn,
    TurnOut,
)
from coalition.judgement.signals.life import LIVE
from coalition.record.errors import NotFound
from coalition.record.gates import Rights, rights_on, visible_opportunities
from coalition.signals.models import Signal
from coalition.signals.selectors.visible import signal_for, signals_of_people_of, visible_signals
from coalition.signals.services import transitions as services

router = Router(tags=["signals"])
_TURNS = 50


@router.get("/signals", response={200: SignalPage, **s.ERRORS}, operation_id="list_signals")
def list_signals(request: HttpRequest, filters: Query[SignalQuery]) -> Any:
    """The signals of the deals you see, or of those you answer for: the gravest first, then the newest."""
    by = viewer(request)
    rows = signals_of_people_of(by) if filters.whose == "team" else visible_signals(by)
    if filters.whose == "mine":
        rows = rows.filter(owner=by)
    if filters.opportunity_id is not None:
        rows = rows.filter(opportunity__uuid=filters.opportunity_id)
    if filters.owner_id is not None:
        rows = rows.filter(owner__uuid=filters.owner_id)
    if filters.team_id is not None:
        team = Team.objects.filter(uuid=filters.team_id).first()
        if team is None:
            raise NotFound("team")
        rows = rows.filter(owner__in=people_under(team.pk))
    for name in ("kind", "severity"):
        if (wanted := getattr(filters, name)) is not None:
            rows = rows.filter(**{name: wanted})
    if filters.state == "live":
        rows = rows.filter(state__in=sorted(LIVE))
    elif filters.state != "any":
        rows = rows.filter(state=filters.state)
    rows = searched(rows, filters.search, ("text", "opportunity__name", "opportunity__account__name", "contact__name"))
    items, total = page_of(rows, filters, ["-rank", "-opened_at"])
    return SignalPage(items=signals_out(items, by), total=total, limit=filters.limit, offset=filters.offset)


@router.get("/signals/{uuid:signal_id}", response={200: SignalDetail, **s.ERRORS}, operation_id="get_signal")
def get_signal(request: HttpRequest, signal_id: UUID) -> Any:
    """One signal with the turns of its life."""
    by = viewer(request)
    return _detail(signal_for(by, signal_id), by)


@router.post(
    "/signals/{uuid:signal_id}/snooze", response={200: SignalDetail, **s.WRITE_ERRORS}, operation_id="snooze_signal"
)
def snooze_signal(request: HttpRequest, signal_id: UUID, data: SnoozeIn) -> Any:
    """Put it off until a time to come. Then it opens again, if its cause is still there."""
    by = viewer(request)
    services.snooze_signal(signal_for(by, signal_id, write=True), until=data.until, by=by)
    return _detail(signal_for(by, signal_id), by)


@router.post(
    "/signals/{uuid:signal_id}/act", response={200: SignalDetail, **s.WRITE_ERRORS}, operation_id="act_on_signal"
)
def act_on_signal(request: HttpRequest, signal_id: UUID, data: ActIn) -> Any:
    """Say that something was done about it. It resolves when its cause is gone, and opens again if it stays."""
    by = viewer(request)
    services.act_on_signal(signal_for(by, signal_id, write=True), by=by, note=data.note)
    return _detail(signal_for(by, signal_id), by)


@router.post(
    "/signals/{uuid:signal_id}/dismiss", response={200: SignalDetail, **s.WRITE_ERRORS}, operation_id="dismiss_signal"
)
def dismiss_signal(request: HttpRequest, signal_id: UUID, data: DismissIn) -> Any:
    """Say that it is none, and why. It comes back only if its cause goes away and comes again, or grows worse."""
    by = viewer(request)
    services.dismiss_signal(signal_for(by, signal_id, write=True), reason=data.reason, by=by)
    return _detail(signal_for(by, signal_id), by)


@router.post(
    "/signals/{uuid:signal_id}/reopen", response={200: SignalDetail, **s.WRITE_ERRORS}, operation_id="reopen_signal"
)
def reopen_signal(request: HttpRequest, signal_id: UUID) -> Any:
    """Take up again what was snoozed, acted on or dismissed, while its cause is there."""
    by = viewer(request)
    services.reopen_signal(signal_for(by, signal_id, write=True), by=by)
    return _detail(signal_for(by, signal_id), by)


def signals_out(rows: list[Signal], by: User) -> list[SignalOut]:
    """As this viewer sees them: with whether they may do something about each."""
    deals = {row.opportunity_id for row in rows}
    mine = set(visible_opportunities(by, write=True).filter(pk__in=deals).values_list("pk", flat=True)) if deals else ()
    return [SignalOut(**_columns(row), can_change=row.opportunity_id in mine) for row in rows]


def _detail(row: Signal, by: User) -> SignalDetail:
    turns = row.events.select_related("by").order_by("-at", "-id")[:_TURNS]
    return SignalDetail(
        **_columns(row),
        can_change=rights_on(by, row.opportunity) is Rights.WRITE,
        turns=[TurnOut(**s.columns(each, "what", "at", "note", "text"), by=s.user_ref(each.by)) for each in turns],
    )


def _columns(row: Signal) -> dict[str, Any]:
    same = (
        "kind", "severity", "text", "action", "contact_ids", "state", "state_since", "snoozed_until", "reason",
        "opened_at", "seen_at", "closed_at",
    )  # fmt: skip
    deal = row.opportunity
    return {
        **s.columns(row, *same),
        "id": row.uuid,
        "opportunity": s.Ref(id=deal.uuid, name=deal.name),
        "account": s.ref(deal.account),
        "label": row.get_kind_display(),
        "contact": s.ref(row.contact),
        "evidence": [RestsOnOut(**each) for each in row.evidence],
        "owner": s.user_ref(row.owner),
        "changed_by": s.user_ref(row.changed_by),
    }
