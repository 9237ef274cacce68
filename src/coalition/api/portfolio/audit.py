"""``GET /portfolio/audit``: the largest open deals against the five visibility gaps, on screen and as files."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Field, Query, Router
from pydantic_core import to_json

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.portfolio import schema as p
from coalition.api.portfolio.audit_files import KINDS
from coalition.api.portfolio.routes import wanted
from coalition.api.portfolio.shown import row_out
from coalition.judgement.plain import plain
from coalition.portfolio.page.audit import MOST, Audit, audit
from coalition.portfolio.page.rows import open_deals

router = Router(tags=["portfolio"])
log = logging.getLogger("coalition.audit")
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILES: dict[str, Any] = {
    "responses": {200: {"description": "The file", "content": {kind.content_type: _BINARY for kind in KINDS.values()}}}
}


class AuditQuery(p.DealsQuery):
    top: int = Field(20, ge=1, le=MOST, description="How many; the largest by amount, currencies not converted.")


class AuditItem(s.Out):
    """One record that made a gap, with its share of it."""

    code: str
    text: str
    points: float
    contact_ids: list[UUID]


class AuditGap(s.Out):
    key: str
    name: str
    value: float
    items: list[AuditItem]


class GapTotalOut(s.Out):
    """One gap over all deals of the audit."""

    key: str
    name: str
    mean: float
    wide: int = Field(description="Deals at 60 or more.")


class AuditedDeal(s.Out):
    """One deal and all that stands behind its gaps."""

    deal: p.PortfolioRow
    mean: float
    gaps: list[AuditGap]


class AuditOut(s.Out):
    as_of: s.Moment
    top: int
    totals: list[GapTotalOut]
    items: list[AuditedDeal]


@router.get("/portfolio/audit", response={200: AuditOut, **s.ERRORS}, operation_id="get_portfolio_audit")
def get_portfolio_audit(request: HttpRequest, filters: Query[AuditQuery]) -> HttpResponse:
    """The largest open deals against the five gaps, with every record behind each."""
    return HttpResponse(to_json(audit_out(_audited(viewer(request), filters))), content_type="application/json")


@router.get(
    "/portfolio/audit/{file_format}",
    response={**s.ERRORS},
    operation_id="export_portfolio_audit",
    openapi_extra=_FILES,
)
def export_portfolio_audit(
    request: HttpRequest, file_format: Literal["xlsx", "pdf"], filters: Query[AuditQuery]
) -> HttpResponse:
    """The audit as a workbook or as pages to print."""
    by = viewer(request)
    found = _audited(by, filters)
    kind = KINDS[file_format]
    content = kind.make(found)
    # Who took what home, and nothing of what it says.
    log.info("audit exported: format=%s by=%s deals=%d bytes=%d", file_format, by.uuid, len(found.deals), len(content))
    response = HttpResponse(content, content_type=kind.content_type)
    name = f"Audit {found.as_of:%Y-%m-%d}.{file_format}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def audit_out(found: Audit) -> dict[str, Any]:
    """The audit as the API and the command line show it."""
    return {
        "as_of": found.as_of,
        "top": found.top,
        "totals": [asdict(total) for total in found.totals],
        "items": [{"deal": row_out(each.row), "mean": each.mean, "gaps": plain(each.gaps)} for each in found.deals],
    }


def _audited(by: User, filters: AuditQuery) -> Audit:
    return audit(open_deals(by, wanted(filters)), filters.top, timezone.now())
