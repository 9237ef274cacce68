"""No coaching loop: nobody looks at the map with the seller, or what was said then is left lying."""

from __future__ import annotations

from coalition.judgement.frame import Frame, Item
from coalition.judgement.gaps.model import Gap, gap_of
from coalition.judgement.snapshot import CoachingAction

REVIEW, COMMENTS, ACTIONS = 60.0, 20.0, 20.0


def no_coaching_loop(frame: Frame) -> Gap:
    """60 for a review that is due, 20 each for open comments and overdue actions; never reviewed at all is 100."""
    items = [*_open_comments(frame), *_overdue_actions(frame)]
    rest = sum(item.points for item in items)
    if frame.snapshot.reviews.last_review_at is not None:
        items += _due_review(frame)
    elif not _is_new(frame):
        items.append(Item("never_reviewed", "The map was never reviewed.", 100.0 - rest))
    return gap_of("no_coaching_loop", "No coaching loop", items)


def _is_new(frame: Frame) -> bool:
    """Within its first cadence a deal cannot have missed a review."""
    created = frame.snapshot.deal.created_on
    return created is not None and (frame.snapshot.as_of.date() - created).days <= frame.settings.review_cadence_days


def _due_review(frame: Frame) -> list[Item]:
    last, cadence = frame.snapshot.reviews.last_review_at, frame.settings.review_cadence_days
    days = (frame.snapshot.as_of - last).days if last else 0
    late = (days - cadence) / (cadence * (frame.settings.review_lost_after_cadences - 1))
    if late <= 0:
        return []
    return [Item("review_due", f"The last review was {days} days ago.", REVIEW * min(1.0, late))]


def _open_comments(frame: Frame) -> list[Item]:
    comments = frame.snapshot.reviews.open_comments
    # Saturating, so that each one closed is felt however many there are.
    points = COMMENTS / (len(comments) + 2)
    return [
        Item("open_comment", c.text or "A comment is open.", points, _ids(c.contact_id), record_ids=(c.id,))
        for c in comments
    ]


def _overdue_actions(frame: Frame) -> list[Item]:
    late = overdue(frame)
    points = ACTIONS / (len(late) + 1)
    return [
        Item("overdue_action", a.text or "An action is overdue.", points, _ids(a.contact_id), record_ids=(a.id,))
        for a in late
    ]


def overdue(frame: Frame) -> list[CoachingAction]:
    """Agreed actions whose day has passed."""
    today = frame.snapshot.as_of.date()
    return [action for action in frame.snapshot.reviews.open_actions if action.due_on and action.due_on < today]


def _ids(contact_id: str) -> tuple[str, ...]:
    return (contact_id,) if contact_id else ()
