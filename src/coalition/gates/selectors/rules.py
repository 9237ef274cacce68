"""The rules that hold for deals, as judgement takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from coalition.gates.models import GateRule
from coalition.judgement import gate_rules as judged
from coalition.judgement.conditions import Condition
from coalition.record.models import Opportunity, Stage
from coalition.record.selectors.as_of import versions_at

#: Why the rules of a new installation were written, in their history.
STARTED = "Start"


def rules_of(deals: Sequence[Opportunity], as_of: datetime, past: bool) -> dict[int, tuple[judged.GateRule, ...]]:
    """By deal: the rules in force at that moment for its pipeline and segment, by stage. Of the past three queries."""
    by_pipeline: dict[int, list[tuple[frozenset[str], judged.GateRule]]] = defaultdict(list)
    for row in _in_force(as_of) if past else in_order(GateRule.objects.filter(is_active=True)):
        segments = frozenset(word.casefold() for word in row.segments)
        by_pipeline[row.stage.pipeline_id].append((segments, as_judged(row)))
    return {
        deal.pk: tuple(
            rule for segments, rule in by_pipeline[deal.stage.pipeline_id] if not segments or _segment(deal) in segments
        )
        for deal in deals
    }


def _in_force(moment: datetime) -> list[GateRule]:
    """As they were. Those of a new installation are taken to have held from the beginning: a record that is brought in
    with its past would else have had no gates in it."""
    rows = {row.pk: row for row in versions_at(GateRule, moment, Q())}
    for first in GateRule.history.filter(history_date__gt=moment, history_type="+", history_change_reason=STARTED):
        rows.setdefault(first.id, first.instance)
    stages = Stage.objects.in_bulk({row.stage_id for row in rows.values()})
    found = [row for row in rows.values() if row.is_active and row.stage_id in stages]
    for row in found:
        row.stage = stages[row.stage_id]
    return sorted(found, key=lambda row: (row.stage.pipeline_id, row.stage.position, row.recorded_at, row.pk))


def in_order(rows: QuerySet[GateRule]) -> QuerySet[GateRule]:
    """By pipeline and stage, then by age."""
    ordered = rows.select_related("stage__pipeline")
    return ordered.order_by("stage__pipeline_id", "stage__position", "recorded_at", "id")


def as_judged(row: GateRule) -> judged.GateRule:
    """The pure rule. Raises ValueError for one that says nothing."""
    return judged.GateRule(
        key=str(row.uuid),
        label=row.label,
        kind=row.kind,
        to_stage=row.stage.position,
        personas=tuple(row.personas),
        departments=tuple(row.departments),
        conditions=tuple(Condition(each["field"], each["operator"], each.get("value", "")) for each in row.conditions),
        engaged=row.engaged,
        within_days=row.within_days,
        at_least=row.at_least,
        at_most=row.at_most,
        since_entry=row.since_entry,
    )


def _segment(deal: Opportunity) -> str:
    return deal.account.segment.casefold() if deal.account else ""
