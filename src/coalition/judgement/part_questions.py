"""Questions a reviewer asks in a part: as the customer's CFO, a competitor, a blocker, a user (E7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, get_args

from coalition.judgement.frame import Frame, label_of
from coalition.judgement.people import Stakeholder
from coalition.judgement.review_questions import ReviewQuestion
from coalition.judgement.settings import DEFAULT, JudgementSettings
from coalition.judgement.snapshot import DealSnapshot

Part = Literal["cfo", "competitor", "blocker", "user"]
PARTS: Final = get_args(Part)
MOST = 3


def questions_in_part(
    snapshot: DealSnapshot, part: Part, settings: JudgementSettings = DEFAULT
) -> tuple[ReviewQuestion, ...]:
    """What somebody in this part would ask of this map. Same deal, same questions."""
    frame = Frame(snapshot, settings)
    return tuple(_ASKED[part](frame))


def _cfo(frame: Frame) -> list[ReviewQuestion]:
    buyers = _holders(frame, "economic_buyer")
    if not buyers:
        return [_ask("cfo", "Nobody on this map holds the budget. Who would sign, and why would they?")]
    found = []
    for buyer in buyers[:MOST]:
        who = label_of(buyer)
        if not buyer.is_engaged:
            found.append(_ask("cfo", f"I am {who}, and we hardly talk. Why should I sign?", buyer))
        elif frame.supports[buyer.contact_id] is None:
            found.append(_ask("cfo", f"I am {who}. What do I believe of this right now, and how do you know?", buyer))
    return [*found, _ask("cfo", "What do I get for my money, in my numbers and not in yours?", *buyers[:1])]


def _competitor(frame: Frame) -> list[ReviewQuestion]:
    open_to_me = [p for p in _by_weight(frame) if not p.is_engaged or not _is_for_us(frame, p)]
    if not open_to_me:
        return [_ask("competitor", "Everybody who counts talks with you and is for you. What would make them listen?")]
    return [
        _ask(
            "competitor",
            f"I would call {label_of(person)} tomorrow: "
            + ("you are not in touch with them." if not person.is_engaged else "they are not for you yet."),
            person,
        )
        for person in open_to_me[:MOST]
    ]


def _blocker(frame: Frame) -> list[ReviewQuestion]:
    against = [p for p in _by_weight(frame) if (frame.supports[p.contact_id] or 0.0) < 0]
    if not against:
        return [_ask("blocker", "Nobody on this map is against you. Whom did you not ask?")]
    return [
        _ask("blocker", f"I am {label_of(person)}, and against it. What would change my mind?", person)
        for person in against[:MOST]
    ]


def _user(frame: Frame) -> list[ReviewQuestion]:
    users = [person for person in _holders(frame, "user_buyer") if person.is_engaged]
    if not users:
        return [_ask("user", "You have not talked with any of us who will use it. How do you know we would?")]
    return [_ask("user", "What gets easier for me on the first Monday, and what gets harder?", *users[:MOST])]


_ASKED: dict[str, Callable[[Frame], list[ReviewQuestion]]] = {
    "cfo": _cfo,
    "competitor": _competitor,
    "blocker": _blocker,
    "user": _user,
}


def _ask(code: str, text: str, *about: Stakeholder) -> ReviewQuestion:
    return ReviewQuestion(code, text, tuple(person.contact_id for person in about))


def _by_weight(frame: Frame) -> list[Stakeholder]:
    return sorted(frame.people, key=lambda person: (-frame.weights[person.contact_id], person.contact_id))


def _holders(frame: Frame, persona: str) -> list[Stakeholder]:
    return [person for person in _by_weight(frame) if persona in person.personas]


def _is_for_us(frame: Frame, person: Stakeholder) -> bool:
    return frame.side(person.contact_id) == "for"
