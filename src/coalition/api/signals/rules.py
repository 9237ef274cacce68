"""Rules of one's own: written in a form, tried on history, versioned."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Status

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.stage_gates.schema import ConditionIO
from coalition.judgement.words import Severity
from coalition.record.errors import NotFound
from coalition.signals.models import SignalRule
from coalition.signals.selectors.rules import as_judged
from coalition.signals.selectors.trial import Trial, try_rule
from coalition.signals.services import rules as services

DealOutcome = Literal["open", "won", "lost"]
router = Router(tags=["signals"])
_FIELDS = ("label", "text", "action", "severity", "conditions", "at_least", "at_most", "is_active")
_CHANGES: dict[str, Literal["created", "changed", "deleted"]] = {"+": "created", "~": "changed", "-": "deleted"}
Text = Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")]
People = Annotated[int, Field(ge=0, le=1000)]


class SignalRuleIn(s.In):
    """Fires while at least so many people of a deal, and at most so many, meet all conditions."""

    label: s.Short
    text: Text = Field(description="What the signal says. $names, $count and $deal are filled in; $$ is a dollar sign.")
    action: Text = ""
    severity: Severity = "medium"
    conditions: Annotated[list[ConditionIO], Field(max_length=20)]
    at_least: People = 1
    at_most: People | None = None
    is_active: bool = True


class SignalRulePatch(s.In):
    label: s.Short | None = None
    text: Text | None = None
    action: Text | None = None
    severity: Severity | None = None
    conditions: Annotated[list[ConditionIO], Field(max_length=20)] | None = None
    at_least: People | None = None
    at_most: People | None = None
    is_active: bool | None = None


class SignalRuleOut(s.Stamp):
    label: str
    text: str
    action: str
    severity: Severity
    conditions: list[ConditionIO]
    at_least: int
    at_most: int | None
    is_active: bool


class SignalRuleVersionOut(s.Out):
    """A rule as it stood."""

    at: datetime
    by: s.Ref | None
    change: Literal["created", "changed", "deleted"]
    label: str
    text: str
    severity: Severity
    conditions: list[ConditionIO]
    at_least: int
    at_most: int | None
    is_active: bool


class TrialExampleOut(s.Out):
    opportunity: s.Ref
    outcome: DealOutcome
    at: datetime
    text: str


class TrialOut(s.Out):
    """What the rule would have done at five moments of the last quarter."""

    since: datetime
    until: datetime
    deals: int
    left_out: int = Field(description="Deals beyond the 120 looked at.")
    fired: int = Field(description="How often it would have begun to hold.")
    on_deals: int
    then_lost: int
    then_won: int
    still_open: int
    examples: list[TrialExampleOut]


@router.get("/signal-rules", response={200: list[SignalRuleOut], **s.ERRORS}, operation_id="list_signal_rules")
def list_signal_rules(request: HttpRequest) -> Any:
    """The rules your team wrote itself."""
    return [_out(row) for row in SignalRule.objects.order_by("id")]


@router.post("/signal-rules", response={201: SignalRuleOut, **s.WRITE_ERRORS}, operation_id="create_signal_rule")
def create_signal_rule(request: HttpRequest, data: SignalRuleIn, response: HttpResponse) -> Any:
    """Write a rule over any field of the people of a deal. Admins and RevOps."""
    rule = services.create_rule(by=viewer(request), **data.dict())
    tag(response, rule.version)
    return Status(201, _out(rule))


@router.post("/signal-rules/try", response={200: TrialOut, **s.WRITE_ERRORS}, operation_id="try_signal_rule")
def try_signal_rule(request: HttpRequest, data: SignalRuleIn) -> Any:
    """How often the rule would have fired in the last quarter, and how those deals ended. Nothing is stored."""
    services.may_change_rules(viewer(request))
    rule = SignalRule(**data.dict())
    services.check(rule)
    return _trial_out(try_rule(as_judged(rule), timezone.now()))


@router.get("/signal-rules/{uuid:rule_id}", response={200: SignalRuleOut, **s.ERRORS}, operation_id="get_signal_rule")
def get_signal_rule(request: HttpRequest, rule_id: UUID, response: HttpResponse) -> Any:
    """One rule."""
    rule = _rule(rule_id)
    tag(response, rule.version)
    return _out(rule)


@router.patch(
    "/signal-rules/{uuid:rule_id}", response={200: SignalRuleOut, **s.WRITE_ERRORS}, operation_id="update_signal_rule"
)
def update_signal_rule(
    request: HttpRequest, rule_id: UUID, data: SignalRulePatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change a rule, or take it out of use."""
    by = viewer(request)
    services.may_change_rules(by)
    changes = s.given(data, "label", "text", "severity", "conditions", "at_least", "is_active", "action")
    rule = services.update_rule(_rule(rule_id), by=by, expect_version=version_of(if_match), **changes)
    tag(response, rule.version)
    return _out(rule)


@router.delete(
    "/signal-rules/{uuid:rule_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_signal_rule"
)
def delete_signal_rule(request: HttpRequest, rule_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete a rule; its signals close themselves."""
    by = viewer(request)
    services.may_change_rules(by)
    services.delete_rule(_rule(rule_id), by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.get(
    "/signal-rules/{uuid:rule_id}/versions",
    response={200: list[SignalRuleVersionOut], **s.ERRORS},
    operation_id="list_signal_rule_versions",
)
def list_signal_rule_versions(request: HttpRequest, rule_id: UUID) -> Any:
    """Every version of a rule, newest first; at most 50."""
    rows = _rule(rule_id).history.select_related("history_user").order_by("-history_date", "-history_id")[:50]
    same = ("label", "text", "severity", "conditions", "at_least", "at_most", "is_active")
    return [
        SignalRuleVersionOut(
            at=row.history_date,
            by=s.user_ref(row.history_user),
            change=_CHANGES[row.history_type],
            **s.columns(row, *same),
        )
        for row in rows
    ]


def _rule(rule_id: UUID) -> SignalRule:
    rule = SignalRule.objects.filter(uuid=rule_id).first()
    if rule is None:
        raise NotFound("signal rule")
    return rule


def _out(rule: SignalRule) -> SignalRuleOut:
    return SignalRuleOut(**s.stamp(rule), **s.columns(rule, *_FIELDS))


def _trial_out(trial: Trial) -> TrialOut:
    same = ("since", "until", "deals", "left_out", "fired", "on_deals", "then_lost", "then_won", "still_open")
    return TrialOut(
        **s.columns(trial, *same),
        examples=[
            TrialExampleOut(
                opportunity=s.Ref(id=each.deal.uuid, name=each.deal.name),
                outcome=cast(DealOutcome, each.deal.stage.outcome),  # its choices are these words
                at=each.at,
                text=each.text,
            )
            for each in trial.examples
        ],
    )
