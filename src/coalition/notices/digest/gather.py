"""What a digest tells, for one reader: only of deals they see and answer for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from coalition.access.models import User
from coalition.access.teams import people_seen_by
from coalition.portfolio.changes.model import Change
from coalition.portfolio.changes.selector import changes_on
from coalition.portfolio.changes.telling import sentence
from coalition.record.gates import visible_opportunities
from coalition.record.models import Opportunity
from coalition.reviews.models import ActionStatus, CoachingAction
from coalition.signals.models import SignalState
from coalition.signals.selectors.visible import visible_signals

MOST_DEALS = 12
MOST_LINES = 5
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DealNews:
    """One deal: what is urgent, what changed, and how much more there is."""

    name: str
    account: str
    stage: str
    path: str
    urgent: list[str]
    changes: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class ActionDue:
    text: str
    deal: str
    path: str
    due_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """All of it. ``deals`` are the ones with most news; ``more_deals`` changed too."""

    since: datetime
    until: datetime
    deals: list[DealNews]
    more_deals: int
    actions: list[ActionDue]

    @property
    def is_empty(self) -> bool:
        return not self.deals and not self.actions


def digest_for(reader: User, since: datetime, until: datetime, today: date) -> Digest:
    """What happened on a reader's deals after ``since``, up to ``until``. A fixed number of queries."""
    deals = deals_answered_for(reader)
    changes: dict[str, list[Change]] = defaultdict(list)
    for change in changes_on(deals, since, until).items:
        changes[str(change.opportunity.id)].append(change)
    urgent = _urgent(reader, deals)
    rows = deals.filter(Q(uuid__in=list(changes)) | Q(pk__in=list(urgent))).select_related("account", "stage")
    news = sorted(
        rows,
        key=lambda deal: (
            not _moved(changes[str(deal.uuid)]),
            -len(urgent.get(deal.pk, ())),
            -len(changes[str(deal.uuid)]),
            deal.name,
            deal.pk,
        ),
    )
    return Digest(
        since=since,
        until=until,
        deals=[_news(deal, changes[str(deal.uuid)], urgent.get(deal.pk, [])) for deal in news[:MOST_DEALS]],
        more_deals=max(0, len(news) - MOST_DEALS),
        actions=_actions(reader, today),
    )


def deals_answered_for(reader: User) -> QuerySet[Opportunity]:
    """Deals the reader sees whose owner they answer for: their own, their teams', or all."""
    mine = Q() if reader.sees_everything else Q(owner__in=people_seen_by(reader))
    return visible_opportunities(reader).filter(mine)


def _urgent(reader: User, deals: QuerySet[Opportunity]) -> dict[int, list[str]]:
    """Open signals of these deals, the most severe first, each with what it proposes."""
    found: dict[int, list[str]] = defaultdict(list)
    open_ones = visible_signals(reader).filter(state=SignalState.OPEN, opportunity__in=deals.values("id"))
    columns = ("opportunity_id", "text", "action")
    for deal, text, action in open_ones.order_by("-rank", "opened_at", "id").values_list(*columns):
        found[deal].append(f"{text} {action}".strip())
    return dict(found)


def _moved(changes: list[Change]) -> bool:
    """A deal that entered another stage is the first thing to know of a week."""
    return any(change.subject == "deal" and change.field == "stage" for change in changes)


def _news(deal: Opportunity, changes: list[Change], urgent: list[str]) -> DealNews:
    # What people did says more than a score that moved with the days: it comes first.
    told = sorted(changes, key=lambda change: (not _moved([change]), change.cause == "scores"))
    return DealNews(
        name=deal.name,
        account=deal.account.name if deal.account else "",
        stage=deal.stage.name,
        path=f"/opportunities/{deal.uuid}",
        urgent=urgent[:MOST_LINES],
        changes=[sentence(change) for change in told[:MOST_LINES]],
        more=max(0, len(told) - MOST_LINES),
    )


def _actions(reader: User, today: date) -> list[ActionDue]:
    due = CoachingAction.objects.filter(
        owner=reader,
        status=ActionStatus.OPEN,
        due_on__lte=today + AHEAD,
        opportunity__in=visible_opportunities(reader).values("id"),
    )
    return [
        ActionDue(
            text=each.text,
            deal=each.opportunity.name,
            path=f"/opportunities/{each.opportunity.uuid}",
            due_on=each.due_on,
            is_late=each.due_on < today,
        )
        for each in due.select_related("opportunity").order_by("due_on", "id")[:20]
    ]
