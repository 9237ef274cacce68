"""``GET /portfolio``: open deals with who decides, what they believe, what is missing; and what changed on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic_core import to_json

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.portfolio import schema as p
from coalition.api.portfolio.shown import row_out
from coalition.judgement.moments import moment_named
from coalition.portfolio.changes.model import Change
from coalition.portfolio.changes.telling import sentence
from coalition.portfolio.models import SavedView
from coalition.portfolio.outlook.telling import state_of_book
from coalition.portfolio.page import views as saved
from coalition.portfolio.page.moved import Moved, moved_on
from coalition.portfolio.page.rows import Wanted, open_deals, rows_of, totals_of
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.reviews.selectors.own import last_reviews_by
from coalition.signals.selectors.counts import open_signals

router = Router(tags=["portfolio"])
#: Since the viewer's own last review of each deal.
REVIEW = "review"


@router.get("/portfolio", response={200: p.PortfolioPage, **s.ERRORS}, operation_id="get_portfolio")
def get_portfolio(request: HttpRequest, filters: Query[p.PortfolioQuery]) -> HttpResponse:
    """Open deals you see: who decides, what they believe and how we know, the five gaps, gates and outlook."""
    deals = open_deals(viewer(request), wanted(filters))
    totals = totals_of(deals)
    rows = rows_of(deals, filters.sort, filters.limit, filters.offset)
    signals = open_signals(row["id"] for row in rows)
    answer = {
        "items": [row_out(row, signals.get(row["id"])) for row in rows],
        "totals": totals,
        "outlook": state_of_book(timezone.now()),
        "total": totals["deals"],
        "limit": filters.limit,
        "offset": filters.offset,
    }
    # Written as it is: checking every value of two thousand rows again would take longer than all the rest.
    return HttpResponse(to_json(answer), content_type="application/json")


@router.get("/portfolio/changes", response={200: p.MovementOut, **s.ERRORS}, operation_id="get_portfolio_changes")
def get_portfolio_changes(request: HttpRequest, filters: Query[p.MovementQuery]) -> Any:
    """What changed on each of these deals since a moment, or since you last reviewed it."""
    by, now = viewer(request), timezone.now()
    own = last_reviews_by(by, filters.ids) if filters.since == REVIEW else {}
    try:
        word = "friday" if filters.since == REVIEW else filters.since
        since = min(moment_named(word, now, ZoneInfo(by.time_zone)), now)
    except ValueError as error:
        raise Invalid({"since": [str(error)]}) from error
    found = moved_on(gates.visible_opportunities(by).filter(uuid__in=filters.ids), since, now, own)
    return p.MovementOut(until=now, complete=found.complete, items=[_moved_out(each) for each in found.deals])


@router.get("/portfolio/views", response={200: list[p.ViewOut], **s.ERRORS}, operation_id="list_portfolio_views")
def list_portfolio_views(request: HttpRequest) -> Any:
    """Your saved views, and those your team shares."""
    by = viewer(request)
    return [_view_out(each, by.pk) for each in saved.visible_views(by).order_by("name", "id")[:200]]


@router.post("/portfolio/views", response={201: p.ViewOut, **s.WRITE_ERRORS}, operation_id="save_portfolio_view")
def save_portfolio_view(request: HttpRequest, data: p.ViewIn) -> Any:
    """Keep filters and sorting under a name; the same name again replaces it."""
    by = viewer(request)
    gates.may_write(by)
    query = data.query.dict(exclude_defaults=True)
    made = saved.save_view(by=by, name=data.name, query=_plain(query), is_shared=data.is_shared)
    return Status(201, _view_out(made, by.pk))


@router.patch(
    "/portfolio/views/{uuid:view_id}",
    response={200: p.ViewOut, **s.WRITE_ERRORS},
    operation_id="update_portfolio_view",
)
def update_portfolio_view(request: HttpRequest, view_id: UUID, data: p.ViewPatch) -> Any:
    """Rename one of your views, share it with your team or take that back, or keep other filters."""
    by = viewer(request)
    gates.may_write(by)
    view = saved.view_for(by, view_id)
    changes = s.given(data, "query", "is_shared")
    if data.query is not None:
        changes["query"] = _plain(data.query.dict(exclude_defaults=True))
    return _view_out(saved.update_view(view, by=by, **changes), by.pk)


@router.delete(
    "/portfolio/views/{uuid:view_id}",
    response={204: None, **s.WRITE_ERRORS},
    operation_id="delete_portfolio_view",
)
def delete_portfolio_view(request: HttpRequest, view_id: UUID) -> Any:
    """Forget one of your views."""
    by = viewer(request)
    gates.may_write(by)
    view = saved.view_for(by, view_id)
    saved.delete_view(view)
    return Status(204, None)


def wanted(filters: p.DealsQuery) -> Wanted:
    """The filters as the selector takes them."""
    return Wanted(
        team_id=filters.team_id,
        owner_id=filters.owner_id,
        segment=filters.segment,
        stages=filters.stage,
        close_from=filters.close_from,
        close_to=filters.close_to,
        economic_buyer=filters.economic_buyer,
        gates=filters.gates,
        search=filters.search,
    )


def _moved_out(moved: Moved) -> p.MovedOut:
    return p.MovedOut(
        opportunity_id=moved.opportunity_id,
        since=moved.since,
        own_review=moved.own,
        count=moved.count,
        items=[_change_out(change) for change in moved.items],
    )


def _change_out(change: Change) -> p.MovedChange:
    return p.MovedChange(
        text=sentence(change),
        at=change.at,
        by=s.Ref(id=change.by.id, name=change.by.name) if change.by else None,
        cause=change.cause,
        reason=change.reason,
        contact_id=change.contact.id if change.contact else None,
    )


def _view_out(view: SavedView, viewer_id: int) -> p.ViewOut:
    return p.ViewOut(
        id=view.uuid,
        name=view.name,
        query=view.query,
        is_shared=view.is_shared,
        owner=s.named(view.owner),
        is_own=view.owner_id == viewer_id,
    )


def _plain(query: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in query.items() if value is not None}
