"""``GET /figures``: how well maps are kept, and how closed deals ended; counts and intervals with everything."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.judgement.outcomes import Outcomes
from coalition.judgement.spread import Spread
from coalition.portfolio.page.figures import Week, figures

router = Router(tags=["portfolio"])


class SpreadMember(s.Out):
    """One seller or team. `value` is shrunk towards everybody's mean; null: too few deals to say."""

    id: UUID
    name: str
    deals: int
    value: float | None
    low: float | None
    high: float | None
    mark: Literal["", "above", "below", "too_few"] = Field(description="Only where chance leaves no other reading.")


class SpreadOut(s.Out):
    """How far they differ."""

    deals: int
    mean: float | None
    members: list[SpreadMember]
    best_to_weakest: float | None


class WeekOut(s.Out):
    """A week of a team, of a seller, or of everybody (both null). Means as they were, not corrected for chance."""

    team: s.Ref | None
    seller: s.Ref | None
    week: date
    deals: int
    quality: float
    freshness: float


class FiguresOut(s.Out):
    names_sellers: bool = Field(description="False: the settings name and rank no seller.")
    least: int = Field(description="Deals below which a figure is not told.")
    deals: int = Field(description="Open deals with a judged map.")
    teams_quality: SpreadOut
    teams_freshness: SpreadOut
    sellers_quality: SpreadOut | None
    sellers_freshness: SpreadOut | None
    sellers_apart: float | None = Field(description="Between the best and the weakest seller, after shrinkage.")
    weeks: list[WeekOut]
    outcomes: Outcomes
    currency: str = Field(description="Of the deal sizes; deals in others are left out of those.")


@router.get("/figures", response={200: FiguresOut, **s.ERRORS}, operation_id="get_figures")
def get_figures(request: HttpRequest) -> Any:
    """Map quality and freshness by team and seller, week by week; outcomes of mapped and unmapped deals."""
    found = figures(viewer(request), timezone.now())
    same = ("names_sellers", "least", "deals", "sellers_apart", "outcomes", "currency")
    return FiguresOut(
        **s.columns(found, *same),
        teams_quality=_spread(found.teams_quality, found.names),
        teams_freshness=_spread(found.teams_freshness, found.names),
        sellers_quality=_spread(found.sellers_quality, found.names) if found.sellers_quality else None,
        sellers_freshness=_spread(found.sellers_freshness, found.names) if found.sellers_freshness else None,
        weeks=[_week(each) for each in found.weeks],
    )


def _spread(spread: Spread, names: dict[str, str]) -> SpreadOut:
    return SpreadOut(
        deals=spread.count,
        mean=spread.mean,
        members=[
            SpreadMember(
                id=UUID(each.key),
                name=names[each.key],
                deals=each.count,
                **s.columns(each, "value", "low", "high", "mark"),
            )
            for each in sorted(spread.members, key=lambda member: names[member.key])
        ],
        best_to_weakest=spread.best_to_weakest,
    )


def _week(week: Week) -> WeekOut:
    team, seller = (s.Ref(id=of.id, name=of.name) if of else None for of in (week.team, week.seller))
    return WeekOut(team=team, seller=seller, **s.columns(week, "week", "deals", "quality", "freshness"))
