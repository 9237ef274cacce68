"""Hold a test and improve session: start it, take parts, go through its steps."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from coalition.access.models import User
from coalition.judgement.part_questions import PARTS
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Opportunity
from coalition.reviews.models import ReviewSession, Step
from coalition.reviews.services.reviews import hold_review


@transaction.atomic
def start_session(opportunity: Opportunity, *, by: User) -> ReviewSession:
    """Begin with presenting the map. One session is open at a time."""
    session = ReviewSession(opportunity=opportunity, led_by=by)
    try:
        with transaction.atomic():
            history.add(session, by=by)
    except IntegrityError as error:
        raise Invalid({"step": ["A session is open already; close it first."]}) from error
    _tell(session)
    return session


@transaction.atomic
def take_part(session: ReviewSession, *, part: str, by: User, expect_version: int | None = None) -> ReviewSession:
    """Take a part in the test, or (empty) none. Everybody takes their own."""
    if part and part not in PARTS:
        raise Invalid({"part": [f"“{part}” is not one of: {', '.join(PARTS)}."]})
    row = _open(session, expect_version)
    others = {user: taken for user, taken in row.parts.items() if user != str(by.uuid)}
    row, _ = history.change(row, {"parts": {**others, str(by.uuid): part} if part else others}, by=by)
    _tell(row)
    return row


@transaction.atomic
def advance_session(session: ReviewSession, *, by: User, expect_version: int | None = None) -> ReviewSession:
    """Go to the next step. After the last the session is closed, and the map counts as reviewed."""
    row = _open(session, expect_version)
    order = list(Step.values)
    following = order[order.index(row.step) + 1]
    row, _ = history.change(row, {"step": following}, by=by)
    if following == Step.CLOSED:
        hold_review(row.opportunity, by=by, notes="Test and improve session.")
    _tell(row)
    return row


def _open(session: ReviewSession, expect_version: int | None) -> ReviewSession:
    row = history.held(session, expect_version=expect_version)
    if row.step == Step.CLOSED:
        raise Invalid({"step": ["The session is closed."]})
    return row


def _tell(session: ReviewSession) -> None:
    payload = {"what": "session", "ids": [str(session.uuid)]}
    pulse.publish(pulse.MAP_CHANGED, opportunity_id=session.opportunity_id, payload=payload)
