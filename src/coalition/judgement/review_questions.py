"""Questions prepared for a review: what is missing, what shifted since the last one, and what was left open (E1)."""

from __future__ import annotations

from dataclasses import dataclass

from coalition.judgement.frame import label_of
from coalition.judgement.people import Stakeholder
from coalition.judgement.snapshot import DealSnapshot
from coalition.judgement.summary import Judgement
from coalition.judgement.words import LEVEL_RANK

SHIFT = 20.0
"""Points of sentiment, or of influence, that are worth a question."""
MOST = 12


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """One question with the people it is about."""

    code: str
    text: str
    contact_ids: tuple[str, ...] = ()


def review_questions(
    now: DealSnapshot, judged: Judgement, before: DealSnapshot | None = None
) -> tuple[ReviewQuestion, ...]:
    """The most telling first, at most twelve. ``before`` is the deal as it was known at the last review."""
    found = [*_open_gates(judged), *_shifts(now, before), *_coverage(judged), *_left_open(now), *_most_worth(judged)]
    unique = {(each.code, each.text): each for each in found}
    return tuple(unique.values())[:MOST]


def _open_gates(judged: Judgement) -> list[ReviewQuestion]:
    return [
        ReviewQuestion(
            "gate", f"{gate.label}: {gate.missing.lower()}. What is the plan?", tuple(s.contact_id for s in gate.short)
        )
        for gate in judged.gates
        if not gate.met
    ]


def _shifts(now: DealSnapshot, before: DealSnapshot | None) -> list[ReviewQuestion]:
    if before is None:
        return []
    old = {person.contact_id: person for person in before.active}
    found: list[ReviewQuestion] = []
    for person in sorted(now.active, key=lambda each: each.contact_id):
        was = old.get(person.contact_id)
        if was is None:
            text = f"{label_of(person)} is new on the map since the last review. What do they decide?"
            found.append(ReviewQuestion("newcomer", text, (person.contact_id,)))
        else:
            found += _moved(was, person)
    return found


def _moved(was: Stakeholder, person: Stakeholder) -> list[ReviewQuestion]:
    who, ids = label_of(person), (person.contact_id,)
    found = []
    if moved := _difference(was.sentiment.score, person.sentiment.score):
        way = "warmer" if moved > 0 else "cooler"
        found.append(ReviewQuestion("sentiment", f"{who} has become {way} ({moved:+.0f} points). What happened?", ids))
    if moved := _difference(was.influence.score, person.influence.score):
        way = "more" if moved > 0 else "less"
        text = f"{who} counts {way} than at the last review ({moved:+.0f} points). Do we still agree?"
        found.append(ReviewQuestion("influence", text, ids))
    if was.is_engaged and LEVEL_RANK[person.engagement.level] < LEVEL_RANK[was.engagement.level]:
        text = f"{who} was {was.engagement.level} and is {person.engagement.level or 'not assessed'}. Why?"
        found.append(ReviewQuestion("engagement", text, ids))
    return found


def _difference(was: float | None, now: float | None) -> float | None:
    """How far it moved; None when one of them is not known or it hardly did."""
    if was is None or now is None or abs(now - was) < SHIFT:
        return None
    return now - was


def _coverage(judged: Judgement) -> list[ReviewQuestion]:
    return [
        ReviewQuestion("role", f"Who is the {role.name.lower()}, and how do we reach them?", role.contact_ids)
        for role in judged.coverage.roles
        if not role.is_engaged and role.importance > 1
    ]


def _left_open(now: DealSnapshot) -> list[ReviewQuestion]:
    today = now.as_of.date()
    late = [each for each in now.reviews.open_actions if each.due_on is not None and each.due_on < today]
    found = [
        ReviewQuestion("action", f"Overdue: {each.text}. What stands in the way?", _ids(each.contact_id))
        for each in late
    ]
    return found + [
        ReviewQuestion("comment", f"Not answered yet: {each.text}", _ids(each.contact_id))
        for each in now.reviews.open_comments
    ]


def _most_worth(judged: Judgement) -> list[ReviewQuestion]:
    """The one missing fact most worth asking for next (E8)."""
    return [ReviewQuestion("fact", gap.question, gap.about) for gap in judged.knowledge_gaps[:1]]


def _ids(contact_id: str) -> tuple[str, ...]:
    return (contact_id,) if contact_id else ()
