"""Challenger: who mobilises the group, who only talks, who blocks; what we teach them; where they disagree.

The record has no field for these profiles: they follow from stance, influence, lines and engagement, by the rules said
beside each slot.
"""

from __future__ import annotations

from collections.abc import Iterable

from coalition.judgement.agreement import agreement
from coalition.judgement.frame import Frame, label_of
from coalition.judgement.lenses import facts as f
from coalition.judgement.lenses.shape import Fact, Lens, Slot
from coalition.judgement.people import Stakeholder

MOVES_OTHERS = 50.0
"""Influence from which somebody counts as moving others, where no line says so."""


def challenger(frame: Frame) -> Lens:
    """The deal as Challenger sees it."""
    movers = {person.contact_id for person in frame.people if _moves(frame, person)}
    by_side: dict[str, list[Stakeholder]] = {"for": [], "middle": [], "against": [], "unknown": []}
    for person in f.heaviest_first(frame, frame.people):
        by_side[_side(frame, person)].append(person)
    mobilisers = [p for p in by_side["for"] if p.contact_id in movers]
    return Lens(
        "challenger",
        "Challenger",
        "Who builds the consensus, what we teach them, and where they disagree.",
        (
            Slot(
                "mobilisers",
                "Mobilisers",
                "For us, and moves others: by lines of influence or an influence of 50 and more.",
                _facts(frame, mobilisers),
                () if mobilisers else (f.nobody(frame, "champion"),) if not f.holders(frame, "champion") else (),
            ),
            Slot(
                "sceptics",
                "Sceptics worth winning",
                "Not convinced yet, engaged with us, and moves others.",
                _facts(
                    frame,
                    (p for p in by_side["middle"] + by_side["against"] if p.is_engaged and p.contact_id in movers),
                ),
            ),
            Slot(
                "talkers",
                "Talkers",
                "For us, and nothing shows that they move anybody.",
                _facts(frame, (p for p in by_side["for"] if p.contact_id not in movers)),
            ),
            Slot(
                "blockers",
                "Blockers",
                "Against us, or named as blocker.",
                _facts(frame, _with_blockers(frame, by_side["against"])),
            ),
            Slot(
                "unplaced",
                "Not placed yet",
                "Of these nobody knows where they stand.",
                _facts(frame, by_side["unknown"]),
                tuple(f.no_stance(frame, by_side["unknown"])),
            ),
            _teach(frame),
            _consensus(frame),
        ),
    )


def _facts(frame: Frame, people: Iterable[Stakeholder]) -> tuple[Fact, ...]:
    return tuple(f.about(frame, person) for person in people)


def _moves(frame: Frame, person: Stakeholder) -> bool:
    drawn = any(line.kind == "influences" and line.from_id == person.contact_id for line in frame.snapshot.lines)
    return drawn or (not person.influence.assumed and (person.influence.score or 0.0) >= MOVES_OTHERS)


def _side(frame: Frame, person: Stakeholder) -> str:
    found = frame.side(person.contact_id)
    return "middle" if found == "neutral" else found


def _with_blockers(frame: Frame, against: list[Stakeholder]) -> list[Stakeholder]:
    named = [person for person in frame.people if frame.has_group(person, "blocker")]
    return f.heaviest_first(frame, {p.contact_id: p for p in (*against, *named)}.values())


def _teach(frame: Frame) -> Slot:
    found = f.insights(frame, "challenge", "pressure", "obstacle")
    answered = [each for each in found if each.answer.strip()]
    missing = f.unanswered(found) if found else [f.unasked("A challenge of theirs we see differently", "challenge")]
    return Slot(
        "teach",
        "Commercial insight",
        "What of their world do we show them in another light?",
        tuple(f.said(frame, each, answer=True) for each in answered),
        tuple(missing),
    )


def _consensus(frame: Frame) -> Slot:
    names = {key: label_of(person) for key, person in frame.by_contact.items()}
    facts = [
        Fact(f"Divides them: {divide.text}", divide.contact_ids, (divide.insight_id,))
        for divide in agreement(frame).divides
    ]
    facts += [
        Fact(f"{names[line.from_id]} and {names[line.to_id]} are in conflict", (line.from_id, line.to_id))
        for line in sorted(frame.snapshot.lines, key=lambda each: each.id)
        if line.kind == "conflict" and line.from_id in names and line.to_id in names
    ]
    known = f.insights(frame, "criterion", "concern")
    missing = [] if known else [f.unasked("By what each of them decides", "criterion")]
    return Slot("consensus", "Where they disagree", "What keeps them from one yes?", tuple(facts), tuple(missing))
