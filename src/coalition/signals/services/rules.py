"""Write, change and delete the rules a team made itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from coalition.access.models import User
from coalition.portfolio.nightly import mark_open_deals
from coalition.record import history
from coalition.record.errors import Forbidden, Invalid
from coalition.record.services.checks import cleaned, require
from coalition.signals.models import SignalRule
from coalition.signals.selectors.rules import RULES_AT_MOST, as_judged


def may_change_rules(user: User) -> None:
    """Rules decide what everybody is told: admins and revenue operations write them."""
    if not (user.sees_everything and user.may_write):
        raise Forbidden("Rules of signals are written by admins and RevOps; ask one of them.")


@transaction.atomic
def create_rule(*, by: User, **fields: Any) -> SignalRule:
    """Add a rule. Open deals are looked at anew."""
    may_change_rules(by)
    if SignalRule.objects.count() >= RULES_AT_MOST:
        raise Invalid({"label": [f"There are {RULES_AT_MOST} rules already: delete one that finds nothing first."]})
    rule = SignalRule(**cleaned(SignalRule, fields))
    check(rule)
    history.add(rule, by=by)
    mark_open_deals()
    return rule


@transaction.atomic
def update_rule(rule: SignalRule, *, by: User, expect_version: int | None = None, **changes: Any) -> SignalRule:
    """Change a rule, or take it out of use. Signals it does not raise any more close themselves."""
    may_change_rules(by)
    row, changed = history.change(rule, cleaned(SignalRule, changes), by=by, expect_version=expect_version)
    if changed:
        check(row)
        mark_open_deals()
    return row


@transaction.atomic
def delete_rule(rule: SignalRule, *, by: User, expect_version: int | None = None) -> None:
    """Delete a rule; its signals close themselves."""
    may_change_rules(by)
    history.remove(rule, by=by, expect_version=expect_version)
    mark_open_deals()


def check(rule: SignalRule) -> None:
    """Refuse what judgement could not read."""
    require(label=rule.label, text=rule.text)
    if rule.at_most is not None and rule.at_most < rule.at_least:
        raise Invalid({"at_most": [f"It is less than “at least” ({rule.at_least}), so the rule would never fire."]})
    try:
        as_judged(rule)
    except ValueError as error:
        said = str(error).replace(f" {str(rule.uuid)!r}", "")
        raise Invalid({"text" if "placeholder" in said else "conditions": [said]}) from error
