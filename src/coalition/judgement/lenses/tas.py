"""Target account selling: four questions, and the politics behind the answers."""

from __future__ import annotations

from coalition.judgement.frame import Frame, label_of
from coalition.judgement.lenses import facts as f
from coalition.judgement.lenses.shape import Fact, Fill, Lens, Missing, Slot


def tas(frame: Frame) -> Lens:
    """The deal as the four questions of TAS."""
    return Lens(
        "tas",
        "TAS",
        "Is there an opportunity, can we compete, can we win, is it worth winning?",
        (
            _project(frame),
            _event(frame),
            _compete(frame),
            Slot("competition", "Can we compete: rivals", "Who else is in it?", *f.competition(frame)),
            _inside(frame),
            Slot("decision", "Can we win: the decision", "Who decides, and how?", *f.decision_process(frame)),
            _power(frame),
            _worth(frame),
        ),
    )


def _project(frame: Frame) -> Slot:
    found = f.insights(frame, "initiative", "goal")
    missing = [] if found else [f.unasked("Which project of theirs this serves", "initiative")]
    facts = tuple(f.said(frame, each) for each in found)
    return Slot("project", "Is there an opportunity: their project", "What do they want to do?", facts, tuple(missing))


def _event(frame: Frame) -> Slot:
    found = f.insights(frame, "pressure", "obstacle", "challenge")
    facts = [f.said(frame, each) for each in found]
    missing = [] if found else [f.unasked("What forces them to act, and by when", "pressure")]
    if frame.snapshot.deal.close_on is None:
        missing.append(Missing("When they mean to decide", Fill("deal", "close_on")))
    else:
        facts.append(Fact(f"Decision expected on {f.day(frame.snapshot.deal.close_on)}"))
    asks = "Why must they act, and why now?"
    return Slot("event", "Is there an opportunity: compelling event", asks, tuple(facts), tuple(missing))


def _compete(frame: Frame) -> Slot:
    found = f.insights(frame, "criterion")
    facts = [f.said(frame, each, answer=True) for each in found]
    deciding = f.heaviest_first(frame, frame.decision_makers)
    facts += [
        Fact(f"{label_of(person)} rates our fit {person.indicators.fit_view} of 5", (person.contact_id,))
        for person in f.heaviest_first(frame, frame.people)
        if person.indicators.fit_view is not None
    ]
    missing = f.unanswered(found) if found else [f.unasked("Their formal decision criteria", "criterion")]
    missing += f.where(deciding, lambda p: p.indicators.fit_view is None, "How well {who} thinks we fit", "fit_view")
    return Slot("compete", "Can we compete: criteria", "Do we fit what they decide by?", tuple(facts), tuple(missing))


def _inside(frame: Frame) -> Slot:
    backing = [
        person
        for person in f.heaviest_first(frame, frame.people)
        if frame.side(person.contact_id) == "for" and person.is_engaged
    ]
    missing = [] if backing else [f.nobody(frame, "champion")] if not f.holders(frame, "champion") else []
    missing += f.no_stance(frame, f.heaviest_first(frame, frame.decision_makers))
    asks = "Who of them wants us to win and is in touch with us?"
    return Slot("inside", "Can we win: inside support", asks, tuple(f.about(frame, p) for p in backing), tuple(missing))


def _power(frame: Frame) -> Slot:
    """Who moves whom, by the lines that were drawn."""
    moved: dict[str, list[str]] = {}
    for line in frame.snapshot.lines:
        if line.kind == "influences" and line.from_id in frame.by_contact and line.to_id in frame.by_contact:
            moved.setdefault(line.from_id, []).append(line.to_id)
    facts = []
    for person in f.heaviest_first(frame, (frame.by_contact[key] for key in moved)):
        theirs = sorted(set(moved[person.contact_id]))
        names = ", ".join(frame.by_contact[key].name for key in theirs)
        facts.append(Fact(f"{label_of(person)} moves {names}", (person.contact_id, *theirs)))
    unproven = f.where(
        f.heaviest_first(frame, frame.decision_makers),
        lambda p: p.influence.assumed,
        "What shows how much {who} moves in this decision",
        "influence",
    )
    return Slot("power", "Can we win: informal power", "Who is listened to?", tuple(facts), tuple(unproven))


def _worth(frame: Frame) -> Slot:
    deal = frame.snapshot.deal
    facts = [] if deal.amount is None else [Fact(f"Worth {deal.amount:,.0f} {deal.currency}".strip())]
    missing = [Missing("What the deal is worth", Fill("deal", "amount"))] if deal.amount is None else []
    return Slot("worth", "Is it worth winning?", "What is it worth to us?", tuple(facts), tuple(missing))
