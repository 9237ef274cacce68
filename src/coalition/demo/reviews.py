"""The coaching loop of the sample company: most deals were reviewed by their manager, some have something left open.

The flagship was not: the tutorial meets it before anybody has looked at its map.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from coalition.access.models import Role, User
from coalition.demo import SOURCE, flagship_external_id
from coalition.demo.scribe import public_id
from coalition.record import history
from coalition.record.models import Opportunity, Outcome
from coalition.reviews.models import CoachingAction, MapReview, ReviewComment

_ACTIONS = (
    "Ask the champion who signs above the budget holder",
    "Meet the finance lead without the slides",
    "Bring our head of engineering to their architect",
)
_COMMENTS = (
    "What does this view rest on? I only see mails from us.",
    "Is this still the right person? Their title changed in spring.",
    "Who else sits on their committee?",
)


def write_reviews(today: date) -> None:
    """Reviews, comments and actions of the open deals; the same for the same day."""
    open_deals = Opportunity.objects.filter(source=SOURCE, stage__outcome=Outcome.OPEN)
    deals = open_deals.exclude(external_id=flagship_external_id).select_related("owner").order_by("external_id")
    managers = {user.team_id: user for user in User.objects.filter(source=SOURCE, role=Role.MANAGER)}
    morning = datetime.combine(today, time(8, 30), UTC)
    for number, deal in enumerate(deals):
        manager = managers.get(deal.owner.team_id) if deal.owner else None
        if manager is None or number % 4 == 3:
            continue
        held = morning - timedelta(days=2 + number * 5 % 31)
        MapReview.objects.create(opportunity=deal, by=manager, held_at=held, notes="Gone through person by person.")
        if number % 3 == 0:
            _agree(deal, manager, held, number)
        if number % 5 == 1:
            _comment(deal, manager, held, number)


def _agree(deal: Opportunity, manager: User, held: datetime, number: int) -> None:
    action = CoachingAction(
        uuid=public_id("coaching_action", deal.external_id),
        opportunity=deal,
        text=_ACTIONS[number % len(_ACTIONS)],
        owner=deal.owner,
        due_on=held.date() + timedelta(days=14),
        agreed_by=manager,
        recorded_at=held,
        updated_at=held,
    )
    history.add(action, by=manager)


def _comment(deal: Opportunity, manager: User, held: datetime, number: int) -> None:
    first = deal.stakeholders.order_by("external_id").select_related("contact").first()
    comment = ReviewComment(
        uuid=public_id("review_comment", deal.external_id),
        opportunity=deal,
        contact=first.contact if first else None,
        text=_COMMENTS[number % len(_COMMENTS)],
        written_by=manager,
        recorded_at=held,
        updated_at=held,
    )
    history.add(comment, by=manager)
