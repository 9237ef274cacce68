"""Meetings and calls: proposed, accepted, moved, held, missed."""

from __future__ import annotations

from coalition.demo import subjects
from coalition.demo.activity_log import Part, ours, theirs
from coalition.demo.calendar import DAY
from coalition.demo.manners import Phase, manner
from coalition.demo.people import Contact, User
from coalition.demo.talk import Circle, Talk


def meet(talk: Talk, centre: Contact, phase: Phase, day: int, circle: Circle) -> None:
    """Proposed some days before, in their working hours; held, moved or called off."""
    dice, ways = talk.dice, manner(centre, phase)
    day = centre.presence.next_day(day)
    if centre.left_on is not None and day >= centre.left_on:
        return
    user = talk.speaker(day)
    start = talk.slot(centre, user, day)
    if talk.muted(centre, start):
        return
    by_them = dice.happens(ways.start * 0.8)
    guests = circle.draw(dice, dice.weighted((0, 1, 2, 3, 4, 6), (30, 26, 20, 13, 8, 3)), centre)
    accepted = by_them or dice.happens(ways.accept)
    status, minutes = _meeting_fate(talk, accepted), dice.pick((30, 30, 45, 60, 60, 90))
    parts: list[Part] = []
    if by_them:
        parts += [theirs(centre, "organizer", "accepted"), ours(user, "attendee", "accepted")]
    else:
        answer = "accepted" if accepted else dice.weighted(("declined", "tentative", "no_answer"), (45, 20, 35))
        parts += [ours(user, "organizer", "accepted"), theirs(centre, "attendee", answer)]
    for guest, their_phase in guests:
        away = guest.presence.away_on(day) or talk.muted(guest, start)
        keen = 0.0 if away else manner(guest, their_phase).accept
        answer = (
            "accepted" if dice.happens(keen) else dice.weighted(("declined", "tentative", "no_answer"), (40, 20, 40))
        )
        parts.append(theirs(guest, "attendee", answer))
    second = [person for person in talk.users if person is not user]
    if second and dice.happens(0.35):
        parts.append(ours(dice.pick(second), "attendee", "accepted"))
    subject = dice.pick(talk.meeting_subjects).format(product=talk.product)
    direction = "inbound" if by_them else "outbound"
    thread = talk.next_thread()
    if not by_them and accepted and dice.happens(0.3):
        _calendar_notice(talk, centre, user, start, thread, subject)
    talk.add(
        "meeting",
        direction,
        start,
        parts,
        subject,
        thread=thread,
        status=status,
        minutes=minutes,
        delay=minutes * 60 + 300,
    )


def _meeting_fate(talk: Talk, accepted: bool) -> str:
    if accepted:
        return talk.dice.weighted(("done", "rescheduled", "cancelled"), (91, 5, 4))
    return talk.dice.weighted(("done", "rescheduled", "cancelled"), (35, 30, 35))


def _calendar_notice(talk: Talk, centre: Contact, user: User, start: int, thread: str, subject: str) -> None:
    day, _ = centre.presence.calendar.local(start)
    earlier = day - talk.dice.whole(2, 9)
    if not centre.presence.works(earlier):
        return
    at = centre.presence.calendar.second(earlier, talk.dice.whole(510, 1050))
    parts = [theirs(centre, "from"), ours(user, "to")]
    talk.add("email", "inbound", at, parts, f"Accepted: {subject}", thread=thread, automatic="calendar")


def call(talk: Talk, centre: Contact, phase: Phase, day: int) -> None:
    dice, ways = talk.dice, manner(centre, phase)
    day = centre.presence.next_day(day)
    if centre.left_on is not None and day >= centre.left_on:
        return
    user = talk.speaker(day)
    at = talk.slot(centre, user, day) + dice.whole(-900, 1200)
    if talk.muted(centre, at):
        return
    if dice.happens(ways.start * 0.7):
        parts, direction, connected = [theirs(centre, "caller", "connected"), ours(user, "callee")], "inbound", True
    else:
        connected = dice.happens(ways.connect)
        answer = "connected" if connected else dice.pick(("voicemail", "no_answer"))
        parts, direction = [ours(user, "caller"), theirs(centre, "callee", answer)], "outbound"
    minutes = int(dice.spread(14, 0.6)) + 1 if connected else 1
    # Calls are logged by hand: mostly the same hour, now and then days later.
    delay = minutes * 60 + (dice.whole(1, 4) * DAY if dice.happens(0.05) else dice.whole(60, 5400))
    talk.add("call", direction, at, parts, dice.pick(subjects.CALL), minutes=minutes, delay=delay)
