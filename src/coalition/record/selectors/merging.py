"""What a merge of two contacts would keep, before anybody merges them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from coalition.record.errors import Invalid
from coalition.record.models import Account, Contact, Line, Participant, Stakeholder
from coalition.record.services.merging import refuse_merge
from coalition.record.services.merging.fields import contact_gaps

_SHOWN = (
    "name", "account_id", "title", "department", "business_unit", "seniority", "email", "other_emails", "phones",
    "preferred_channel", "location", "time_zone", "priorities", "motivations", "notes", "status",
    "decision_orientation", "adaptability", "competitor_stance", "custom",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergePreview:
    """``fields``: name, the survivor's value, the other's, what stays; only those that either says something in."""

    fields: list[tuple[str, str, str, str]]
    deals: int
    deals_with_both: int
    lines: int
    activities: int
    refused: str


def merge_preview(keep: Contact, absorb: Contact) -> MergePreview:
    """By the same rules as the merge itself. A constant number of queries."""
    changes = contact_gaps(keep, absorb)
    seats = [set(Stakeholder.objects.filter(contact=each).values_list("opportunity_id", flat=True)) for each in
             (keep, absorb)]  # fmt: skip
    accounts = dict(Account.objects.filter(pk__in=[keep.account_id, absorb.account_id]).values_list("id", "name"))

    def said(name: str, value: Any) -> str:
        if name == "account_id":
            return str(accounts.get(value, ""))
        if isinstance(value, dict):
            return "; ".join(f"{key}: {each}" for key, each in value.items() if each not in (None, ""))
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")

    rows = []
    for name in _SHOWN:
        one, other = getattr(keep, name), getattr(absorb, name)
        row = (said(name, one), said(name, other), said(name, changes.get(name, one)))
        if any(row):
            rows.append((name.removesuffix("_id"), *row))
    return MergePreview(
        fields=rows,
        deals=len(seats[0] | seats[1]),
        deals_with_both=len(seats[0] & seats[1]),
        lines=Line.objects.filter(Q(from_contact=absorb) | Q(to_contact=absorb)).count(),
        activities=Participant.objects.filter(contact=absorb).values("activity").distinct().count(),
        refused=_refusal(keep, absorb),
    )


def _refusal(keep: Contact, absorb: Contact) -> str:
    try:
        refuse_merge(keep=keep, absorb=absorb)
    except Invalid as refused:
        return refused.message
    return ""
