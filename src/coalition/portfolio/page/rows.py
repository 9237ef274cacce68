"""The open deals of a viewer as rows of the portfolio page: one query, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Avg, Case, Count, F, IntegerField, OrderBy, Q, QuerySet, Value, When

from coalition.access.models import Team, User
from coalition.access.teams import people_under
from coalition.portfolio.summaries import GAPS, NOBODY, UNKNOWN
from coalition.record.errors import NotFound
from coalition.record.gates import visible_opportunities
from coalition.record.models import Opportunity, Outcome

#: Public sort key to column.
SORTS = {
    "name": "name",
    "account": "account__name",
    "stage": "stage__position",
    "amount": "amount",
    "close_on": "close_on",
    "owner": "owner__name",
    "map_score": "summary__map_score",
    "economic_buyer": "summary__economic_buyer",
    "finance_lead": "summary__finance_lead",
    "gates": "summary__gates_open",
    "outlook": "summary__outlook",
    "threads": "summary__effective_threads",
    "widest_gap": "summary__widest_gap",
    **{gap: f"summary__{gap}" for gap in GAPS},
}
_SUMMARY = (
    "as_of",
    *GAPS,
    "widest_gap",
    "map_score",
    "map_colour",
    "gates_open",
    "gates",
    "engaged",
    "effective_threads",
    "consensus",
    "outlook",
    "outlook_reasons",
    "shown",
)
_COLUMNS = (
    "id",
    "uuid",
    "name",
    "amount",
    "currency",
    "close_on",
    "next_step",
    "account__uuid",
    "account__name",
    "account__segment",
    "stage__key",
    "stage__name",
    "stage__position",
    "owner__uuid",
    "owner__name",
    *(f"summary__{name}" for name in _SUMMARY),
)
_BELIEFS = ("summary__economic_buyer", "summary__finance_lead")
_WORST_FIRST = (NOBODY, UNKNOWN, "opposed", "sceptical", "neutral", "supportive", "advocate")
_WORDS = 6


@dataclass(frozen=True)
class Wanted:
    """Which deals. Empty: all of them."""

    team_id: UUID | None = None
    owner_id: UUID | None = None
    segment: str = ""
    stages: Sequence[str] = ()
    close_from: date | None = None
    close_to: date | None = None
    economic_buyer: Sequence[str] = ()
    gates: str = ""
    """``open`` or ``met``."""
    search: str = ""
    ids: Sequence[UUID] = field(default=())


def open_deals(viewer: User, wanted: Wanted) -> QuerySet[Opportunity]:
    """Open deals the viewer sees."""
    return narrowed(visible_opportunities(viewer), wanted)


def narrowed(deals: QuerySet[Opportunity], wanted: Wanted) -> QuerySet[Opportunity]:
    """The open ones of these deals that fit."""
    deals = deals.filter(_conditions(wanted), stage__outcome=Outcome.OPEN)
    for word in wanted.search.split()[:_WORDS]:
        columns = ("name", "account__name", "owner__name", "next_step")
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": word})
        deals = deals.filter(found)
    return deals


def _conditions(wanted: Wanted) -> Q:
    plain = {
        "owner__uuid": wanted.owner_id,
        "account__segment": wanted.segment or None,
        "stage__key__in": list(wanted.stages) or None,
        "close_on__gte": wanted.close_from,
        "close_on__lte": wanted.close_to,
        "summary__economic_buyer__in": list(wanted.economic_buyer) or None,
        "uuid__in": list(wanted.ids) or None,
    }
    found = Q(**{name: value for name, value in plain.items() if value is not None})
    if wanted.gates == "open":
        found &= Q(summary__gates_open__gt=0)
    if wanted.gates == "met":
        found &= Q(summary__gates_open=0)
    if wanted.team_id is not None:
        team = Team.objects.filter(uuid=wanted.team_id).first()
        if team is None:
            raise NotFound("team")
        found &= Q(owner__in=people_under(team.pk))
    return found


def rows_of(deals: QuerySet[Opportunity], sort: str, limit: int, offset: int) -> list[dict[str, Any]]:
    """Plain rows: objects of models would cost ten times as much, and nothing here is changed."""
    ordered = deals.order_by(_by(sort), F("amount").desc(nulls_last=True), "id")
    return list(ordered.values(*_COLUMNS)[offset : offset + limit])


def _by(sort: str) -> OrderBy:
    name = SORTS[sort.removeprefix("-")]
    column = _worst_first(name) if name in _BELIEFS else F(name)
    return column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)


def _worst_first(column: str) -> Case:
    """Beliefs by what they mean for us, not by the alphabet."""
    ranks = (When(**{column: word}, then=Value(rank)) for rank, word in enumerate(_WORST_FIRST))
    return Case(*ranks, output_field=IntegerField())


def totals_of(deals: QuerySet[Opportunity]) -> dict[str, Any]:
    """The figures above the table: over all deals asked for, not only the page."""
    means = {f"mean_{gap}": Avg(f"summary__{gap}") for gap in GAPS}
    return deals.order_by().aggregate(
        deals=Count("id"),
        scored=Count("summary"),
        no_economic_buyer=Count("id", filter=Q(summary__economic_buyer=NOBODY)),
        economic_buyer_unknown=Count("id", filter=Q(summary__economic_buyer=UNKNOWN)),
        economic_buyer_against=Count("id", filter=Q(summary__economic_buyer__in=["sceptical", "opposed"])),
        gates_open=Count("id", filter=Q(summary__gates_open__gt=0)),
        **means,
    )
