"""The conditions of the next stage (D1), as judgement reads them: met or not, by whom, and what is missing.

Refusing a move and granting an exception belong to ``coalition.gates``; this only says how things stand.
"""

from __future__ import annotations

from datetime import timedelta

from coalition.judgement.conditions import said_of
from coalition.judgement.deal_values import DealValues
from coalition.judgement.frame import Frame
from coalition.judgement.gate import Gate, Shortfall
from coalition.judgement.gate_rules import GateRule
from coalition.judgement.people import Stakeholder
from coalition.judgement.stalled import is_stalled

#: What is missing fits a column beside each passage of a gate.
_SAID_AT_MOST = 250


def gates(frame: Frame) -> tuple[Gate, ...]:
    """The conditions of entering the next stage. A closed deal has none left."""
    if frame.snapshot.deal.outcome != "open":
        return ()
    return gates_to(frame, next_position(frame))


def gates_to(frame: Frame, position: int) -> tuple[Gate, ...]:
    """The conditions of entering the stage at this position, whatever lies between."""
    deal = DealValues(frame)
    return tuple(_gate(rule, frame, deal) for rule in frame.snapshot.gate_rules if rule.to_stage <= position)


def next_position(frame: Frame) -> int:
    """Position of the stage after this one. Positions may have holes where an admin took a stage away."""
    deal = frame.snapshot.deal
    return deal.stage_position + 1 if deal.next_stage_position is None else deal.next_stage_position


def _gate(rule: GateRule, frame: Frame, deal: DealValues) -> Gate:
    if rule.kind == "deal":
        return _deal_gate(rule, deal)
    return _review_gate(rule, frame) if rule.kind == "review" else _people_gate(rule, frame)


def _deal_gate(rule: GateRule, deal: DealValues) -> Gate:
    missing = "; ".join(said_of(each, deal[each.field]) for each in rule.conditions if not each.holds_of(deal))
    return Gate(rule.key, rule.label, not missing, missing[:_SAID_AT_MOST], (), 0)


def _people_gate(rule: GateRule, frame: Frame) -> Gate:
    named = sorted(
        (person for person in frame.people if _fits(rule, person)),
        key=lambda person: (-frame.weights[person.contact_id], person.contact_id),
    )
    reasons = {person.contact_id: _why_not(rule, person, frame) for person in named}
    counted = tuple(sorted(key for key, reason in reasons.items() if not reason))
    short = tuple(Shortfall(key, reason) for key, reason in reasons.items() if reason)
    if len(counted) < rule.at_least:
        missing = _missing(rule, len(named), len(counted))
        wanted = rule.personas if not named else ()
        return Gate(rule.key, rule.label, False, missing, counted, rule.at_least, rule.at_most, short, wanted)
    if rule.at_most is not None and len(counted) > rule.at_most:
        missing = f"{len(counted) - rule.at_most} too many ({len(counted)}, at most {rule.at_most})"
        return Gate(rule.key, rule.label, False, missing, counted, rule.at_least, rule.at_most)
    return Gate(rule.key, rule.label, True, "", counted, rule.at_least, rule.at_most)


def _fits(rule: GateRule, person: Stakeholder) -> bool:
    if not all(condition.holds(person) for condition in rule.conditions):
        return False
    if not rule.personas and not rule.departments:
        return True
    department = person.department.casefold()
    return any(key in rule.personas for key in person.personas) or any(
        word.casefold() in department for word in rule.departments
    )


def _why_not(rule: GateRule, person: Stakeholder, frame: Frame) -> str:
    """Empty for somebody who counts."""
    as_of = frame.snapshot.as_of
    if is_stalled(person, as_of, frame.settings.stalled_days):
        return "Stalled: never answered since put on the map"
    if rule.engaged and not person.is_engaged:
        return "Not engaged"
    if rule.within_days is None:
        return ""
    led = person.engagement.last_seller_led_at
    if led is None:
        return "No interaction that we led is known"
    if led < as_of - timedelta(days=rule.within_days):
        return f"The last interaction we led was {(as_of - led).days} days ago"
    return ""


def _missing(rule: GateRule, named: int, counted: int) -> str:
    if not rule.names_somebody:
        verb = "engage" if rule.engaged else "name"
        return f"{rule.at_least - counted} more to {verb} ({counted} of {rule.at_least})"
    if not named:
        return "Nobody named"
    if rule.at_least > 1:
        return f"{rule.at_least - counted} more needed ({counted} of {rule.at_least})"
    return "Named, but not engaged" if rule.engaged else "Named, but does not count yet"


def _review_gate(rule: GateRule, frame: Frame) -> Gate:
    as_of, entered = frame.snapshot.as_of, frame.snapshot.deal.stage_entered_at
    reviewed = frame.snapshot.reviews.last_review_at
    missing = ""
    if reviewed is None:
        missing = "The map was never reviewed"
    # Not knowing when the stage was entered opens no gate, as not assessed never does.
    elif rule.since_entry and (entered is None or reviewed < entered):
        missing = "The map was not reviewed in this stage"
    elif rule.within_days is not None and reviewed < as_of - timedelta(days=rule.within_days):
        missing = f"The last review was {(as_of - reviewed).days} days ago"
    return Gate(rule.key, rule.label, not missing, missing, (), 0)
