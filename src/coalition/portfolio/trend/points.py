"""A point of a deal's trend: kept when judgement says something that has moved since the last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from coalition.portfolio.models import DealPoint
from coalition.record.models import Opportunity

#: How far a figure moves before it is a new point.
STEPS: Mapping[str, float] = {
    "people": 1,
    "engaged": 1,
    "supporting": 0.02,
    "against": 0.02,
    "consensus": 0.03,
    "coverage": 2.0,
    "gaps": 2.0,
    "map_score": 2.0,
}


def point_of(opportunity_id: int, judgement: Mapping[str, Any], *, afterwards: bool = False) -> DealPoint:
    """The point of a judgement in brief; not saved."""
    header, values = judgement["header"], [gap["value"] for gap in judgement["gaps"]]
    known = [value for value in values if value is not None]
    return DealPoint(
        opportunity_id=opportunity_id,
        as_of=datetime.fromisoformat(judgement["as_of"]),
        settings_version=judgement["settings_version"],
        afterwards=afterwards,
        people=header["known_stance"]["total"],
        engaged=header["engaged"],
        supporting=header["support"]["supporting"],
        against=header["support"]["against"],
        consensus=judgement["consensus"]["mean"],
        coverage=judgement["coverage"]["score"],
        gaps=sum(known) / len(known) if known else None,
        map_score=judgement["map_score"]["score"],
    )


def keep_points(judgements: Mapping[int, Mapping[str, Any]]) -> None:
    """Keep a point of each deal that has moved. Two queries, however many deals."""
    last = last_points(judgements)
    fresh = [point_of(key, judgement) for key, judgement in judgements.items()]
    moved = [point for point in fresh if has_moved(last.get(point.opportunity_id), point)]
    DealPoint.objects.bulk_create(moved, ignore_conflicts=True)


def last_points(opportunity_ids: Mapping[int, object]) -> dict[int, DealPoint]:
    """The newest point of each deal that has one."""
    newest = DealPoint.objects.filter(opportunity=OuterRef("pk")).order_by("-as_of").values("pk")[:1]
    deals = Opportunity.objects.filter(pk__in=list(opportunity_ids)).order_by().values(newest=Subquery(newest))
    return {point.opportunity_id: point for point in DealPoint.objects.filter(pk__in=deals)}


def has_moved(last: DealPoint | None, now: DealPoint) -> bool:
    """Whether a figure came, went, or moved by a step."""
    if last is None:
        return True
    return any(_apart(getattr(last, name), getattr(now, name), step) for name, step in STEPS.items())


def _apart(before: float | None, after: float | None, step: float) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(after - before) >= step
