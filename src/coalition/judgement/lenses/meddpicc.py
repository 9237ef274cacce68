"""MEDDPICC: eight things to know before a deal can be called."""

from __future__ import annotations

from coalition.judgement.frame import Frame, label_of
from coalition.judgement.lenses import facts as f
from coalition.judgement.lenses.shape import Fact, Fill, Lens, Missing, Slot


def meddpicc(frame: Frame) -> Lens:
    """The deal as MEDDPICC."""
    return Lens(
        "meddpicc",
        "MEDDPICC",
        "Qualification: what must be known before a deal can be called.",
        (
            _metrics(frame),
            _economic_buyer(frame),
            _criteria(frame),
            Slot(
                "decision_process", "Decision process", "Who approves, and in which order?", *f.decision_process(frame)
            ),
            _paper_process(frame),
            _pain(frame),
            _champion(frame),
            Slot("competition", "Competition", "Against whom do we stand, and who wants them?", *f.competition(frame)),
        ),
    )


def _metrics(frame: Frame) -> Slot:
    aims = f.insights(frame, "goal", "initiative")
    counted = [each for each in aims if f.has_figure(each)]
    missing = []
    if not counted:
        text = "A goal with a figure in it" if aims else "What they want to reach, in figures"
        missing.append(f.unasked(text, "goal"))
    return Slot(
        "metrics",
        "Metrics",
        "What is it worth to them, in figures?",
        tuple(f.said(frame, each) for each in counted),
        tuple(missing),
    )


def _economic_buyer(frame: Frame) -> Slot:
    people = f.holders(frame, "economic_buyer")
    missing = [*f.no_stance(frame, people)]
    if not people:
        missing.append(f.nobody(frame, "economic_buyer"))
    return Slot(
        "economic_buyer",
        "Economic buyer",
        "Who can release the money?",
        tuple(f.about(frame, person) for person in people),
        tuple(missing),
    )


def _criteria(frame: Frame) -> Slot:
    found = f.insights(frame, "criterion")
    missing = f.unanswered(found) if found else [f.unasked("By which criteria they decide", "criterion")]
    return Slot(
        "decision_criteria",
        "Decision criteria",
        "By what will they decide?",
        tuple(f.said(frame, each, answer=True) for each in found),
        tuple(missing),
    )


def _paper_process(frame: Frame) -> Slot:
    signing = f.holders(frame, "ratifier")
    others = [
        person
        for person in f.heaviest_first(frame, frame.people)
        if person not in signing and any(word in person.department.lower() for word in f.PAPERWORK)
    ]
    people = [*signing, *others]
    missing = [f.nobody(frame, "ratifier")] if not people else [*f.no_stance(frame, people)]
    return Slot(
        "paper_process",
        "Paper process",
        "Who handles contract, security and purchasing?",
        tuple(f.about(frame, person, person.department) for person in people),
        tuple(missing),
    )


def _pain(frame: Frame) -> Slot:
    found = f.insights(frame, "pressure", "challenge", "obstacle")
    owners = [person for person in frame.people if person.indicators.owns_problem]
    facts = [f.said(frame, each) for each in found]
    facts += [Fact(f"{label_of(person)} owns the problem", (person.contact_id,)) for person in owners]
    missing = [] if found else [f.unasked("What presses them to change", "pressure")]
    if frame.people and not owners:
        # The field belongs to a person; the most influential is where the asking starts.
        first = f.heaviest_first(frame, frame.people)[0]
        missing.append(Missing("Who of them owns the problem", Fill("person", "owns_problem", first.contact_id)))
    return Slot("pain", "Implicated pain", "What hurts, and whom?", tuple(facts), tuple(missing))


def _champion(frame: Frame) -> Slot:
    people = f.holders(frame, "champion")
    missing = [*f.no_stance(frame, people)]
    missing += f.where(people, lambda p: p.influence.assumed, "Evidence that {who} has influence", "influence")
    if not people:
        missing.append(f.nobody(frame, "champion"))
    return Slot(
        "champion",
        "Champion",
        "Who sells for us when we are not in the room?",
        tuple(f.about(frame, p, f"{p.influence.level} influence" if p.influence.level else "") for p in people),
        tuple(missing),
    )
