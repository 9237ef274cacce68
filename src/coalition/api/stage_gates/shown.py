"""Gates, exceptions and rules as the API shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from django.utils import timezone

from coalition.access.models import User
from coalition.api import schema as s
from coalition.api.opportunities import stage_out
from coalition.api.stage_gates.schema import (
    CoverOut,
    ExceptionOut,
    GateOut,
    GatePerson,
    GatesOut,
    KindWord,
    LetPastOut,
    RuleOut,
    StalledOut,
)
from coalition.gates.models import ExceptionStatus, GateRule, Passage, StageException, Way
from coalition.gates.selectors.exceptions import asked_for, covered, decidable, in_force
from coalition.gates.selectors.outcomes import outcomes_by_rule
from coalition.gates.selectors.standing import is_forward
from coalition.judgement.frame import Frame
from coalition.judgement.gate import Gate
from coalition.judgement.gate_outcomes import RuleOutcomes
from coalition.judgement.gates import gates_to
from coalition.judgement.stalled import stalled
from coalition.portfolio.settings import current_judgement_settings
from coalition.portfolio.snapshots import deal_snapshot
from coalition.record.models import DirtyOpportunity, Opportunity, Outcome, Stage

_RULE_FIELDS = (
    "label", "segments", "advice", "kind", "personas", "departments", "conditions", "engaged", "within_days",
    "at_least", "at_most", "since_entry", "is_active",
)  # fmt: skip


def rule_out(rule: GateRule, outcomes: Mapping[int, RuleOutcomes]) -> RuleOut:
    return RuleOut(
        **s.stamp(rule),
        **s.columns(rule, *_RULE_FIELDS),
        pipeline=rule.stage.pipeline.key,
        stage=stage_out(rule.stage),
        outcomes=outcomes.get(rule.pk),
    )


def exceptions_out(exceptions: Sequence[StageException], viewer: User) -> list[ExceptionOut]:
    """As this viewer sees them: with what they may do."""
    decides = decidable(viewer, exceptions)
    return [
        exception_out(each, can_decide=each.pk in decides, is_own=viewer.pk == each.asked_by_id and viewer.may_write)
        for each in exceptions
    ]


def exception_out(exception: StageException, *, can_decide: bool = False, is_own: bool = False) -> ExceptionOut:
    today = timezone.now().date()
    deal = exception.opportunity
    waiting = exception.status == ExceptionStatus.ASKED
    unused = exception.status in (ExceptionStatus.ASKED, ExceptionStatus.APPROVED) and exception.used_at is None
    return ExceptionOut(
        **s.stamp(exception),
        **s.columns(exception, "why", "until", "status", "asked_at", "decided_at", "note", "used_at"),
        opportunity=s.Ref(id=deal.uuid, name=deal.name),
        account=s.ref(deal.account),
        to_stage=stage_out(exception.to_stage),
        is_over=exception.is_over(today),
        is_overdue=_is_overdue(exception, today),
        asked_by=s.user_ref(exception.asked_by),
        decided_by=s.user_ref(exception.decided_by),
        covers=[
            CoverOut(
                rule_id=each.rule.uuid,
                label=each.rule.label,
                missing=each.missing,
                has_changed=each.terms != each.rule.terms,
            )
            for each in exception.covers.all()
        ],
        can_decide=waiting and can_decide,
        can_withdraw=unused and (can_decide or is_own),
    )


def _is_overdue(exception: StageException, today: date) -> bool:
    is_open = exception.opportunity.stage.outcome == Outcome.OPEN
    used = exception.status == ExceptionStatus.APPROVED and exception.used_at is not None
    return used and is_open and exception.is_over(today)


def gates_out(deal: Opportunity, to: Stage, viewer: User) -> GatesOut:
    """The whole checklist. The number of queries does not depend on the people or rules."""
    now = timezone.now()
    is_free = not is_forward(deal, to)
    snapshot, settings = deal_snapshot(deal.pk, now), current_judgement_settings()
    frame = Frame(snapshot, settings)
    found = () if is_free else gates_to(frame, to.position)
    exception = in_force(deal, to, now.date())
    let_past = covered(exception)
    rules = {str(rule.uuid): rule for rule in GateRule.objects.filter(uuid__in=[gate.key for gate in found])}
    outcomes = outcomes_by_rule(rule.pk for rule in rules.values())
    names = {person.contact_id: person for person in snapshot.people}

    def person(contact_id: str, reason: str) -> GatePerson:
        return GatePerson(
            id=UUID(contact_id), name=names[contact_id].name, title=names[contact_id].title, reason=reason
        )

    rows = [_gate_out(gate, rules[gate.key], gate.key in let_past, outcomes, person) for gate in found]
    shown = exception or asked_for(deal, to)
    return GatesOut(
        stage=stage_out(to),
        is_free=is_free,
        is_open=to.pk != deal.stage_id and all(row.met or row.waived for row in rows),
        is_fresh=not DirtyOpportunity.objects.filter(opportunity=deal).exists(),
        gates=rows,
        exception=exceptions_out([shown], viewer)[0] if shown else None,
        let_past=_let_past(deal),
        stalled=[
            StalledOut(
                id=UUID(each.contact_id),
                name=names[each.contact_id].name,
                title=names[each.contact_id].title,
                stakeholder_id=UUID(names[each.contact_id].id),
                days=each.days,
                reason=each.reason,
            )
            for each in stalled(frame.people, now, settings.stalled_days)
        ],
    )


def _let_past(deal: Opportunity) -> list[LetPastOut]:
    rows = Passage.objects.filter(opportunity=deal).exclude(way=Way.MET).select_related("rule", "to_stage", "by")
    return [
        LetPastOut(
            **s.columns(row, "way", "missing", "at"),
            label=row.rule.label,
            to_stage=stage_out(row.to_stage),
            by=s.user_ref(row.by),
        )
        for row in rows.order_by("-at", "-id")[:20]
    ]


def _gate_out(
    gate: Gate,
    rule: GateRule,
    is_covered: bool,
    outcomes: Mapping[int, RuleOutcomes],
    person: Callable[[str, str], GatePerson],
) -> GateOut:
    return GateOut(
        rule_id=rule.uuid,
        label=gate.label,
        advice=rule.advice,
        met=gate.met,
        missing=gate.missing,
        waived=not gate.met and is_covered,
        meet_it=[person(key, "") for key in gate.contact_ids],
        short=[person(each.contact_id, each.reason) for each in gate.short],
        wanted=list(gate.wanted),
        kind=cast(KindWord, rule.kind),  # its choices are these words
        outcomes=outcomes.get(rule.pk),
    )
