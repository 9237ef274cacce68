"""What reviews left behind, as judgement takes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Max, Q

from coalition.judgement import snapshot as judged
from coalition.record.models import Contact, Opportunity
from coalition.record.selectors.as_of import versions_at
from coalition.reviews.models import CoachingAction, MapReview, ReviewComment

A = TypeVar("A", ReviewComment, CoachingAction)


def facts_of(deals: Sequence[Opportunity], as_of: datetime, past: bool) -> dict[int, judged.ReviewFacts]:
    """By deal: the last review, and the comments and actions that were open at ``as_of``, in the words they had
    then. Three queries, of the past five."""
    ids = [deal.pk for deal in deals]
    held = MapReview.objects.filter(opportunity__in=ids, held_at__lte=as_of)
    last = dict(held.order_by().values_list("opportunity_id").annotate(Max("held_at")))
    comments: dict[int, list[judged.ReviewComment]] = defaultdict(list)
    for comment in _open(ReviewComment, ids, as_of, past):
        contact = str(comment.contact.uuid) if comment.contact else ""
        comments[comment.opportunity_id].append(judged.ReviewComment(str(comment.uuid), comment.text, contact))
    actions: dict[int, list[judged.CoachingAction]] = defaultdict(list)
    for action in _open(CoachingAction, ids, as_of, past):
        contact = str(action.contact.uuid) if action.contact else ""
        found = judged.CoachingAction(str(action.uuid), action.text, action.due_on, contact)
        actions[action.opportunity_id].append(found)
    return {
        key: judged.ReviewFacts(last.get(key), tuple(comments[key]), tuple(actions[key]))
        for key in ids
        if key in last or key in comments or key in actions
    }


def _open(model: type[A], deal_ids: list[int], moment: datetime, past: bool) -> list[A]:
    """Those that are open, or were then in the words they had then."""
    whose = Q(opportunity_id__in=deal_ids)
    if not past:
        return list(model._default_manager.filter(whose, status="open").select_related("contact").order_by("id"))
    rows = sorted((row for row in versions_at(model, moment, whose) if row.status == "open"), key=lambda row: row.pk)
    named = {row.contact_id for row in rows if row.contact_id is not None}
    contacts = {contact.pk: contact for contact in versions_at(Contact, moment, Q(id__in=named))}
    for row in rows:
        row.contact = contacts.get(row.contact_id or 0)
    return rows
