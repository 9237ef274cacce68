"""Rules of political sense: what an experienced seller would frown at, and the team's own rules (C10)."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from coalition.judgement.consensus import Consensus, is_against, supports_us
from coalition.judgement.deal_values import DealValues
from coalition.judgement.frame import Frame, label_of
from coalition.judgement.words import Severity


@dataclass(frozen=True, slots=True)
class Frown:
    """A rule that fired: a sentence, and the people and lines it rests on."""

    code: str
    text: str
    severity: Severity
    contact_ids: tuple[str, ...] = ()
    line_ids: tuple[str, ...] = ()


def political_sense(frame: Frame, agreed: Consensus) -> tuple[Frown, ...]:
    """The product's rules in a fixed order, then the team's own."""
    if not frame.people:
        return ()
    return (
        *_more_against(frame, agreed),
        *_lonely_decision_makers(frame),
        *_too_good(frame),
        *_no_decision_maker(frame),
        *_own(frame),
    )


def _more_against(frame: Frame, agreed: Consensus) -> list[Frown]:
    for_us, against = agreed.stances.supporting, agreed.stances.against
    if against <= for_us:
        return []
    people = tuple(key for key in frame.by_contact if is_against(frame, key))
    text = f"More weight against us ({against:.0%}) than for us ({for_us:.0%})."
    return [Frown("more_against", text, "high", people)]


def _lonely_decision_makers(frame: Frame) -> list[Frown]:
    circles = _circles(frame)
    found = []
    for person in frame.decision_makers:
        circle = {key: line for key, line in circles[person.contact_id].items() if frame.supports.get(key) is not None}
        if not supports_us(frame, person.contact_id) or not circle:
            continue
        weight = math.fsum(frame.weights[key] for key in circle)
        mean = math.fsum(frame.weights[key] * (frame.supports[key] or 0.0) for key in circle) / weight
        if mean < 0:
            text = f"{label_of(person)} is for us, but the people around them are not."
            ids = (person.contact_id, *sorted(circle))
            found.append(Frown("lonely_decision_maker", text, "high", ids, tuple(sorted(circle.values()))))
    return found


def _circles(frame: Frame) -> dict[str, dict[str, str]]:
    """Whose word reaches a person: who influences them, reports to them, or stands with them. Contact id to line id."""
    circles: dict[str, dict[str, str]] = defaultdict(dict)
    for line in sorted(frame.snapshot.lines, key=lambda line: line.id):
        if line.kind in ("influences", "reports_to", "dotted", "ally"):
            circles[line.to_id][line.from_id] = line.id
        if line.kind == "ally":
            circles[line.from_id][line.to_id] = line.id
    return circles


def _too_good(frame: Frame) -> list[Frown]:
    assessed = [key for key, support in frame.supports.items() if support is not None]
    if len(assessed) < frame.settings.least_assessed_for_too_good:
        return []
    if any((frame.supports[key] or 0.0) < 0 for key in assessed):
        return []
    text = f"Nobody of {len(assessed)} people assessed is marked against us. Every deal of this size has somebody."
    return [Frown("nobody_against", text, "medium", tuple(assessed))]


def _no_decision_maker(frame: Frame) -> list[Frown]:
    if frame.decision_makers:
        return []
    return [Frown("no_decision_maker", "No decision maker is on the map.", "high")]


def _own(frame: Frame) -> list[Frown]:
    found = []
    deal = DealValues(frame)
    for rule in frame.settings.own_rules:
        people = rule.matches(frame.people, deal)
        if people is not None:
            text = rule.say(people, frame.snapshot.deal.name, deal)
            found.append(Frown(f"own:{rule.key}", text, rule.severity, frame.ids(people)))
    return found
