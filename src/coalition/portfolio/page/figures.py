"""Figures of teams: how well their maps are kept, and how closed deals ended (E4, E5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, F, Q, QuerySet

from coalition.access.models import User
from coalition.access.teams import people_seen_by
from coalition.judgement.outcomes import ClosedDeal, Outcomes, outcomes
from coalition.judgement.settings import LEAST_UNNAMED
from coalition.judgement.spread import Spread, spread
from coalition.portfolio.models import DealSummary, MapWeek
from coalition.portfolio.pasts.weeks import WEEKS
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.summaries import quality_of
from coalition.record.gates import visible_opportunities
from coalition.record.models import Opportunity, Outcome, Stakeholder, Touch

CLOSED_WITHIN = timedelta(days=730)
MOST_CLOSED = 2000
ENGAGED_WITHIN_S = 90 * 86_400


@dataclass(frozen=True)
class Named:
    id: UUID
    name: str


@dataclass(frozen=True)
class Week:
    """One week of a team, of a seller, or of all (both None). Means as they were: nothing is corrected for chance."""

    team: Named | None
    seller: Named | None
    week: date
    deals: int
    quality: float
    freshness: float


@dataclass(frozen=True)
class Figures:
    """``sellers`` is None where no seller is named: one setting turns that off for everybody."""

    names_sellers: bool
    least: int
    deals: int
    teams_quality: Spread
    teams_freshness: Spread
    sellers_quality: Spread | None
    sellers_freshness: Spread | None
    sellers_apart: float | None
    names: dict[str, str]
    weeks: tuple[Week, ...]
    outcomes: Outcomes
    currency: str


def figures(viewer: User, now: datetime) -> Figures:
    """Over deals whose owner the viewer answers for: their own, their teams', or all. A constant number of queries."""
    settings = current_judgement_settings()
    least, named = settings.least_closed_to_say, settings.name_sellers
    mine = Q() if viewer.sees_everything else Q(owner__in=people_seen_by(viewer))
    deals = visible_opportunities(viewer).filter(mine)
    rows = DealSummary.objects.filter(
        opportunity__in=deals.filter(stage__outcome=Outcome.OPEN).values("id"), opportunity__owner__isnull=False
    ).select_related("opportunity__owner__team")
    sellers = _Values()
    teams = _Values()
    people: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        owner = row.opportunity.owner
        if owner is None:
            continue
        quality, freshness = quality_of(row), 100.0 - row.static_records
        sellers.add(str(owner.uuid), owner.name or owner.email, quality, freshness)
        if owner.team is not None:
            teams.add(str(owner.team.uuid), owner.team.name, quality, freshness)
            people[str(owner.team.uuid)].add(owner.pk)
    if not named:
        teams.keep({key for key, found in people.items() if len(found) >= LEAST_UNNAMED})
    of_sellers = spread(sellers.quality, least)
    closed, currency = _closed(deals, now)
    return Figures(
        names_sellers=named,
        least=least,
        deals=of_sellers.count,
        teams_quality=spread(teams.quality, least),
        teams_freshness=spread(teams.freshness, least),
        sellers_quality=of_sellers if named else None,
        sellers_freshness=spread(sellers.freshness, least) if named else None,
        sellers_apart=of_sellers.best_to_weakest,
        names={**teams.names, **(sellers.names if named else {})},
        weeks=_weeks(deals, now, teams.names, sellers.names if named else {}),
        outcomes=outcomes(closed, least),
        currency=currency,
    )


class _Values:
    """Quality and freshness of open deals by whose they are."""

    def __init__(self) -> None:
        self.quality: dict[str, list[float]] = defaultdict(list)
        self.freshness: dict[str, list[float]] = defaultdict(list)
        self.names: dict[str, str] = {}

    def add(self, key: str, name: str, quality: float, freshness: float) -> None:
        self.quality[key].append(quality)
        self.freshness[key].append(freshness)
        self.names[key] = name

    def keep(self, keys: set[str]) -> None:
        for values in (self.quality, self.freshness, self.names):
            for key in set(values) - keys:
                del values[key]


def _weeks(
    deals: QuerySet[Opportunity], now: datetime, teams: Mapping[str, str], sellers: Mapping[str, str]
) -> tuple[Week, ...]:
    """For all, then for these teams and sellers (names by id); a deal counts for the owner it had in that week."""
    kept = MapWeek.objects.filter(opportunity__in=deals.values("id"), week__gt=(now - timedelta(weeks=WEEKS)).date())
    means = {"n": Count("id"), "mean_quality": Avg("quality"), "mean_freshness": Avg("freshness")}
    whole = kept.values("week").annotate(**means).order_by("week")
    of_teams = kept.values("week", of=F("owner__team__uuid")).annotate(**means).order_by("owner__team__name", "week")
    of_sellers = kept.values("week", of=F("owner__uuid")).annotate(**means).order_by("owner__name", "owner", "week")
    return (
        *(_week(row, None, None) for row in whole),
        *(_week(row, team, None) for row, team in _named(of_teams, teams)),
        *(_week(row, None, seller) for row, seller in _named(of_sellers, sellers)),
    )


def _named(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[tuple[Mapping[str, Any], Named]]:
    for row in rows:
        if (name := names.get(str(row["of"]))) is not None:
            yield row, Named(row["of"], name)


def _week(row: Mapping[str, Any], team: Named | None, seller: Named | None) -> Week:
    return Week(team, seller, row["week"], row["n"], row["mean_quality"], row["mean_freshness"])


def _closed(deals: QuerySet[Opportunity], now: datetime) -> tuple[list[ClosedDeal], str]:
    """The latest closed deals, as they stood when they ended; and the currency their amounts are told in."""
    ended = deals.filter(
        stage__outcome__in=[Outcome.WON, Outcome.LOST],
        close_on__lte=now.date(),
        close_on__gt=(now - CLOSED_WITHIN).date(),
    ).order_by("-close_on", "-id")
    columns = ("id", "stage__outcome", "created_on", "close_on", "amount", "currency")
    rows = list(ended.values_list(*columns)[:MOST_CLOSED])
    ends = {row[0]: row[3] for row in rows}
    people, engaged = _people(ends), _engaged(ends)
    currencies = [row[5] for row in rows if row[4] is not None]
    currency = max(sorted(set(currencies)), key=currencies.count, default="")
    return [
        ClosedDeal(
            won=outcome == Outcome.WON,
            days=(closed - created).days if created and created <= closed else None,
            # Amounts of other currencies are left out rather than converted at a rate nobody wrote down.
            amount=float(amount) if amount is not None and unit == currency else None,
            people=people.get(key, 0),
            engaged=engaged.get(key, 0),
        )
        for key, outcome, created, closed, amount, unit in rows
    ], currency


def _people(ends: dict[int, date]) -> dict[int, int]:
    """Who had a role on the map by the end. Those taken off since are not counted."""
    found: dict[int, int] = defaultdict(int)
    rows = Stakeholder.objects.filter(opportunity_id__in=list(ends))
    for deal, personas, recorded in rows.values_list("opportunity_id", "personas", "recorded_at"):
        found[deal] += bool(personas) and recorded.date() <= ends[deal]
    return found


def _engaged(ends: dict[int, date]) -> dict[int, int]:
    """Who acted towards us in the last 90 days of each deal; nothing after its end counts."""
    ids: Sequence[int] = list(ends)
    whose = Stakeholder.objects.filter(opportunity_id__in=ids).values("contact_id")
    rows = Touch.objects.filter(contact_id__in=whose, opportunity_id__in=ids, two_way__gt=0, automatic=0)
    last = {deal: _end_s(day) for deal, day in ends.items()}
    seen: dict[int, set[int]] = defaultdict(set)
    for deal, contact, at in rows.values_list("opportunity_id", "contact_id", "occurred_s").iterator():
        if deal is not None and last[deal] - ENGAGED_WITHIN_S < at <= last[deal]:
            seen[deal].add(contact)
    return {deal: len(contacts) for deal, contacts in seen.items()}


def _end_s(day: date) -> int:
    return int(datetime.combine(day + timedelta(days=1), time(), UTC).timestamp())
