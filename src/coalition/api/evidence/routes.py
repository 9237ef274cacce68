"""``GET /opportunities/{id}/stakeholders/{id}/evidence``."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic_core import to_json

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.evidence.rules import rule_of
from coalition.api.evidence.schema import EvidenceOut, EvidenceQuery
from coalition.api.evidence.touches import Counted, behind, known_touches
from coalition.api.map.parts import behaviour_parts, engagement_parts, influence_parts
from coalition.portfolio.models import StakeholderScore
from coalition.portfolio.scores import score_as_of
from coalition.portfolio.settings import current_settings, settings_at
from coalition.record import gates
from coalition.record.errors import NotFound
from coalition.record.models import Activity, Participant, Stakeholder

router = Router(tags=["map"])

_VALUE = {"engagement": "engagement_score", "sentiment": "behaviour_score", "influence": "influence_score"}
_PARTS = {"engagement": engagement_parts, "sentiment": behaviour_parts, "influence": influence_parts}


@router.get(
    "/{uuid:opportunity_id}/stakeholders/{uuid:stakeholder_id}/evidence",
    response={200: EvidenceOut, **s.ERRORS},
    operation_id="get_evidence",
    by_alias=True,
)
def get_evidence(
    request: HttpRequest, opportunity_id: UUID, stakeholder_id: UUID, filters: Query[EvidenceQuery]
) -> HttpResponse:
    """One score of one person opened: rule, parts, and the records behind them, latest first."""
    by, now = viewer(request), timezone.now()
    stakeholder = gates.stakeholder_for(by, stakeholder_id)
    if stakeholder.opportunity.uuid != opportunity_id:
        raise NotFound("stakeholder")
    past = filters.as_of is not None and filters.as_of < now
    facts, moment, version = _facts(stakeholder, filters.as_of if past else None, now)
    settings = settings_at(moment).scoring if past else current_settings()
    touches = known_touches(stakeholder.contact_id, moment, past)
    seconds = int(moment.timestamp() // 1)
    counted = behind(filters.score, touches, stakeholder.opportunity_id, seconds, facts, settings)
    page = counted[filters.offset : filters.offset + filters.limit]
    answer = {
        "score": filters.score,
        "value": facts.get(_VALUE[filters.score]),
        "rule": rule_of(filters.score, settings),
        "settings_version": version,
        "as_of": moment,
        "parts": _PARTS[filters.score](facts),
        "records": _records(page, stakeholder, by),
        "total": len(counted),
    }
    return HttpResponse(to_json(answer), content_type="application/json")


def _facts(
    stakeholder: Stakeholder, moment: datetime | None, now: datetime
) -> tuple[dict[str, Any], datetime, str | None]:
    """Every column of the scoring run for this person, the moment it is for, and the settings that made it.

    The stored score is explained as of the moment it was made for: the same records, the same number.
    """
    if moment is None:
        row = StakeholderScore.objects.filter(stakeholder=stakeholder).first()
        return (row.facts, row.as_of, row.settings_version) if row else ({}, now, None)
    scores = score_as_of(stakeholder.opportunity_id, moment)
    rows = scores.stakeholders.to_pylist()
    facts: dict[str, Any] = next((row for row in rows if row["contact_id"] == stakeholder.contact_id), {})
    return facts, moment, scores.settings_version


def _records(page: list[Counted], stakeholder: Stakeholder, by: User) -> list[dict[str, Any]]:
    """The activities of a page. Three queries; one the viewer may not read shows kind and time, and no subject."""
    ids = [each.activity_id for each in page]
    activities = Activity.objects.in_bulk(ids)
    readable = set(gates.visible_activities(by).filter(pk__in=ids).values_list("pk", flat=True))
    takers: dict[int, list[Participant]] = {}
    for taker in Participant.objects.filter(activity__in=ids).select_related("contact", "user").order_by("id"):
        takers.setdefault(taker.activity_id, []).append(taker)
    return [
        _record(each, activities[each.activity_id], takers.get(each.activity_id, []), stakeholder, readable)
        for each in page
        if each.activity_id in activities
    ]


def _record(
    each: Counted, activity: Activity, takers: list[Participant], stakeholder: Stakeholder, readable: set[int]
) -> dict[str, Any]:
    open_to_viewer = activity.pk in readable
    own = next((taker for taker in takers if taker.contact_id == stakeholder.contact_id), None)
    others = [taker for taker in takers if taker is not own]
    ours = [str(taker.user) for taker in others if taker.user is not None]
    theirs = [str(taker.contact or taker.address) for taker in others if taker.user is None]
    return {
        "id": activity.uuid,
        "kind": activity.kind,
        "occurred_at": activity.occurred_at,
        "subject": activity.subject if open_to_viewer else "",
        "direction": activity.direction,
        "role": own.role if own else "to",
        "response": own.response if own else "",
        "counts_as": each.counts_as,
        "points": each.points,
        "with": [*ours, *theirs][:12] if open_to_viewer else [],
    }
