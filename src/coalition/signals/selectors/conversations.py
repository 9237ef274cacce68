"""Whom a rep should talk to next, over all their open deals (C6)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone

from coalition.access.models import User
from coalition.judgement.next_conversation import Conversation, next_conversations
from coalition.judgement.snapshot import DealSnapshot
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshots
from coalition.record.gates import visible_opportunities
from coalition.record.models import Opportunity, Outcome

#: Open deals looked at, those that close first. Each costs tens of milliseconds.
DEALS_AT_MOST = 30
#: Of one deal at most so many, that a large one does not fill the list.
OF_ONE_DEAL = 3


@dataclass(frozen=True)
class Suggested:
    """A conversation and the deal it is for."""

    snapshot: DealSnapshot
    conversation: Conversation


def deals_of(viewer: User, owner: User) -> QuerySet[Opportunity]:
    """The owner's open deals that the viewer sees, those that close first."""
    deals = visible_opportunities(viewer).filter(owner=owner, stage__outcome=Outcome.OPEN)
    return deals.order_by(F("close_on").asc(nulls_last=True), "id")


def suggested_to(viewer: User, owner: User, limit: int = 20) -> list[Suggested]:
    """The most worthwhile conversations over the owner's deals, the best first."""
    ids = list(deals_of(viewer, owner).values_list("pk", flat=True)[:DEALS_AT_MOST])
    settings = current_judgement_settings()
    found = [
        Suggested(snapshot, each)
        for snapshot in deal_snapshots(ids, timezone.now()).values()
        for each in next_conversations(snapshot, settings, OF_ONE_DEAL)
        if each.rank_value > 0
    ]
    found.sort(key=lambda each: (-each.conversation.rank_value, each.conversation.contact_id))
    return found[:limit]
