"""Knowledge gaps: what nobody on our side knows yet, and the one fact most worth asking for next (A8, E8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coalition.judgement.consensus import must_approve
from coalition.judgement.coverage import UNNAMED, Coverage, depth
from coalition.judgement.frame import Frame, label_of
from coalition.judgement.gaps.influence import is_assumed
from coalition.judgement.people import Stakeholder

# How much one fact about a person is worth, times their influence against the most influential: a rule of thumb,
# ordered by how much of judgement waits for it.
WORTH = {"stance": 90, "vote": 80, "criteria": 70, "answer": 60, "influence": 55, "persona": 50, "manager": 35}
GROUP_WORTH = {"goals": 45, "criteria": 60}
UNCONFIRMED = 20


@dataclass(frozen=True, slots=True)
class KnowledgeGap:
    """A question nobody has the answer to. ``worth`` 0..100 orders them; ``ask`` is who could tell."""

    code: str
    question: str
    worth: float
    about: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    insight_ids: tuple[str, ...] = ()


def knowledge_gaps(frame: Frame, covered: Coverage) -> tuple[KnowledgeGap, ...]:
    """All questions, most worth asking first."""
    guide = _guide(frame)
    heaviest = max(frame.weights.values(), default=1.0)
    found = [*_roles(covered, guide), *_of_the_group(frame, guide), *_unconfirmed(frame)]
    held = _holders(frame)
    managed = {line.from_id for line in frame.snapshot.lines if line.kind == "reports_to"}
    for person in frame.people:
        share = frame.weights[person.contact_id] / heaviest
        for code, question, insight_ids in _of_person(frame, person, held, managed):
            worth = WORTH[code] * share
            ids = (person.contact_id,)
            found.append(KnowledgeGap(code, question, worth, ids, _whom(person, guide, code), insight_ids))
    return tuple(sorted(found, key=lambda gap: (-gap.worth, gap.code, gap.about, gap.insight_ids, gap.question)))


def _guide(frame: Frame) -> tuple[str, ...]:
    """Who tells us about others: an engaged coach or champion, else whoever is engaged most deeply."""
    engaged = sorted((person for person in frame.people if person.is_engaged), key=depth)
    guides = [person for person in engaged if frame.has_group(person, "champion")]
    return tuple(person.contact_id for person in (guides or engaged)[:1])


def _whom(person: Stakeholder, guide: tuple[str, ...], code: str) -> tuple[str, ...]:
    # Nobody is asked how much they count, or where they really stand: that is for somebody beside them.
    if person.is_engaged and code not in ("influence", "stance"):
        return (person.contact_id,)
    return tuple(key for key in guide if key != person.contact_id) or guide


def _roles(covered: Coverage, guide: tuple[str, ...]) -> Iterator[KnowledgeGap]:
    for role in covered.roles:
        if role.level == UNNAMED:
            yield KnowledgeGap("role", f"Who is the {role.name.lower()}?", 100.0 * role.importance / 3, (), guide)


def _of_the_group(frame: Frame, guide: tuple[str, ...]) -> Iterator[KnowledgeGap]:
    kinds = {insight.kind for insight in frame.snapshot.insights}
    if frame.people and not kinds & {"goal", "pressure", "initiative"}:
        yield KnowledgeGap(
            "goals", "What do they want to reach, and what presses them?", GROUP_WORTH["goals"], (), guide
        )
    if frame.people and "criterion" not in kinds:
        yield KnowledgeGap("criteria", "By which criteria will they decide?", GROUP_WORTH["criteria"], (), guide)


def _unconfirmed(frame: Frame) -> Iterator[KnowledgeGap]:
    for insight in frame.snapshot.insights:
        if insight.confirmed is None:
            holders = tuple(key for key in insight.contact_ids if key in frame.by_contact)
            question = f"Has the customer confirmed: {insight.text}"
            yield KnowledgeGap("unconfirmed", question, UNCONFIRMED, holders, holders, (insight.id,))


def _holders(frame: Frame) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for insight in frame.snapshot.insights:
        for key in insight.contact_ids:
            held.setdefault(key, set()).add(insight.kind)
    return held


def _of_person(
    frame: Frame, person: Stakeholder, held: dict[str, set[str]], managed: set[str]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    who, key = label_of(person), person.contact_id
    if frame.supports[key] is None:
        yield "stance", f"Where does {who} stand?", ()
    decides = must_approve(frame, person) or person.indicators.vote_kind == "veto"
    if decides and not person.indicators.vote:
        yield "vote", f"How will {who} vote?", ()
    if frame.has_group(person, "decision_maker"):
        if "criterion" not in held.get(key, ()):
            yield "criteria", f"By what does {who} decide?", ()
        if key not in managed:
            yield "manager", f"To whom does {who} report?", ()
    if is_assumed(person):
        yield "influence", f"How much does {who} move in this decision?", ()
    if not person.personas:
        yield "persona", f"What part does {who} play?", ()
    for insight in frame.snapshot.insights if "concern" in held.get(key, ()) else ():
        if insight.kind == "concern" and key in insight.contact_ids and not insight.answer:
            yield "answer", f"What would settle this concern of {who}: {insight.text}", (insight.id,)
