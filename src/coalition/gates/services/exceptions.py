"""Ask for an exception, decide on it, take it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from coalition.access.models import User
from coalition.gates.models import ExceptionRule, ExceptionStatus, GateRule, StageException
from coalition.gates.selectors.exceptions import changed_since, may_decide
from coalition.gates.selectors.standing import is_forward, standing, unmet
from coalition.portfolio.settings import current_judgement_settings
from coalition.record import history, pulse
from coalition.record.errors import Forbidden, Invalid
from coalition.record.models import Opportunity, Stage
from coalition.record.services.checks import require


@transaction.atomic
def ask_exception(opportunity: Opportunity, *, to_stage: Stage, why: str, until: date, by: User) -> StageException:
    """Ask to let a deal into a stage with what is missing today, until a day by which it is to be met."""
    require(why=why)
    today = timezone.now().date()
    last = today + timedelta(days=current_judgement_settings().exception_days)
    if not today <= until <= last:
        raise Invalid({"until": [f"Give a day from {today} to {last}."]})
    deal = history.held(opportunity)
    if to_stage.pipeline_id != deal.stage.pipeline_id or not is_forward(deal, to_stage):
        raise Invalid({"stage": [f"{deal.name} may enter {to_stage.name} without an exception."]})
    missing = unmet(standing(deal, to_stage, timezone.now()))
    if not missing:
        raise Invalid({"stage": [f"Nothing is missing for {to_stage.name}: move the deal."]})
    exception = StageException(opportunity=deal, to_stage=to_stage, why=why, until=until, asked_by=by)
    try:
        with transaction.atomic():
            history.add(exception, by=by)
    except IntegrityError as error:
        raise Invalid({"stage": [f"An exception for {to_stage.name} is asked for already."]}) from error
    rules = {str(rule.uuid): rule for rule in GateRule.objects.filter(uuid__in=[gate.key for gate in missing])}
    ExceptionRule.objects.bulk_create(
        ExceptionRule(exception=exception, rule=rules[gate.key], terms=rules[gate.key].terms, missing=gate.missing)
        for gate in missing
    )
    _tell(exception)
    return exception


def approve_exception(
    exception: StageException, *, by: User, note: str = "", expect_version: int | None = None
) -> StageException:
    """Let the deal past, until the day that was asked for.

    Refused when that day has gone by meanwhile, and when a rule was changed since: what would be approved is then not
    what was asked.
    """
    return _decide(exception, ExceptionStatus.APPROVED, by, note, expect_version)


def refuse_exception(
    exception: StageException, *, by: User, note: str, expect_version: int | None = None
) -> StageException:
    """Say no, and why."""
    require(note=note)
    return _decide(exception, ExceptionStatus.REFUSED, by, note, expect_version)


@transaction.atomic
def withdraw_exception(exception: StageException, *, by: User, expect_version: int | None = None) -> StageException:
    """Take back what was asked for, or approved and not used yet. Who asked, and who may decide, can do so."""
    row = _held(exception, expect_version)
    if by.pk != row.asked_by_id and not may_decide(by, row):
        raise Forbidden("Only who asked for an exception, or may decide on it, can take it back.")
    if row.status not in (ExceptionStatus.ASKED, ExceptionStatus.APPROVED) or row.used_at is not None:
        raise Invalid({"status": ["It is decided or used already, and stays as it is."]})
    row, _ = history.change(row, {"status": ExceptionStatus.WITHDRAWN}, by=by)
    _tell(row)
    return row


@transaction.atomic
def _decide(
    exception: StageException, status: ExceptionStatus, by: User, note: str, expect_version: int | None
) -> StageException:
    row = _held(exception, expect_version)
    if not may_decide(by, row):
        raise Forbidden("A manager of the deal, RevOps or an admin decides, and never who asked.")
    if row.status != ExceptionStatus.ASKED:
        raise Invalid({"status": [f"It is {row.get_status_display().lower()} already."]})
    if status == ExceptionStatus.APPROVED:
        _still_what_was_asked(row)
    decided = {"status": status, "decided_by": by, "decided_at": timezone.now(), "note": note}
    row, _ = history.change(row, decided, by=by)
    _tell(row)
    return row


def _held(exception: StageException, expect_version: int | None) -> StageException:
    """The exception, locked. The deal is locked first, as a move does: the other way round the two would deadlock."""
    history.held(exception.opportunity)
    return history.held(exception, expect_version=expect_version)


def _still_what_was_asked(row: StageException) -> None:
    if row.is_over(timezone.now().date()):
        raise Invalid({"until": [f"It was asked for until {row.until}, which is over. Ask again with a day to come."]})
    changed = [rule.label for rule in changed_since(row)]
    if changed:
        names = ", ".join(f"“{label}”" for label in changed)
        raise Invalid({"covers": [f"{names} changed since this was asked for. Look at the gate and ask again."]})


def _tell(exception: StageException) -> None:
    payload = {"what": "exception", "ids": [str(exception.uuid)]}
    pulse.publish(pulse.MAP_CHANGED, opportunity_id=exception.opportunity_id, payload=payload)
