"""Build, change and retire the rules of stages."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.gates.models import ExceptionRule, GateRule, Passage
from coalition.gates.selectors.rules import as_judged
from coalition.portfolio.nightly import mark_open_deals
from coalition.record import history
from coalition.record.errors import Forbidden, Invalid
from coalition.record.models import Outcome, Persona, Stage
from coalition.record.services.checks import cleaned, refuse_in_use, require


def may_change_rules(user: User) -> None:
    """Rules decide which deals may move: admins and revenue operations build them."""
    if not (user.sees_everything and user.may_write):
        raise Forbidden("Stage gates are built by admins and RevOps; ask one of them.")


@transaction.atomic
def create_rule(*, stage: Stage, label: str, by: User, reason: str = "", **fields: Any) -> GateRule:
    """Add a rule to a stage. It holds at once, for moves from now on."""
    may_change_rules(by)
    rule = GateRule(stage=stage, label=label, **cleaned(GateRule, fields))
    _check(rule)
    history.add(rule, by=by, reason=reason)
    mark_open_deals()
    return rule


@transaction.atomic
def update_rule(
    rule: GateRule, *, by: User, expect_version: int | None = None, reason: str = "", **changes: Any
) -> GateRule:
    """Change a rule. An exception that was granted for what it asked before does not cover what it asks now."""
    may_change_rules(by)
    row, changed = history.change(rule, cleaned(GateRule, changes), by=by, expect_version=expect_version, reason=reason)
    if changed:
        _check(row)
        mark_open_deals()
    return row


@transaction.atomic
def delete_rule(rule: GateRule, *, by: User, expect_version: int | None = None, reason: str = "") -> None:
    """Delete a rule nothing hangs on; one that deals went past is taken out of use instead."""
    may_change_rules(by)
    refuse_in_use(
        f"rule {rule.label}",
        "Take it out of use instead; its statistics stay.",
        passages=Passage.objects.filter(rule=rule).count(),
        exceptions=ExceptionRule.objects.filter(rule=rule).count(),
    )
    history.remove(rule, by=by, expect_version=expect_version, reason=reason)
    mark_open_deals()


def _check(rule: GateRule) -> None:
    """Refuse what judgement could not read; everything wrong at once."""
    require(label=rule.label)
    wrong: dict[str, list[str]] = {}
    known = set(Persona.objects.values_list("key", flat=True))
    unknown = [key for key in rule.personas if key not in known]
    if unknown:
        wrong["personas"] = [f"“{key}” is not one of: {', '.join(sorted(known))}." for key in unknown]
    if rule.stage.outcome == Outcome.LOST:
        wrong["stage"] = ["Closing a deal as lost is free; a rule on this stage would never be asked."]
    try:
        as_judged(rule)
    except ValueError as error:
        wrong["rule"] = [str(error).replace(f" {str(rule.uuid)!r}", "")]
    if wrong:
        raise Invalid(wrong)
