"""The deals of an account and its group, open and closed, with who of theirs stands on each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When
from ninja import Field

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.map.schema import SentimentLevel
from coalition.api.opportunities import StageOut, stage_out
from coalition.record import gates
from coalition.record.models import Account, Opportunity, Outcome

MOST_DEALS = 200
MOST_PEOPLE = 12
_PERSON = ("contact__uuid", "contact__name", "personas", "current_score__sentiment", "sentiment")


class OnDeal(s.Out):
    """Somebody on a deal's map."""

    contact: s.Ref
    personas: list[str]
    sentiment: SentimentLevel | None


class AccountDeal(s.Out):
    """A deal of the account or of one of its group, also one with nobody on its map."""

    id: UUID
    name: str
    account: s.Ref | None
    stage: StageOut
    amount: float | None
    currency: str
    close_on: date | None
    owner: s.Ref | None
    people: list[OnDeal] = Field(description="At most twelve, in the order they joined.")
    stakeholders: int


def deals_of(by: User, group: Sequence[Account]) -> tuple[list[AccountDeal], int]:
    """One page of the deals the viewer sees, open ones first and then the latest, and how many there are."""
    seen = gates.visible_opportunities(by).filter(account__in=group)
    first = Case(When(stage__outcome=Outcome.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    page = list(seen.select_related("account", "stage", "owner").order_by(first, "-close_on", "id")[:MOST_DEALS])
    on: dict[int, list[OnDeal]] = {}
    rows = gates.visible_stakeholders(by).filter(opportunity__in=[deal.pk for deal in page])
    # A few columns and no records: two hundred deals have thousands of people on them.
    for deal, *person in rows.order_by("id").values_list("opportunity", *_PERSON):
        on.setdefault(deal, []).append(_on_deal(*person))
    total = len(page) if len(page) < MOST_DEALS else seen.count()
    return [_deal(deal, on.get(deal.pk, [])) for deal in page], total


def _deal(deal: Opportunity, people: list[OnDeal]) -> AccountDeal:
    return AccountDeal(
        id=deal.uuid,
        name=deal.name,
        account=s.Ref(id=deal.account.uuid, name=deal.account.name) if deal.account else None,
        stage=stage_out(deal.stage),
        amount=None if deal.amount is None else float(deal.amount),
        currency=deal.currency,
        close_on=deal.close_on,
        owner=s.named(deal.owner) if deal.owner else None,
        people=people[:MOST_PEOPLE],
        stakeholders=len(people),
    )


def _on_deal(contact: UUID, name: str, personas: list[str], scored: str | None, said: str) -> OnDeal:
    """``scored`` is the sentiment of the score, null before the first; ``said`` the seller's."""
    found = {
        "contact": s.Ref(id=contact, name=name),
        "personas": personas,
        "sentiment": (said if scored is None else scored) or None,
    }
    return OnDeal.model_validate(found)
