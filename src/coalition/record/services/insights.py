"""Change insights: what the customer wants, fears and decides by."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Account, Insight, Opportunity
from coalition.record.services.checks import cleaned, require


@transaction.atomic
def record_insight(
    *,
    account: Account,
    kind: str,
    text: str,
    by: User | None,
    opportunity: Opportunity | None = None,
    reason: str = "",
    **fields: Any,
) -> Insight:
    """Write down something learned about an account, or about one of its deals."""
    require(text=text)
    if opportunity is not None and opportunity.account_id != account.pk:
        raise Invalid({"opportunity_id": [f"{opportunity.name} is not a deal of {account.name}."]})
    given = _confirmation(cleaned(Insight, {"kind": kind, **fields}), by)
    insight = history.add(Insight(account=account, opportunity=opportunity, text=text, **given), by=by, reason=reason)
    _tell(insight)
    return insight


@transaction.atomic
def update_insight(
    insight: Insight, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> Insight:
    """Change an insight. Confirming it keeps when and by whom."""
    changes = _confirmation(cleaned(Insight, changes), by)
    if "text" in changes:
        require(text=changes["text"])
    row, changed = history.change(insight, changes, by=by, expect_version=expect_version, reason=reason)
    if changed:
        _tell(row)
    return row


@transaction.atomic
def delete_insight(insight: Insight, *, by: User | None, expect_version: int | None = None, reason: str = "") -> None:
    """Delete an insight; it stays in the history."""
    history.remove(insight, by=by, expect_version=expect_version, reason=reason)
    _tell(insight)


def _confirmation(fields: dict[str, Any], by: User | None) -> dict[str, Any]:
    if "confirmed_by_customer" not in fields:
        return fields
    known = fields["confirmed_by_customer"] is not None
    return {**fields, "confirmed_at": timezone.now() if known else None, "confirmed_with": by if known else None}


def _tell(insight: Insight) -> None:
    if insight.opportunity_id is not None:
        pulse.map_changed([insight.opportunity_id], what="insight", ids=[insight.uuid])
