"""Fleet Intelligence Platform at Halden Freight: the deal the demo opens."""

from __future__ import annotations

from coalition.demo import converse, flagship_external_id
from coalition.demo.activity_log import ActivityLog, Part, ours, theirs
from coalition.demo.calendar import date_of
from coalition.demo.companies import HALDEN, KESTREL
from coalition.demo.deal import Deal, Seat
from coalition.demo.dice import Dice
from coalition.demo.flagship import seats as parts
from coalition.demo.flagship import web
from coalition.demo.manners import manner
from coalition.demo.people import Contact
from coalition.demo.planting import turning
from coalition.demo.scribe import Scribe
from coalition.demo.society import Society
from coalition.demo.stories import Story
from coalition.demo.talk import Talk

KEY = flagship_external_id
JONAS_TURNED_DAYS_AGO = 100
_OPENED_DAYS_AGO = 362
_STAGES = (("prospecting", 362), ("discovery", 300), ("validation", 196))


def people(society: Society) -> dict[str, Contact]:
    return {**society.customers[HALDEN].people, "arne": society.customers[KESTREL].people["arne"]}


def build(society: Society, today: int) -> tuple[Deal, Story]:
    """The deal with its seventeen seats, and its own story in the manifest."""
    customer = society.customers[HALDEN]
    cast = people(society)
    deal = Deal(
        key=KEY,
        name="Fleet Intelligence Platform",
        product="Fleet Intelligence Platform",
        account=customer.key,
        company=customer.company,
        kind="new business",
        amount=1_420_000,
        currency="EUR",
        team=customer.team,
        created=today - _OPENED_DAYS_AGO,
        stages=[(stage, today - ago) for stage, ago in _STAGES],
        outcome="open",
        close_on=today + 70,
        seats=parts.seats(cast, today),
        story="flagship",
        mail_subjects=web.MAIL_SUBJECTS,
        meeting_subjects=web.MEETING_SUBJECTS,
        next_step="Ilaria hosts a joint working session on the event bus before the architecture board.",
    )
    lennart = cast["lennart"]
    since = today - JONAS_TURNED_DAYS_AGO
    what = f"{lennart.name} turns against us behind polite mails, with an adviser at his side"
    return deal, Story(f"blocker_rising:{KEY}", "blocker_rising", KEY, (lennart.key,), (), date_of(since), what)


def play(deal: Deal, society: Society, log: ActivityLog, scribe: Scribe, today: int) -> None:
    """Chance fills the weeks, the written moments stand where they are, the record follows."""
    talk = converse.talk_of(deal, log)
    converse.run(deal, talk, today)
    cast = people(society)
    lennart = next(seat for seat in deal.seats if seat.contact is cast["lennart"])
    turned = today - JONAS_TURNED_DAYS_AGO
    before = [(turned - earlier, "meeting", lennart) for earlier in (64, 50, 31, 17, 8)]
    for day, form, seat in before + turning(lennart, turned, today - 20):
        converse.touch(deal, talk, seat, day, form)
    seats = {seat.contact.index: seat for seat in deal.seats}
    for slot, lately in web.LATELY.items():
        for ago, form in lately:
            converse.touch(deal, talk, seats[cast[slot].index], today - ago, form)
    for moment in web.MOMENTS:
        _moment(deal, talk, seats, cast, moment, today)
    dice = Dice("record", deal.key)
    scribe.deal(deal, dice, today)
    for tie in web.ties(cast, today):
        scribe.line(tie, deal, deal.owner, dice)
    scribe.insights(web.learned(cast, today), deal, dice)


def _moment(
    deal: Deal, talk: Talk, seats: dict[int, Seat], cast: dict[str, Contact], moment: web.Moment, today: int
) -> None:
    ago, kind, direction, lead, others, subject, minutes, status = moment
    seat = seats[cast[lead].index]
    planned = status == "planned"
    presence = seat.contact.presence
    day = presence.next_day(today - ago) if planned else converse.previous_workday(seat, today - ago)
    at = presence.calendar.second(day, 30 * talk.dice.whole(19, 31))
    user, inbound = deal.owner, direction == "inbound"
    guests = [cast[name] for name in others]
    made: list[Part]
    if kind == "meeting":
        accepts = "no_answer" if planned and not inbound else "declined" if status == "cancelled" else "accepted"
        made = [theirs(seat.contact, "organizer" if inbound else "attendee", "accepted" if inbound else accepts)]
        made.append(ours(user, "attendee" if inbound else "organizer", "accepted"))
        if seat.contact.department in ("IT", "Data", "Security"):
            made.append(ours(deal.team[1], "attendee", "accepted"))
        made += [theirs(guest, "attendee", _answer(talk, seats, guest, day)) for guest in guests]
    elif kind == "call":
        made = [
            theirs(seat.contact, "caller" if inbound else "callee", "connected"),
            ours(user, "callee" if inbound else "caller"),
        ]
    else:
        made = [theirs(seat.contact, "from"), ours(user, "to"), *(theirs(guest, "cc") for guest in guests)]
    kind = "email" if kind == "mail" else kind
    delay = converse.previous_workday(seat, today - 5) * 86_400 + 36_000 - at if planned else minutes * 60 + 300
    talk.add(
        kind,
        direction,
        at,
        made,
        subject,
        thread=talk.next_thread(),
        status=status,
        minutes=minutes or None,
        delay=delay,
    )


def _answer(talk: Talk, seats: dict[int, Seat], guest: Contact, day: int) -> str:
    """As warm as the guest was that day."""
    seat = seats.get(guest.index)
    if seat is None or (seat.last_day is not None and day > seat.last_day):
        return "no_answer"
    return "accepted" if talk.dice.happens(manner(guest, seat.phase(day)).accept + 0.15) else "declined"
