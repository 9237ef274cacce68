"""Documents we share, and what becomes of them: opened, read again, commented, passed on, or never looked at."""

from __future__ import annotations

from coalition.demo import subjects
from coalition.demo.activity_log import ours, theirs
from coalition.demo.mail import pass_on
from coalition.demo.manners import Manner, Phase, manner
from coalition.demo.people import Contact
from coalition.demo.talk import Circle, Talk


def share(talk: Talk, centre: Contact, phase: Phase, day: int, circle: Circle) -> None:
    """We share something; they open it, read on, comment, pass it on, or never look."""
    dice = talk.dice
    user = talk.speaker(day)
    if centre.left_on is not None and day >= centre.left_on:
        return
    now = talk.start(user.presence, day)
    thread = talk.next_thread()
    subject = dice.pick(subjects.DOCUMENT).format(product=talk.product)
    others = circle.draw(dice, dice.weighted((0, 1, 2), (60, 28, 12)), centre)
    parts = [ours(user, "from"), theirs(centre, "to"), *(theirs(person, "to") for person, _ in others)]
    if not talk.add("document", "outbound", now, parts, subject, thread=thread, delay=120):
        return
    for person, their_phase in ((centre, phase), *others):
        _views(talk, person, manner(person, their_phase), now, thread, subject, circle)


def _views(talk: Talk, person: Contact, ways: Manner, sent: int, thread: str, subject: str, circle: Circle) -> None:
    dice, at = talk.dice, sent
    for visit in range(3):
        if not dice.happens(ways.view if visit == 0 else ways.view * 0.45):
            return
        at = person.presence.after(at, 60 * dice.spread(ways.hours * (1 + 3 * visit), 0.8))
        if talk.muted(person, at):
            return
        response = "commented" if dice.happens(0.4 * ways.forward) else "opened"
        seconds = max(5, int(dice.spread(ways.depth_seconds, 0.8)))
        if not talk.add(
            "content", "inbound", at, [theirs(person, "viewer", response, seconds)], subject, thread=thread, delay=30
        ):
            return
        if dice.happens(ways.forward):
            pass_on(talk, person, circle, at, thread, subject)
