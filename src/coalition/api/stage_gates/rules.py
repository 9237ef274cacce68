"""The rules of stages: everybody may read what is asked of their deals; admins and RevOps build them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from coalition.api import schema as s
from coalition.api.auth import viewer
from coalition.api.conditions import tag, version_of
from coalition.api.finding import pipeline_named, stage_named
from coalition.api.stage_gates.fields import fields_out
from coalition.api.stage_gates.schema import ChangeWord, FieldOut, RuleIn, RuleOut, RulePatch, RuleVersionOut
from coalition.api.stage_gates.shown import rule_out
from coalition.gates.models import GateRule
from coalition.gates.models.rules import TERMS
from coalition.gates.selectors.outcomes import outcomes_by_rule
from coalition.gates.selectors.rules import in_order
from coalition.gates.services import rules as services
from coalition.record.errors import NotFound

router = Router(tags=["stage gates"])
_CHANGES: dict[str, ChangeWord] = {"+": "created", "~": "changed", "-": "deleted"}


@router.get("/gate-rules", response={200: list[RuleOut], **s.ERRORS}, operation_id="list_gate_rules")
def list_gate_rules(request: HttpRequest) -> Any:
    """Every rule by pipeline and stage, with how deals that met it or were let past ended."""
    rules = list(in_order(GateRule.objects.all()))
    outcomes = outcomes_by_rule(rule.pk for rule in rules)
    return [rule_out(rule, outcomes) for rule in rules]


@router.get("/gate-rules/fields", response={200: list[FieldOut], **s.ERRORS}, operation_id="list_rule_fields")
def list_rule_fields(request: HttpRequest) -> Any:
    """What a condition may read of people and of the deal, how it may compare it, and words it may hold."""
    return fields_out(by_name=viewer(request).sees_everything)


@router.post("/gate-rules", response={201: RuleOut, **s.WRITE_ERRORS}, operation_id="create_gate_rule")
def create_gate_rule(request: HttpRequest, data: RuleIn, response: HttpResponse) -> Any:
    """Add a rule to a stage. Admins and RevOps."""
    by = viewer(request)
    services.may_change_rules(by)
    fields = data.dict()
    pipeline = fields.pop("pipeline")
    stage = stage_named(fields.pop("stage"), pipeline_id=pipeline_named(pipeline).pk if pipeline else None)
    rule = services.create_rule(stage=stage, by=by, **fields)
    tag(response, rule.version)
    return Status(201, rule_out(rule, {}))


@router.get("/gate-rules/{uuid:rule_id}", response={200: RuleOut, **s.ERRORS}, operation_id="get_gate_rule")
def get_gate_rule(request: HttpRequest, rule_id: UUID, response: HttpResponse) -> Any:
    """One rule."""
    rule = _rule(rule_id)
    tag(response, rule.version)
    return rule_out(rule, outcomes_by_rule([rule.pk]))


@router.patch("/gate-rules/{uuid:rule_id}", response={200: RuleOut, **s.WRITE_ERRORS}, operation_id="update_gate_rule")
def update_gate_rule(
    request: HttpRequest, rule_id: UUID, data: RulePatch, response: HttpResponse, if_match: s.IfMatch = None
) -> Any:
    """Change a rule, or take it out of use. What was granted for its old terms does not cover the new ones."""
    by = viewer(request)
    services.may_change_rules(by)
    changes = s.given(data, "label")
    rule = services.update_rule(_rule(rule_id), by=by, expect_version=version_of(if_match), **changes)
    tag(response, rule.version)
    return rule_out(_rule(rule_id), outcomes_by_rule([rule.pk]))


@router.delete("/gate-rules/{uuid:rule_id}", response={204: None, **s.WRITE_ERRORS}, operation_id="delete_gate_rule")
def delete_gate_rule(request: HttpRequest, rule_id: UUID, if_match: s.IfMatch = None) -> Any:
    """Delete a rule that nothing hangs on."""
    by = viewer(request)
    services.may_change_rules(by)
    services.delete_rule(_rule(rule_id), by=by, expect_version=version_of(if_match))
    return Status(204, None)


@router.get(
    "/gate-rules/{uuid:rule_id}/versions",
    response={200: list[RuleVersionOut], **s.ERRORS},
    operation_id="list_gate_rule_versions",
)
def list_gate_rule_versions(request: HttpRequest, rule_id: UUID) -> Any:
    """Every version of a rule, newest first; at most 50."""
    rows = _rule(rule_id).history.select_related("history_user").order_by("-history_date", "-history_id")[:50]
    return [
        RuleVersionOut(
            at=row.history_date,
            by=s.user_ref(row.history_user),
            change=_CHANGES[row.history_type],
            label=row.label,
            terms={name: getattr(row, name) for name in TERMS},
            is_active=row.is_active,
        )
        for row in rows
    ]


def _rule(rule_id: UUID) -> GateRule:
    rule = GateRule.objects.select_related("stage__pipeline").filter(uuid=rule_id).first()
    if rule is None:
        raise NotFound("gate rule")
    return rule
