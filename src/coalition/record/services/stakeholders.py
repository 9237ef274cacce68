"""Change who stands on a deal's map, and what the seller thinks of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Contact, InfluenceLevel, Opportunity, Sentiment, Stakeholder
from coalition.record.services.checks import cleaned
from coalition.record.services.personas import wrong_personas

# These need their evidence beside them, so each has a verb of its own.
_OWN_VERB = {
    "sentiment": "assess_sentiment",
    "sentiment_evidence": "assess_sentiment",
    "sentiment_at": "assess_sentiment",
    "sentiment_by": "assess_sentiment",
    "influence": "override_influence",
    "influence_reason": "override_influence",
    "influence_until": "override_influence",
    "influence_by": "override_influence",
}
_RATING = "Give a number from 1 (low) to 5 (high), or nothing for not assessed."


@transaction.atomic
def add_stakeholder(
    *,
    opportunity: Opportunity,
    contact: Contact,
    by: User | None,
    personas: Sequence[str] = (),
    reason: str = "",
    **fields: Any,
) -> Stakeholder:
    """Put a contact on a deal's map. Everything not said is not assessed."""
    _check({"personas": list(personas), **fields})
    if Stakeholder.objects.filter(opportunity=opportunity, contact=contact).exists():
        raise Invalid({"contact_id": [f"{contact.name} is already on the map of {opportunity.name}."]})
    stakeholder = Stakeholder(opportunity=opportunity, contact=contact, personas=list(personas), **fields)
    history.add(stakeholder, by=by, reason=reason)
    _tell(stakeholder)
    return stakeholder


@transaction.atomic
def update_stakeholder(
    stakeholder: Stakeholder, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> Stakeholder:
    """Change personas, indicators, evidence ticks, coverage owner or notes."""
    _check(changes)
    return _change(stakeholder, changes, by, expect_version, reason)


@transaction.atomic
def assess_sentiment(
    stakeholder: Stakeholder,
    *,
    sentiment: str,
    evidence: str,
    by: User | None,
    expect_version: int | None = None,
    reason: str = "",
) -> Stakeholder:
    """Write down the seller's view with what it rests on; an empty view takes it back to not assessed."""
    if sentiment not in ("", *Sentiment.values):
        raise Invalid({"sentiment": [f"“{sentiment}” is not one of: {', '.join(Sentiment.values)}."]})
    if sentiment and not evidence.strip():
        raise Invalid({"evidence": ["Say what this view rests on: what they said or did, and when."]})
    changes: dict[str, Any] = {
        "sentiment": sentiment,
        "sentiment_evidence": evidence if sentiment else "",
        "sentiment_at": timezone.now() if sentiment else None,
        "sentiment_by": by if sentiment else None,
    }
    return _change(stakeholder, changes, by, expect_version, reason)


@transaction.atomic
def override_influence(
    stakeholder: Stakeholder,
    *,
    level: str,
    because: str,
    until: date | None,
    by: User | None,
    expect_version: int | None = None,
    reason: str = "",
) -> Stakeholder:
    """Set the influence by hand, with a reason and an end; an empty level takes the override off."""
    wrong: dict[str, list[str]] = {}
    if level not in ("", *InfluenceLevel.values):
        wrong["level"] = [f"“{level}” is not one of: {', '.join(InfluenceLevel.values)}."]
    if level and not because.strip():
        wrong["reason"] = ["Say why the record's own answer is wrong."]
    if level and until is None:
        wrong["until"] = ["Give the day until which this holds."]
    elif level and until is not None and until < timezone.now().date():
        wrong["until"] = [f"{until} is over. Give a day to come."]
    if wrong:
        raise Invalid(wrong)
    changes: dict[str, Any] = {
        "influence": level,
        "influence_reason": because if level else "",
        "influence_until": until if level else None,
        "influence_by": by if level else None,
    }
    return _change(stakeholder, changes, by, expect_version, reason)


@transaction.atomic
def remove_stakeholder(
    stakeholder: Stakeholder, *, by: User | None, expect_version: int | None = None, reason: str = ""
) -> None:
    """Take a contact off a deal's map. The person and their past stay."""
    history.remove(stakeholder, by=by, expect_version=expect_version, reason=reason)
    _tell(stakeholder)


@transaction.atomic
def restore_stakeholder(removed: Stakeholder, *, by: User | None, reason: str = "") -> Stakeholder:
    """Put somebody who was taken off the map back, with all that was assessed and their history."""
    # Merged meanwhile: the person lives on in the other contact.
    contact = removed.contact.merged_into or removed.contact
    if Stakeholder.objects.filter(opportunity=removed.opportunity_id, contact=contact).exists():
        raise Invalid({"contact_id": [f"{contact.name} is already on the map of {removed.opportunity.name}."]})
    removed.contact = contact
    stakeholder = history.restore(removed, by=by, reason=reason)
    _tell(stakeholder)
    return stakeholder


def _change(
    stakeholder: Stakeholder, changes: dict[str, Any], by: User | None, expect_version: int | None, reason: str
) -> Stakeholder:
    row, changed = history.change(stakeholder, changes, by=by, expect_version=expect_version, reason=reason)
    if changed:
        _tell(row)
    return row


def _check(fields: dict[str, Any]) -> None:
    for name in fields:
        if name in _OWN_VERB:
            raise TypeError(f"{name} is changed with {_OWN_VERB[name]}")
    cleaned(Stakeholder, fields)
    wrong: dict[str, list[str]] = {}
    for name in ("relationship", "fit_view"):
        if fields.get(name) is not None and not 1 <= fields[name] <= 5:
            wrong[name] = [_RATING]
    wrong |= wrong_personas(fields.get("personas") or [])
    if wrong:
        raise Invalid(wrong)


def _tell(stakeholder: Stakeholder) -> None:
    pulse.map_changed([stakeholder.opportunity_id], what="stakeholder", ids=[stakeholder.uuid])
