"""Mail threads: somebody starts, the other side answers or does not, colleagues are copied, some of it is passed on."""

from __future__ import annotations

from coalition.demo import subjects
from coalition.demo.activity_log import Part, ours, theirs, unknown
from coalition.demo.calendar import DAY
from coalition.demo.manners import Manner, Phase, manner
from coalition.demo.people import Contact, User
from coalition.demo.talk import Circle, Talk


def write_thread(talk: Talk, centre: Contact, phase: Phase, day: int, circle: Circle) -> None:
    """A thread: somebody starts, the other side answers or does not, up to six mails."""
    dice, ways = talk.dice, manner(centre, phase)
    user = talk.speaker(day)
    thread = talk.next_thread()
    subject = talk.subject(centre)
    others = circle.draw(dice, dice.weighted((0, 1, 2, 3), (50, 28, 15, 7)), centre)
    copied = [contact for contact, _ in others if dice.happens(0.82)]
    beside = [contact for contact, _ in others if contact not in copied]
    their_turn = dice.happens(ways.start) and centre.left_on is None
    starter = centre.presence if their_turn else user.presence
    now = talk.start(starter, day)
    goes_on = True
    for round_ in range(6):
        shown = subject if round_ == 0 else f"Re: {subject}"
        if their_turn:
            if not _from_them(talk, centre, user, beside, copied, now, thread, shown):
                return
            if dice.happens(ways.forward):
                pass_on(talk, centre, circle, now, thread, subject)
            goes_on = dice.happens(0.55 if round_ else 0.85)
            if not goes_on and not dice.happens(0.15):
                return
            now = user.presence.after(now, 60 * dice.spread(2.2, 0.8))
        else:
            if not _from_us(talk, user, centre, beside, copied, now, thread, shown) or not goes_on:
                return  # a last word of thanks asks for no answer
            answer = _answer_at(talk, centre, ways, now, user, thread, shown)
            if answer is None:
                if round_ == 0 and dice.happens(0.3):
                    _nudge(talk, user, centre, ways, now, thread, subject)
                return
            now = answer
            _others_answer(talk, others, beside, user, centre, now, thread, f"Re: {subject}")
        their_turn = not their_turn


def ask(talk: Talk, centre: Contact, day: int) -> None:
    """One mail of ours that stays without an answer, or comes back when its reader has left."""
    user = talk.speaker(day)
    now, thread, subject = talk.start(user.presence, day), talk.next_thread(), talk.subject(centre)
    if _from_us(talk, user, centre, [], [], now, thread, subject) and centre.left_on is not None:
        _bounce(talk, centre, user, now, thread, subject)


def answer_in(talk: Talk, centre: Contact, day: int, hours: tuple[float, float]) -> None:
    """One mail of ours and their answer, that many working hours later."""
    user = talk.speaker(day)
    now, thread, subject = talk.start(user.presence, day), talk.next_thread(), talk.subject(centre)
    if _from_us(talk, user, centre, [], [], now, thread, subject):
        answered = centre.presence.after(now, 60 * talk.dice.between(*hours))
        _from_them(talk, centre, user, [], [], answered, thread, f"Re: {subject}")


def _nudge(talk: Talk, user: User, centre: Contact, ways: Manner, now: int, thread: str, subject: str) -> None:
    """Four working days later, once more."""
    again = user.presence.after(now, 60 * 9.5 * talk.dice.between(3, 6))
    if not _from_us(talk, user, centre, [], [], again, thread, f"Re: {subject}"):
        return
    if talk.dice.happens(ways.reply * 0.6) and centre.left_on is None:
        answered = centre.presence.after(again, 60 * talk.dice.spread(ways.hours * 1.5, 0.7))
        _from_them(talk, centre, user, [], [], answered, thread, f"Re: {subject}")


def _answer_at(
    talk: Talk, centre: Contact, ways: Manner, sent: int, user: User, thread: str, subject: str
) -> int | None:
    """When they answer, if they do. On leave they answer, if at all, when back."""
    day, _ = centre.presence.calendar.local(sent)
    if centre.left_on is not None and day >= centre.left_on:
        _bounce(talk, centre, user, sent, thread, subject)
        return None
    if centre.presence.away_on(day) and centre.answers_when_away:
        _away_notice(talk, centre, user, day, sent, thread, subject)
    if not talk.dice.happens(ways.reply):
        return None
    return centre.presence.after(sent, 60 * talk.dice.spread(ways.hours, 0.65))


def _others_answer(
    talk: Talk,
    others: list[tuple[Contact, Phase]],
    beside: list[Contact],
    user: User,
    centre: Contact,
    now: int,
    thread: str,
    subject: str,
) -> None:
    """Whoever else was written to answers too, more often than not; who was only copied, seldom."""
    for colleague, phase in others:
        likely = 0.75 if colleague in beside else 0.06
        if colleague.left_on is None and talk.dice.happens(manner(colleague, phase).reply * likely):
            later = colleague.presence.after(now, 60 * talk.dice.spread(3.0, 0.7))
            _from_them(talk, colleague, user, [], [centre], later, thread, subject)


def _from_us(
    talk: Talk,
    user: User,
    to: Contact,
    beside: list[Contact],
    copied: list[Contact],
    now: int,
    thread: str,
    subject: str,
) -> bool:
    parts = [ours(user, "from"), theirs(to, "to"), *(theirs(person, "to") for person in beside)]
    parts += [theirs(person, "cc") for person in copied]
    parts += _strangers_in_copy(talk, now, 0.35)
    return talk.add("email", "outbound", now, parts, subject, thread=thread, delay=talk.dice.whole(40, 900))


def _from_them(
    talk: Talk,
    sender: Contact,
    user: User,
    beside: list[Contact],
    copied: list[Contact],
    now: int,
    thread: str,
    subject: str,
) -> bool:
    if talk.muted(sender, now):
        return False
    parts = [theirs(sender, "from"), ours(user, "to")]
    parts += [theirs(person, "cc") for person in (*beside, *copied) if person is not sender]
    parts += _strangers_in_copy(talk, now, 0.6)
    return talk.add("email", "inbound", now, parts, subject, thread=thread, delay=talk.dice.whole(40, 900))


def _strangers_in_copy(talk: Talk, now: int, chance: float) -> list[Part]:
    return [
        unknown(address, "cc") for since, address in talk.strangers if now // DAY >= since and talk.dice.happens(chance)
    ]


def pass_on(talk: Talk, sender: Contact, circle: Circle, now: int, thread: str, subject: str) -> None:
    """They pass our mail on to a colleague: seen when the colleague opens it or answers."""
    for colleague, _ in circle.draw(talk.dice, 1 + talk.dice.happens(0.3), sender):
        later = sender.presence.after(now, talk.dice.between(4, 240))
        if talk.muted(sender, later):
            return
        parts = [theirs(sender, "from", "forwarded"), theirs(colleague, "to")]
        talk.add("forward", "internal", later, parts, f"Fwd: {subject}", thread=thread, delay=900)


def _away_notice(talk: Talk, centre: Contact, user: User, day: int, sent: int, thread: str, subject: str) -> None:
    """Mail servers answer once a leave and sender."""
    leave = next(start for start, end in centre.presence.away if start <= day <= end)
    if (centre.index, user.index, leave) in talk.told_away:
        return
    talk.told_away.add((centre.index, user.index, leave))
    text = talk.dice.pick(subjects.OUT_OF_OFFICE).format(subject=subject)
    parts = [theirs(centre, "from"), ours(user, "to")]
    talk.add("email", "inbound", sent + talk.dice.whole(2, 90), parts, text, thread=thread, automatic="out_of_office")


def _bounce(talk: Talk, centre: Contact, user: User, sent: int, thread: str, subject: str) -> None:
    parts = [theirs(centre, "from"), ours(user, "to")]
    text = subjects.BOUNCE.format(subject=subject)
    talk.add("email", "inbound", sent + talk.dice.whole(1, 40), parts, text, thread=thread, automatic="bounce")
