"""Values of the record as words for people, and what their fields are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from coalition.record.models import (
    ContactStatus,
    InfluenceLevel,
    LineKind,
    Seniority,
    Sentiment,
    VoteKind,
    VoteStance,
)

NOT_ASSESSED = "Not assessed"
LONGEST = 200

LABELS = {
    "personas": "Personas",
    "sentiment": "Seller's view",
    "sentiment_evidence": "Evidence of the seller's view",
    "influence": "Influence override",
    "influence_reason": "Reason of the influence override",
    "influence_until": "End of the influence override",
    "vote_kind": "Kind of vote",
    "vote": "Vote",
    "coverage_owner_id": "Coverage owner",
    "purchasing_authority": "Purchasing authority",
    "approval_power": "Approval power",
    "committee_member": "Committee member",
    "senior_for_decision": "Senior enough for this decision",
    "personal_connections": "Personal connections",
    "relationship": "Relationship with us",
    "process_role": "Role in the process",
    "access": "Access",
    "change_stance": "Stance on change",
    "fit_view": "View of the fit",
    "preference": "Preference",
    "buying_stage": "Buying stage",
    "is_key": "Key person",
    "owns_problem": "Owns the problem",
    "aligned_with": "Aligned with",
    "notes": "Notes",
    "name": "Name",
    "title": "Title",
    "department": "Department",
    "business_unit": "Business unit",
    "seniority": "Seniority",
    "status": "Status",
    "account_id": "Account",
    "to_contact_id": "Manager",
    "strength": "Strength",
    "note": "Note",
    "since": "Since",
    "told_by": "Told by",
    "stage_id": "Stage",
    "amount": "Amount",
    "currency": "Currency",
    "close_on": "Close date",
    "owner_id": "Owner",
    "next_step": "Next step",
    "effective_sentiment": "Effective sentiment",
    "engagement_level": "Engagement",
    "influence_level": "Influence",
}
_CHOICES: dict[str, dict[Any, str]] = {
    "sentiment": dict(Sentiment.choices),
    "effective_sentiment": dict(Sentiment.choices),
    "influence": dict(InfluenceLevel.choices),
    "vote_kind": dict(VoteKind.choices),
    "vote": dict(VoteStance.choices),
    "seniority": dict(Seniority.choices),
    "status": dict(ContactStatus.choices),
    "strength": {1: "Low", 2: "Medium", 3: "High"},
}
#: What lines are called in a sentence: "{from} {words} {to}".
LINE_WORDS = {key: str(label).lower() for key, label in LineKind.choices}


@dataclass
class Names:
    """Names by internal id."""

    users: Mapping[int, str] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)
    contacts: Mapping[int, str] = field(default_factory=dict)
    personas: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, value: Any) -> str:
        """The value of a field in words. What nobody assessed says so."""
        if value is None or value == "" or value == []:
            return NOT_ASSESSED if name not in _PLAIN else ""
        kept = self._kept(name)
        if kept is not None:
            return kept.get(value, "somebody no longer known")
        if name in _CHOICES:
            return _CHOICES[name].get(value, str(value))
        if name == "personas":
            return ", ".join(self.personas.get(key, key) for key in value)
        return _plain(value)

    def _kept(self, name: str) -> Mapping[int, str] | None:
        return {
            "coverage_owner_id": self.users,
            "owner_id": self.users,
            "stage_id": self.stages,
            "account_id": self.accounts,
            "to_contact_id": self.contacts,
        }.get(name)


# Facts, not assessments: an empty one is simply empty.
_PLAIN = frozenset(
    {"name", "title", "department", "business_unit", "account_id", "note", "notes", "since", "told_by", "next_step"}
    | {"amount", "currency", "close_on", "owner_id", "coverage_owner_id", "to_contact_id", "influence_until"}
    | {"sentiment_evidence", "influence_reason", "aligned_with"}
)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:,.2f}".removesuffix(".00")
    text = str(value).replace("_", " ")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
