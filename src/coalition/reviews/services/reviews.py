"""Hold a review, comment on a map, agree on actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Contact, Opportunity, Stakeholder
from coalition.record.services.checks import cleaned, require
from coalition.record.services.stakeholders import update_stakeholder
from coalition.reviews.models import ActionStatus, CoachingAction, CommentStatus, MapReview, ReviewComment
from coalition.reviews.services.line_suggestions import LineSuggestion, do_with_line

#: What a reviewer may suggest: what needs no evidence of its own beside it.
SUGGESTABLE = ("personas", "relationship", "access", "preference", "is_key", "owns_problem", "vote_kind", "vote")


@transaction.atomic
def hold_review(
    opportunity: Opportunity, *, by: User, notes: str = "", answers: Sequence[dict[str, str]] = ()
) -> MapReview:
    """Keep that the map was reviewed now, with the questions that were put and what was answered."""
    review = MapReview.objects.create(opportunity=opportunity, by=by, notes=notes, answers=list(answers))
    _tell(opportunity, "review", review.pk)
    return review


@transaction.atomic
def write_comment(
    opportunity: Opportunity,
    *,
    text: str,
    by: User,
    contact: Contact | None = None,
    to_contact: Contact | None = None,
    suggests: Mapping[str, Any] | None = None,
    suggests_line: LineSuggestion | None = None,
) -> ReviewComment:
    """Say something of a map, of one person on it, or of what is between two; or suggest how their fields should read
    or what to do with a line. Open until answered."""
    require(text=text)
    _on_map(opportunity, contact)
    _on_map(opportunity, to_contact, field="to_contact_id")
    fields = cleaned(Stakeholder, suggests or {})
    if contact is None and (fields or to_contact is not None):
        raise Invalid({"contact_id": ["Name the person the suggestion is about."]})
    if unknown := set(fields) - set(SUGGESTABLE):
        raise TypeError(f"{sorted(unknown)} cannot be suggested")
    if fields and suggests_line:
        raise Invalid({"suggests_line": ["Suggest one thing at a time: a person's fields or a line."]})
    comment = ReviewComment(
        opportunity=opportunity,
        contact=contact,
        to_contact=to_contact,
        text=text,
        suggests=fields,
        suggests_line=suggests_line.kept(contact, to_contact) if suggests_line else {},
        written_by=by,
    )
    history.add(comment, by=by)
    _tell(opportunity, "comment", comment.uuid)
    return comment


@transaction.atomic
def answer_comment(
    comment: ReviewComment, *, answer: str, by: User, expect_version: int | None = None
) -> ReviewComment:
    """Answer a comment; it is closed with that."""
    require(answer=answer)
    row = history.held(comment, expect_version=expect_version)
    if row.status != CommentStatus.OPEN:
        raise Invalid({"status": ["It is answered already."]})
    changes = {"status": CommentStatus.ANSWERED, "answer": answer, "answered_by": by, "answered_at": timezone.now()}
    row, _ = history.change(row, changes, by=by)
    _tell(row.opportunity, "comment", row.uuid)
    return row


@transaction.atomic
def accept_suggestion(comment: ReviewComment, *, by: User, expect_version: int | None = None) -> ReviewComment:
    """Change the stakeholder or the line as suggested, by the service that always does; the history names both people.

    What cannot be done any more is refused with its reason, and the suggestion stays open.
    """
    row = history.held(comment, expect_version=expect_version)
    if row.status != CommentStatus.OPEN or not (row.suggests or row.suggests_line):
        raise Invalid({"status": ["There is no open suggestion here."]})
    reviewer = row.written_by.name if row.written_by else "a reviewer"
    reason = f"Suggested by {reviewer}: {row.text}"
    _on_map(row.opportunity, row.contact)
    _on_map(row.opportunity, row.to_contact, field="to_contact_id")
    if row.suggests_line:
        do_with_line(row, by=by, reason=reason)
    else:
        stakeholder = Stakeholder.objects.get(opportunity=row.opportunity, contact=row.contact)
        update_stakeholder(stakeholder, by=by, reason=reason, **row.suggests)
    changes = {"status": CommentStatus.ACCEPTED, "answered_by": by, "answered_at": timezone.now()}
    row, _ = history.change(row, changes, by=by)
    _tell(row.opportunity, "comment", row.uuid)
    return row


@transaction.atomic
def agree_action(
    opportunity: Opportunity, *, text: str, owner: User, due_on: date, by: User, contact: Contact | None = None
) -> CoachingAction:
    """Agree that somebody of ours does something until a day."""
    require(text=text)
    _on_map(opportunity, contact)
    action = CoachingAction(
        opportunity=opportunity, contact=contact, text=text, owner=owner, due_on=due_on, agreed_by=by
    )
    history.add(action, by=by)
    _tell(opportunity, "action", action.uuid)
    return action


@transaction.atomic
def update_action(
    action: CoachingAction, *, by: User, expect_version: int | None = None, **changes: Any
) -> CoachingAction:
    """Change an action, or say that it is done or dropped, which keeps when."""
    if "text" in changes:
        require(text=changes["text"])
    if "status" in changes:
        changes["closed_at"] = None if changes["status"] == ActionStatus.OPEN else timezone.now()
    row, changed = history.change(action, changes, by=by, expect_version=expect_version)
    if changed:
        _tell(row.opportunity, "action", row.uuid)
    return row


def _on_map(opportunity: Opportunity, contact: Contact | None, *, field: str = "contact_id") -> None:
    if contact and not Stakeholder.objects.filter(opportunity=opportunity, contact=contact).exists():
        raise Invalid({field: [f"{contact.name} is not on the map of {opportunity.name}."]})


def _tell(opportunity: Opportunity, what: str, key: object) -> None:
    # Marked for scoring too: what reviews leave behind is part of the judgement kept with the scores.
    pulse.map_changed([opportunity.pk], what=what, ids=[key])
