"""The rules a team wrote itself, as judgement takes them, and what they find on a deal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from coalition.judgement.own_rules import Condition, OwnRule
from coalition.judgement.signals import Evidence, Finding
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.words import Severity
from coalition.signals.models import SignalRule

#: More than these would drown the signals that rest on more than one team's habit.
RULES_AT_MOST = 100
_NAMED_AT_MOST = 20


def active_rules() -> list[SignalRule]:
    """Those in force, the oldest first."""
    return list(SignalRule.objects.filter(is_active=True).order_by("id")[:RULES_AT_MOST])


def as_judged(row: SignalRule) -> OwnRule:
    """The pure rule. Raises ValueError for one that says nothing."""
    return OwnRule(
        key=str(row.uuid),
        text=row.text,
        conditions=tuple(Condition(each["field"], each["operator"], each.get("value", "")) for each in row.conditions),
        at_least=row.at_least,
        at_most=row.at_most,
        severity=cast(Severity, row.severity),  # its choices are these words
    )


def found_by(rules: Sequence[tuple[SignalRule, OwnRule]], snapshot: DealSnapshot) -> tuple[Finding, ...]:
    """What these rules have to say of an open deal. Names are put into the text as they are, and never read as such."""
    if snapshot.deal.outcome != "open":
        return ()
    people = tuple(sorted(snapshot.active, key=lambda person: person.contact_id))
    found = []
    for row, rule in rules:
        met = rule.matches(people)
        if met is None:
            continue
        proof = tuple(Evidence("contact", person.contact_id, person.name) for person in met[:_NAMED_AT_MOST])
        proof = proof or (Evidence("deal", snapshot.deal.id, snapshot.deal.name),)
        found.append(
            Finding(
                key=f"rule:{row.uuid}",
                kind="own_rule",
                severity=rule.severity,
                text=rule.say(met, snapshot.deal.name),
                action=row.action or f"Rule: {row.label}",
                contact_ids=tuple(person.contact_id for person in met[:_NAMED_AT_MOST]),
                evidence=proof,
            )
        )
    return tuple(found)
