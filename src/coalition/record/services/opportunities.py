"""Change opportunities and move them through their stages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.record import history, pulse
from coalition.record.errors import Invalid
from coalition.record.models import Account, Activity, Opportunity, Stage, StageChange
from coalition.record.services.checks import cleaned, refuse_in_use, require
from coalition.record.stage_checks import StageMove, run_checks


@transaction.atomic
def create_opportunity(
    *, by: User | None, name: str, stage: Stage, account: Account | None = None, reason: str = "", **fields: Any
) -> Opportunity:
    """Record a deal. It enters its first stage now."""
    require(name=name)
    fields.setdefault("created_on", timezone.now().date())
    opportunity = Opportunity(name=name, stage=stage, account=account, **cleaned(Opportunity, fields))
    history.add(opportunity, by=by, reason=reason)
    run_checks(StageMove(opportunity, None, stage, by))
    _enter(opportunity, None, stage, by, opportunity.recorded_at)
    pulse.map_changed([opportunity.pk], what="opportunity", ids=[opportunity.uuid])
    return opportunity


@transaction.atomic
def update_opportunity(
    opportunity: Opportunity, *, by: User | None, expect_version: int | None = None, reason: str = "", **changes: Any
) -> Opportunity:
    """Change a deal; its stage moves with ``move_stage`` alone."""
    if "stage" in changes:
        raise TypeError("the stage moves with move_stage, which keeps when and by whom")
    cleaned(Opportunity, changes)
    if "name" in changes:
        require(name=changes["name"])
    row, changed = history.change(opportunity, changes, by=by, expect_version=expect_version, reason=reason)
    if changed:
        pulse.map_changed([row.pk], what="opportunity", ids=[row.uuid])
    return row


@transaction.atomic
def move_stage(
    opportunity: Opportunity,
    *,
    stage: Stage,
    by: User | None,
    expect_version: int | None = None,
    occurred_at: datetime | None = None,
    reason: str = "",
    is_reported: bool = False,
) -> Opportunity:
    """Move a deal to another stage of its pipeline, back or forth, and keep when and by whom.

    Raises StageRefused where the stage asks for something that is missing; a move that was made elsewhere already
    (``is_reported``) is flagged instead.
    """
    row = history.held(opportunity, expect_version=expect_version, yours={"stage": stage.key})
    before = row.stage
    if stage.pipeline_id != before.pipeline_id:
        raise Invalid({"stage": [f"{stage.name} belongs to another pipeline than {opportunity.name}."]})
    if stage.pk == before.pk:
        return row
    run_checks(StageMove(row, before, stage, by, is_reported))
    row, _ = history.change(row, {"stage": stage}, by=by, reason=reason)
    _enter(row, before, stage, by, occurred_at or timezone.now())
    pulse.map_changed([row.pk], what="stage", ids=[row.uuid])
    return row


@transaction.atomic
def delete_opportunity(
    opportunity: Opportunity, *, by: User | None, expect_version: int | None = None, reason: str = ""
) -> None:
    """Delete a deal and its map. One that has activities is closed instead."""
    refuse_in_use(
        f"opportunity {opportunity.name}",
        "Move it to a closed stage instead; what happened stays true.",
        activities=Activity.objects.filter(opportunity=opportunity).count(),
    )
    # One by one and not by cascade: each then has a last row of history that names who deleted it.
    parts = [*opportunity.stakeholders.all(), *opportunity.lines.all(), *opportunity.insights.all()]
    for part in parts:
        history.remove(part, by=by, reason=reason)
    history.remove(opportunity, by=by, expect_version=expect_version, reason=reason)


def _enter(opportunity: Opportunity, before: Stage | None, to: Stage, by: User | None, at: datetime) -> None:
    StageChange.objects.create(opportunity=opportunity, from_stage=before, to_stage=to, occurred_at=at, by=by)
