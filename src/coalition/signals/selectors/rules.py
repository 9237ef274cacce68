"""The rules a team wrote itself, as judgement takes them, and what they find on a deal."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import cast

from coalition.judgement.conditions import Condition
from coalition.judgement.deal_values import DealValues
from coalition.judgement.frame import Frame
from coalition.judgement.gates import gates
from coalition.judgement.own_rules import OwnRule
from coalition.judgement.settings import JudgementSettings
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


def key_of(rule: OwnRule) -> str:
    """The cause a rule finds: one signal a rule and deal, however often it fires."""
    return f"rule:{rule.key}"


def deal_values(snapshot: DealSnapshot, settings: JudgementSettings) -> DealValues:
    """The deal as a rule reads it."""
    frame = Frame(snapshot, settings)
    return DealValues(frame, lambda: sum(not gate.met for gate in gates(frame)))


def found_by(
    rules: Sequence[tuple[SignalRule, OwnRule]],
    snapshot: DealSnapshot,
    settings: JudgementSettings,
    held: AbstractSet[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What these rules have to say of an open deal; ``held`` are the keys of what it tells already.

    Names are put into the text as they are, and never read as such.
    """
    if snapshot.deal.outcome != "open" or not rules:
        return ()
    deal = deal_values(snapshot, settings)
    found = []
    for row, rule in rules:
        asked = rule.eased(settings.closing_margin) if key_of(rule) in held else rule
        met = asked.matches(deal.frame.people, deal)
        if met is None:
            continue
        proof = tuple(Evidence("contact", person.contact_id, person.name) for person in met[:_NAMED_AT_MOST])
        proof = proof or (Evidence("deal", snapshot.deal.id, snapshot.deal.name),)
        found.append(
            Finding(
                key=key_of(rule),
                kind="own_rule",
                severity=rule.severity,
                text=rule.say(met, snapshot.deal.name, deal),
                action=row.action or f"Rule: {row.label}",
                contact_ids=tuple(person.contact_id for person in met[:_NAMED_AT_MOST]),
                evidence=proof,
            )
        )
    return tuple(found)
