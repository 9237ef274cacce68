"""Any record as the API shows it: what a refused change is answered with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Schema

from coalition.api.accounts import account_out
from coalition.api.contacts import contact_out
from coalition.api.insights import insight_out
from coalition.api.lines import line_out
from coalition.api.opportunities import opportunity_out
from coalition.api.reviews.sessions import session_out
from coalition.api.reviews.shown import action_out, comment_out
from coalition.api.stage_gates.shown import exception_out, rule_out
from coalition.api.stakeholders import stakeholder_out
from coalition.api.standings import standing_out
from coalition.gates.models import GateRule, StageException
from coalition.record.models import Account, Contact, Insight, Line, Opportunity, Stakeholder, Standing
from coalition.reviews.models import CoachingAction, ReviewComment, ReviewSession

_SHOWN: dict[type, Callable[[Any], Schema]] = {
    Account: account_out,
    Contact: lambda contact: contact_out(contact, None),
    Insight: insight_out,
    Line: line_out,
    Opportunity: lambda deal: opportunity_out(deal, can_edit=True),
    CoachingAction: action_out,
    ReviewComment: comment_out,
    ReviewSession: session_out,
    GateRule: lambda rule: rule_out(rule, {}),
    StageException: exception_out,
    Stakeholder: stakeholder_out,
    Standing: standing_out,
}


def present(row: Any) -> dict[str, Any]:
    """The record as JSON values, in the shape of its GET."""
    return _SHOWN[type(row)](row).model_dump(mode="json")
