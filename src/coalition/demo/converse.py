"""Runs a deal: every conversation that centres on one of its seats, in order of time."""

from __future__ import annotations

from coalition.demo.activity_log import ActivityLog, Part, ours, theirs
from coalition.demo.calendar import EVENING
from coalition.demo.deal import Deal, Seat
from coalition.demo.dice import Dice
from coalition.demo.documents import share
from coalition.demo.mail import answer_in, ask, pass_on, write_thread
from coalition.demo.meetings import call, meet
from coalition.demo.talk import Circle, Talk

# Conversations are scaled by these to reach about sixty thousand activities; of closed deals less was kept.
VOLUME_OPEN, VOLUME_CLOSED = 1.12, 0.57
# Working hours to an answer, for moments that must exist.
ANSWERED_IN = {"quick": (0.4, 2.0), "slow": (19.0, 32.0)}
FORMS = ("mail", "meeting", "call", "document")
_MIX = ((40, 34, 14, 12), (46, 28, 14, 12), (52, 22, 13, 13), (54, 19, 13, 14), (58, 15, 12, 15))  # by rank


def talk_of(deal: Deal, log: ActivityLog) -> Talk:
    talk = Talk(log, Dice("talk", deal.key), account=deal.account, deal=deal.key, product=deal.product, users=deal.team)
    talk.strangers = deal.strangers
    talk.mail_subjects = deal.mail_subjects
    if deal.meeting_subjects:
        talk.meeting_subjects = deal.meeting_subjects
    for seat in deal.seats:
        if seat.last_day is not None:
            talk.silent_after[seat.contact.index] = seat.contact.presence.calendar.second(seat.last_day, EVENING)
    return talk


def run(deal: Deal, talk: Talk, end: int) -> None:
    """All conversations of the deal up to the day ``end``."""
    for day, seat in _agenda(deal, talk.dice, end):
        contact, phase = seat.contact, seat.phase(day)
        if seat.phase(contact.presence.next_day(day)) is not phase:
            continue  # away until after the turn: what was planned before it no longer takes place
        form = talk.dice.weighted(FORMS, _MIX[contact.rank])
        circle = _circle(deal, day)
        if form == "mail":
            write_thread(talk, contact, phase, day, circle)
        elif form == "meeting":
            meet(talk, contact, phase, day, circle)
        elif form == "call":
            call(talk, contact, phase, day)
        else:
            share(talk, contact, phase, day, circle)


def _agenda(deal: Deal, dice: Dice, end: int) -> list[tuple[int, Seat]]:
    """The days on which a conversation centres on each seat."""
    agenda: list[tuple[int, int]] = []
    volume = VOLUME_OPEN if deal.outcome == "open" else VOLUME_CLOSED
    for place, seat in enumerate(deal.seats):
        # Answers take a while: the last conversation begins some days before the last sign of life.
        stop = end if seat.last_day is None else min(end, seat.last_day - 3)
        bounds = [phase.day for phase in seat.phases[1:]] + [stop]
        for phase, until in zip(seat.phases, bounds, strict=True):
            days = min(until, stop) - phase.day
            if days > 0:
                agenda += [(phase.day + day, place) for day in _spaced(dice, phase.pace * volume / 7, days)]
    return [(day, deal.seats[place]) for day, place in sorted(agenda)]


def _spaced(dice: Dice, a_day: float, days: int) -> list[int]:
    """Days of conversations. People keep a rhythm: the gaps vary by half, not as chance alone would have it."""
    found: list[int] = []
    if a_day <= 0:
        return found
    day = dice.random() / a_day
    while day < days:
        found.append(int(day))
        day += dice.between(0.5, 1.5) / a_day
    return found


def _circle(deal: Deal, day: int) -> Circle:
    """Those on the map that day who still answer or at least are still written to."""
    return Circle(
        [
            (seat.contact, seat.phase(day), seat.draw)
            for seat in deal.seats
            if seat.joined <= day
            and seat.draw > 0
            and (seat.last_day is None or day <= seat.last_day)
            and (seat.contact.left_on is None or day < seat.contact.left_on)
        ]
    )


def touch(deal: Deal, talk: Talk, seat: Seat, day: int, form: str) -> None:
    """A moment that must exist: a meeting they accept, a call they take, a mail they write.

    ``quick`` is our mail answered within the hour or two, ``forward`` ours passed on. The cold ones: ``ask`` is our
    mail that nobody answers, ``slow`` one that is answered after days, ``declined`` our invitation turned down.
    """
    if form == "ask":
        ask(talk, seat.contact, day)
        return
    if form in ANSWERED_IN:
        answer_in(talk, seat.contact, day, ANSWERED_IN[form])
        return
    if form == "forward":
        at = talk.start(seat.contact.presence, previous_workday(seat, day))
        pass_on(talk, seat.contact, _circle(deal, day), at, talk.next_thread(), talk.subject(seat.contact))
        return
    worked = previous_workday(seat, day)
    user = talk.speaker(worked)
    at = seat.contact.presence.calendar.second(worked, 30 * talk.dice.whole(18, 33))
    if form in ("meeting", "declined"):
        subject = talk.dice.pick(talk.meeting_subjects).format(product=deal.product)
        answer, status = ("accepted", "done") if form == "meeting" else ("declined", "cancelled")
        parts = [ours(user, "organizer", "accepted"), theirs(seat.contact, "attendee", answer)]
        thread = talk.next_thread()
        talk.add("meeting", "outbound", at, parts, subject, thread=thread, status=status, minutes=30, delay=2100)
    elif form == "call":
        parts = [ours(user, "caller"), theirs(seat.contact, "callee", "connected")]
        talk.add("call", "outbound", at + 420, parts, "Check-in call", minutes=12, delay=1500)
    else:
        parts = [theirs(seat.contact, "from"), ours(user, "to")]
        talk.add("email", "inbound", at + 777, parts, talk.subject(seat.contact), thread=talk.next_thread(), delay=240)


def previous_workday(seat: Seat, day: int) -> int:
    while not seat.contact.presence.works(day):
        day -= 1
    return day


def plan_ahead(deal: Deal, talk: Talk, today: int) -> None:
    """Two meetings that still lie ahead; the invitations went out in the last days."""
    dice = talk.dice
    lively = [seat for seat in deal.seats if seat.phase(today).silence < 0.5 and seat.contact.left_on is None]
    for seat in dice.some(lively, 2):
        day = seat.contact.presence.next_day(today + dice.whole(2, 20))
        user = talk.speaker(day)
        start = seat.contact.presence.calendar.second(day, 30 * dice.whole(18, 32))
        answer = "accepted" if dice.happens(0.6) else "no_answer"
        parts: list[Part] = [ours(user, "organizer", "accepted"), theirs(seat.contact, "attendee", answer)]
        invited = seat.contact.presence.calendar.second(previous_workday(seat, today - dice.whole(2, 8)), 600)
        subject = dice.pick(talk.meeting_subjects).format(product=deal.product)
        talk.add(
            "meeting",
            "outbound",
            start,
            parts,
            subject,
            thread=talk.next_thread(),
            status="planned",
            minutes=45,
            delay=invited - start,
        )
