"""A map for somebody without an account: links that end, tickets for a CRM's page, and the map they show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.security import HttpBearer
from pydantic_core import to_json

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import show_once
from coalition.api.listing import page_of
from coalition.api.map.build import map_out
from coalition.api.map.public import without_opinions, without_private
from coalition.api.map.rows import rows_as_of, rows_now
from coalition.api.map.schema import Grouping, MapOut
from coalition.record import gates
from coalition.record.errors import Invalid
from coalition.sharing import embedding, grants, links
from coalition.sharing.grants import Grant
from coalition.sharing.models import ShareLink, ShareLook

router = Router(tags=["sharing"])
MOST_DAYS, MOST_MINUTES = 90, 24 * 60


class Bearer(HttpBearer):
    """``Authorization: Bearer shr_…`` or ``emb_…``: never in an address, where logs would keep it."""

    def authenticate(self, request: HttpRequest, token: str) -> Grant | None:
        return grants.grant_of(token)


class ShareLinkIn(s.In):
    """Whom the map is shown to, and for how long."""

    name: s.Short = Field(min_length=1, description="Whom it is for; only you and your team read this.")
    days: int = Field(14, ge=1, le=MOST_DAYS)
    with_opinions: bool = Field(
        False, description="Also what we think of people: personas, stances, influence, alliances and conflicts."
    )
    as_of: s.Moment | None = Field(None, description="Show the map of this past moment for good; null: always today's.")


class ShareLinkOut(s.Out):
    """A link to a map. Its secret is shown once, when it is made."""

    id: UUID
    name: str
    hint: str
    as_of: datetime | None
    with_opinions: bool
    made_by: s.Ref
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    looked: int = Field(description="How often it was opened.")
    last_look: datetime | None


class NewShareLinkOut(ShareLinkOut):
    path: str = Field(description="Put the server's address before it. It is not shown again.")


class ShareLookOut(s.Out):
    at: datetime
    address: str | None = Field(description="Network address of who opened it, as this server saw it.")


class ShareLookPage(s.Paged):
    items: list[ShareLookOut]


class TicketIn(s.In):
    minutes: int = Field(60, ge=1, le=MOST_MINUTES)


class TicketOut(s.Out):
    """Where a frame finds the map, until the ticket ends."""

    path: str = Field(description="Put the server's address before it and give it to the frame.")
    expires_at: datetime


class SharedMapOut(s.Out):
    """A map without what was written for colleagues alone: no notes, no evidence, no addresses, no amounts."""

    shared_by: str
    expires_at: datetime
    with_opinions: bool = Field(description="Whether personas, stances, influence and lines of influence are shown.")
    map: MapOut


class SharedQuery(Schema):
    group: Grouping = Field("reporting", description="How people are arranged.")


@router.post(
    "/opportunities/{uuid:opportunity_id}/share-links",
    response={201: NewShareLinkOut, **s.WRITE_ERRORS},
    operation_id="make_share_link",
)
def make_share_link(request: HttpRequest, opportunity_id: UUID, data: ShareLinkIn) -> Any:
    """Make a link that shows this map, read-only, until it ends."""
    show_once(request)
    by, now = viewer(request), timezone.now()
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    if data.as_of is not None and data.as_of > now:
        raise Invalid({"as_of": ["This moment is still to come. Give a past one, or none for today's map."]})
    ends = now + timedelta(days=data.days)
    link, secret = links.make_link(
        deal, by=by, name=data.name, expires_at=ends, as_of=data.as_of, with_opinions=data.with_opinions
    )
    return Status(201, NewShareLinkOut(**_link(link, links.NEVER), path=f"/shared#{secret}"))


@router.get(
    "/opportunities/{uuid:opportunity_id}/share-links",
    response={200: list[ShareLinkOut], **s.ERRORS},
    operation_id="list_share_links",
)
def list_share_links(request: HttpRequest, opportunity_id: UUID) -> Any:
    """Every link ever made to this map, newest first."""
    deal = gates.opportunity_for(viewer(request), opportunity_id, write=True)
    return [ShareLinkOut(**_link(link, looks)) for link, looks in links.links_of(deal)]


@router.get(
    "/share-links/{uuid:share_link_id}/looks",
    response={200: ShareLookPage, **s.ERRORS},
    operation_id="list_share_looks",
)
def list_share_looks(request: HttpRequest, share_link_id: UUID, filters: Query[s.ListQuery]) -> Any:
    """When a link was opened and from where, newest first."""
    link = links.link_for(viewer(request), share_link_id)
    items, total = page_of(ShareLook.objects.filter(link=link), filters, ["-at"])
    looks = [ShareLookOut(at=look.at, address=look.address) for look in items]
    return ShareLookPage(items=looks, total=total, limit=filters.limit, offset=filters.offset)


@router.delete(
    "/share-links/{uuid:share_link_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="revoke_share_link"
)
def revoke_share_link(request: HttpRequest, share_link_id: UUID) -> Any:
    """Close a link at once."""
    by = viewer(request)
    links.revoke_link(links.link_for(by, share_link_id), by=by)
    return Status(204, None)


@router.post(
    "/opportunities/{uuid:opportunity_id}/tickets",
    response={201: TicketOut, **s.WRITE_ERRORS},
    operation_id="make_embed_ticket",
)
def make_embed_ticket(request: HttpRequest, opportunity_id: UUID, data: TicketIn) -> Any:
    """Make a ticket with which a page of the CRM shows this map in a frame."""
    show_once(request)
    by = viewer(request)
    deal = gates.opportunity_for(by, opportunity_id, write=True)
    secret, ends = embedding.make_ticket(deal, by=by, lasting=timedelta(minutes=data.minutes))
    return Status(201, TicketOut(path=f"/embed#{secret}", expires_at=ends))


@router.get(
    "/shared/map",
    response={200: SharedMapOut, **s.ERRORS},
    operation_id="get_shared_map",
    auth=Bearer(),
    by_alias=True,
)
def get_shared_map(request: HttpRequest, filters: Query[SharedQuery]) -> HttpResponse:
    """The map a link or a ticket shows."""
    grant: Grant = request.auth  # type: ignore[attr-defined]
    deal, by = grant.opportunity.uuid, grant.maker
    rows = rows_as_of(by, deal, grant.as_of) if grant.as_of is not None else rows_now(by, deal, timezone.now())
    grants.record_look(grant, address=request.META.get("REMOTE_ADDR") or None)
    shown = rows if grant.with_opinions else without_opinions(rows)
    body = {
        "shared_by": by.name or by.email,
        "expires_at": grant.expires_at,
        "with_opinions": grant.with_opinions,
        "map": without_private(map_out(shown, filters.group)),
    }
    answer = HttpResponse(to_json(body), content_type="application/json")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _link(link: ShareLink, looks: links.Looks) -> dict[str, Any]:
    same = s.columns(link, "name", "hint", "as_of", "with_opinions", "made_at", "expires_at", "revoked_at")
    return {
        "id": link.uuid,
        "made_by": s.named(link.made_by),
        "looked": looks.count,
        "last_look": looks.last,
        **same,
    }
