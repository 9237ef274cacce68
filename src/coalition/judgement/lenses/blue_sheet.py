"""Blue Sheet: one sales objective, its buying influences, their results, our strengths and red flags."""

from __future__ import annotations

from coalition.judgement.frame import Frame, label_of
from coalition.judgement.lenses import facts as f
from coalition.judgement.lenses.shape import Fact, Fill, Lens, Missing, Slot
from coalition.judgement.people import Stakeholder

INFLUENCES = (
    ("economic", "Economic buying influence", "Who gives the final yes?", ("economic_buyer",)),
    ("user", "User buying influences", "Who will work with it and be judged by it?", ("user_buyer",)),
    ("technical", "Technical buying influences", "Who can say no?", ("technical_buyer", "evaluator", "ratifier")),
    ("coach", "Coaches", "Who guides us?", ("coach", "champion")),
)


def blue_sheet(frame: Frame) -> Lens:
    """The deal as a Blue Sheet."""
    buying = {person.contact_id: person for *_, keys in INFLUENCES for person in f.holders(frame, *keys)}
    return Lens(
        "blue_sheet",
        "Blue Sheet",
        "One objective, everybody who has a say in it, and what each of them wins.",
        (
            _objective(frame),
            *(_influence(frame, key, name, asks, personas) for key, name, asks, personas in INFLUENCES),
            _win_results(frame, f.heaviest_first(frame, buying.values())),
            _strengths(frame),
            _red_flags(frame),
            Slot("competition", "Competition", "What else could they do?", *f.competition(frame)),
        ),
    )


def _objective(frame: Frame) -> Slot:
    deal, facts, missing = frame.snapshot.deal, [Fact(frame.snapshot.deal.name)], []
    if deal.amount is None:
        missing.append(Missing("What the deal is worth", Fill("deal", "amount")))
    else:
        facts.append(Fact(f"Worth {deal.amount:,.0f} {deal.currency}".strip()))
    if deal.close_on is None:
        missing.append(Missing("When they mean to decide", Fill("deal", "close_on")))
    else:
        facts.append(Fact(f"To be closed on {f.day(deal.close_on)}"))
    return Slot(
        "objective", "Single sales objective", "What exactly, how much, until when?", tuple(facts), tuple(missing)
    )


def _influence(frame: Frame, key: str, name: str, asks: str, personas: tuple[str, ...]) -> Slot:
    people = f.holders(frame, *personas)
    missing = [f.nobody(frame, personas[0])] if not people else []
    missing += f.no_stance(frame, people)
    missing += f.where(people, lambda p: not p.indicators.change_stance, "How {who} takes to change", "change_stance")
    return Slot(key, name, asks, tuple(f.about(frame, p, *_degree(p)) for p in people), tuple(missing))


def _degree(person: Stakeholder) -> tuple[str, ...]:
    degree = f"{person.influence.level} degree of influence" if person.influence.level else ""
    return degree, person.indicators.change_stance


def _win_results(frame: Frame, buying: list[Stakeholder]) -> Slot:
    found = f.insights(frame, "goal", "initiative", "criterion")
    held = {key for each in found for key in each.contact_ids}
    missing = [
        f.unasked(f"What {label_of(p)} wins by it", "goal", p.contact_id) for p in buying if p.contact_id not in held
    ]
    if not buying and not found:
        missing.append(f.unasked("What they win by it", "goal"))
    facts = tuple(f.said(frame, each) for each in found)
    return Slot("win_results", "Win-results", "What does each of them win?", facts, tuple(missing))


def _strengths(frame: Frame) -> Slot:
    people = [p for p in f.heaviest_first(frame, frame.people) if p.is_engaged and _for(frame, p)]
    answered = [each for each in f.insights(frame, "criterion", "concern") if each.answer.strip()]
    facts = [f.about(frame, person) for person in people] + [f.said(frame, each, answer=True) for each in answered]
    missing = [] if answered else f.unanswered(f.insights(frame, "criterion", "concern"))
    if not facts and not missing:
        missing.append(f.unasked("By which criteria they decide, and our answer", "criterion"))
    return Slot("strengths", "Strengths", "What speaks for us?", tuple(facts), tuple(missing))


def _red_flags(frame: Frame) -> Slot:
    """What the method calls a red flag and the record can tell: a gap is a flag, so nothing here is missing."""
    facts = [
        Fact(f"Nobody is named as {frame.persona_name(keys[0]).lower()}")
        for _, _, _, keys in INFLUENCES
        if not f.holders(frame, *keys)
    ]
    for person in f.heaviest_first(frame, frame.people):
        flags = []
        side = frame.side(person.contact_id)
        if side == "unknown":
            flags.append("stance not known")
        elif side == "against":
            flags.append("against us")
        if person.engagement.level in ("absent", "present", "lapsed"):
            flags.append(f.ENGAGEMENT[person.engagement.level])
        if flags and (frame.has_group(person, "decision_maker") or "against us" in flags):
            facts.append(Fact(f"{label_of(person)}: {', '.join(flags)}", (person.contact_id,)))
    left = sorted((p for p in frame.snapshot.people if not p.is_active), key=lambda p: p.contact_id)
    facts += [Fact(f"{label_of(person)} has left", (person.contact_id,)) for person in left]
    return Slot("red_flags", "Red flags", "What could stop us?", tuple(facts))


def _for(frame: Frame, person: Stakeholder) -> bool:
    return frame.side(person.contact_id) == "for"
