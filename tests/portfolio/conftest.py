"""Deals with a past, as scoring meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from coalition.access.models import User
from coalition.record.models import Activity, ActivityKind, Contact, Direction, Opportunity, Response, Stakeholder
from coalition.record.pulse import mark_dirty
from coalition.record.touches import derive_touches
from tests import factories

Talk = Callable[..., list[Activity]]


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def talk(owner: User, deal: Opportunity, buyer: Contact, now: datetime) -> Talk:
    """Mails to and fro and a meeting with the buyer, ``days_ago``; touches derived, nothing marked."""

    def go(days_ago: float = 3, opportunity: Opportunity = deal, contact: Contact = buyer) -> list[Activity]:
        at = now - timedelta(days=days_ago)
        ours = factories.make_activity(
            opportunity=opportunity, sender=owner, to=[contact], occurred_at=at, thread=f"t{days_ago}"
        )
        theirs = factories.make_activity(
            direction=Direction.INBOUND,
            opportunity=opportunity,
            sender=contact,
            to=[owner],
            occurred_at=at + timedelta(hours=2),
            thread=f"t{days_ago}",
        )
        meeting = factories.make_activity(
            kind=ActivityKind.MEETING,
            opportunity=opportunity,
            sender=owner,
            to=[contact],
            occurred_at=at + timedelta(hours=5),
            response=Response.ACCEPTED,
        )
        activities = [ours, theirs, meeting]
        derive_touches([each.pk for each in activities])
        return activities

    return go


@pytest.fixture
def live_deal(deal: Opportunity, stakeholder: Stakeholder, talk: Talk) -> Opportunity:
    """A deal with one stakeholder who answered three days ago, marked dirty."""
    talk()
    mark_dirty([deal.pk])
    return deal
