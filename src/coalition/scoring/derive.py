"""From activities and participants to touches: everything about an interaction that no later question changes.

One row per activity and contact. Who led it, whether the contact acted, how a mail was answered: decided here once,
when the activity arrives, because pairing replies again at every scoring run costs two thirds of the run.
See docs/explanation/engagement.md for the table of what counts.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

import ibis

from coalition.scoring.codes import Automatic, Kind, Response, Role, Status, word_of
from coalition.scoring.expressions import Column, Table, flag
from coalition.scoring.tables import TOUCHES, unbound

#: A mail that comes later than this after ours is a new conversation, not an answer.
REPLY_WITHIN_DAYS = 30
_REPLY_WITHIN_S = REPLY_WITHIN_DAYS * 86_400
#: A 16-bit column; nobody writes to more people one by one.
_MOST = 32_767


@cache
def new_touches() -> Table:
    """One row per activity and contact of the unbound ``activities`` and ``participants``; mails not yet paired."""
    return interactions(unbound("activities"), unbound("participants")).select(*TOUCHES.names)


@cache
def paired_touches() -> Table:
    """The unbound ``touches``, their mails paired afresh. Bind whole conversations: a contact's mails in a thread."""
    return with_replies(unbound("touches")).select(*TOUCHES.names)


def interactions(activities: Table, participants: Table) -> Table:
    """Codes and flags per activity and contact. ``initiated`` is settled for meetings and calls, not yet for mails."""
    sides = _sides(participants)
    people = _people(participants)
    joined = people.join(activities, people.activity_id == activities.id).join(sides, "activity_id")
    coded = joined.mutate(
        kind=_code(joined.kind, Kind),
        status=_code(joined.status, Status),
        automatic=_code(joined.automatic, Automatic),
        thread=_thread_code(joined.thread),
        user_id=ibis.coalesce(joined.acting_user_id, joined.first_user_id),
        theirs=_small(joined.theirs),
        ours=_small(joined.ours),
        recipients=_small(
            ibis.ifelse(joined.kind == "email", ibis.greatest(joined.recipients, ibis.literal(1)), ibis.literal(1))
        ),
    )
    return _flags(coded)


def _sides(participants: Table) -> Table:
    """Per activity: who of which side acted, and how many took part."""
    p = participants
    acted = p.role.isin(["from", "organizer", "caller"])
    return p.group_by("activity_id").aggregate(
        acting_user_id=p.user_id.min(where=acted),
        acting_contact_id=p.contact_id.min(where=acted),
        first_user_id=p.user_id.min(),
        ours=p.user_id.nunique(),
        theirs=p.contact_id.nunique(),
        recipients=p.role.isin(["to", "cc"]).cast("int64").sum(),
        user_connected=((p.response == "connected") & p.user_id.notnull()).cast("int16").max(),
    )


def _people(participants: Table) -> Table:
    """Per activity and contact: somebody listed twice (to and cc) is one person, in the more telling role."""
    p = participants.filter(participants.contact_id.notnull())
    p = p.mutate(role=_code(p.role, Role), response=_code(p.response, Response))
    named = p.filter(p.role > 0).group_by(["activity_id", "contact_id"]).aggregate(role=p.role.min())
    rest = p.group_by(["activity_id", "contact_id"]).aggregate(response=p.response.max(), content_s=p.seconds.max())
    joined = rest.left_join(named, ["activity_id", "contact_id"])
    return joined.select(
        "activity_id", "contact_id", "response", "content_s", role=ibis.coalesce(joined.role, ibis.literal(0, "int16"))
    )


def _flags(t: Table) -> Table:
    """Seller-led, two-way and the other flags: the table of SCORING 0, row by row."""
    written = t.automatic == Automatic.NONE
    held = t.status.isin([Status.DONE, Status.NONE])
    mail, meeting, call = t.kind == Kind.EMAIL, t.kind == Kind.MEETING, t.kind == Kind.CALL
    content = t.kind.isin([Kind.CONTENT, Kind.DOCUMENT])
    # A CRM often logs a meeting or a call without saying whose it was: it is the seller's log, so it is ours.
    logged = (t.direction == "outbound") | ((t.direction == "") & t.kind.isin([Kind.MEETING, Kind.CALL, Kind.DOCUMENT]))
    by_ours = t.acting_user_id.notnull() | (t.acting_contact_id.isnull() & logged)
    to_us = (t.direction == "inbound") | ((t.direction == "") & (t.ours > 0))

    forwarded = (t.response == Response.FORWARDED) | (
        (t.kind == Kind.FORWARD) & ~t.role.isin([Role.TO, Role.CC, Role.ATTENDEE, Role.CALLEE])
    )
    commented = t.response == Response.COMMENTED
    connected = (
        (t.response == Response.CONNECTED)
        | ((t.response == Response.NONE) & (t.user_connected == 1))
        | ((t.role == Role.CALLER) & (t.response == Response.NONE))
    )
    viewed = (t.response == Response.OPENED) | ((t.response == Response.NONE) & (t.role == Role.VIEWER))
    acted = ibis.or_(
        mail & (t.role == Role.FROM) & to_us,
        meeting & ((t.role == Role.ORGANIZER) | (t.response == Response.ACCEPTED)),
        call & connected,
        content & (viewed | commented),
        (t.kind == Kind.SUPPORT)
        & (t.role.isin([Role.REQUESTER, Role.FROM]) | t.response.isin([Response.OPENED, Response.ANSWERED])),
        forwarded,
    )
    return t.mutate(
        seller_led=flag(by_ours & written & held & t.kind.isin([Kind.EMAIL, Kind.MEETING, Kind.CALL, *_SENT])),
        two_way=flag(acted & written & held),
        forwarded=flag(forwarded & written & held),
        commented=flag(commented & written & held),
        initiated=flag((meeting & (t.role == Role.ORGANIZER) | call & (t.role == Role.CALLER)) & written & held),
        replied_after_s=ibis.null("int64"),
        reply_recorded_s=ibis.null("int64"),
        reply_latency_s=ibis.null("int64"),
    )


_SENT = (Kind.CONTENT, Kind.DOCUMENT)


def with_replies(t: Table) -> Table:
    """Adds how our mails were answered and theirs answer ours: per thread and contact, the next mail of the contact.

    A window counts the contact's mails; a mail of ours that stands after ``n`` of them is answered by number ``n + 1``.
    Mails without a thread make one conversation per contact.
    """
    mails = t.filter((t.kind == Kind.EMAIL) & t.retracted_s.isnull() & ((t.two_way == 1) | (t.seller_led == 1))).select(
        "contact_id", "thread", "occurred_s", "activity_id", "recorded_s", "two_way"
    )
    so_far = ibis.window(
        group_by=["contact_id", "thread"], order_by=["occurred_s", "activity_id"], preceding=None, following=0
    )
    turns = mails.mutate(turn=mails.two_way.sum().over(so_far))
    theirs = turns.filter(turns.two_way == 1)
    ours = turns.filter(turns.two_way == 0)

    answer = theirs.select(
        "contact_id", "thread", turn=theirs.turn - 1, answered_s=theirs.occurred_s, answer_recorded_s=theirs.recorded_s
    )
    sent = ours.left_join(answer, ["contact_id", "thread", "turn"])
    wait = sent.answered_s - sent.occurred_s
    sent = sent.filter(wait <= _REPLY_WITHIN_S).select(
        "contact_id", "activity_id", replied_after_s=wait, reply_recorded_s="answer_recorded_s"
    )
    last_sent = ours.group_by(["contact_id", "thread", "turn"]).aggregate(sent_s=ours.occurred_s.max())
    got = theirs.mutate(turn=theirs.turn - 1).inner_join(last_sent, ["contact_id", "thread", "turn"])
    latency = got.occurred_s - got.sent_s
    got = got.filter(latency <= _REPLY_WITHIN_S).select("contact_id", "activity_id", reply_latency_s=latency)

    # The first mail this contact took part in opens the thread; without a thread, a mail that answers nothing does.
    threads = mails.filter(mails.thread != 0)
    place = ibis.row_number().over(
        ibis.window(group_by=["contact_id", "thread"], order_by=["occurred_s", "activity_id"])
    )
    opening = threads.mutate(place=place)
    opening = opening.filter(opening.place == 0).select("contact_id", "activity_id", opens=ibis.literal(1, "int16"))

    joined = t.drop("replied_after_s", "reply_recorded_s", "reply_latency_s")
    for found in (sent, got, opening):
        joined = joined.left_join(found, ["contact_id", "activity_id"]).drop("contact_id_right", "activity_id_right")
    own_mail = (joined.kind == Kind.EMAIL) & (joined.two_way == 1) & joined.retracted_s.isnull()
    begins = ibis.ifelse(joined.thread == 0, joined.reply_latency_s.isnull(), joined.opens.notnull())
    return joined.mutate(initiated=ibis.ifelse(joined.kind == Kind.EMAIL, flag(own_mail & begins), joined.initiated))


def _thread_code(thread: Column) -> Column:
    """60 bits of the thread's MD5: small in the row, the same in every engine and version; 0 for no thread."""
    number = (ibis.literal("0x") + thread.hexdigest("md5").substr(0, 15)).cast("int64")
    return ibis.ifelse(thread == "", ibis.literal(0, "int64"), number)


def _code(word: Column, codes: type[IntEnum]) -> Column:
    """The number of a word of the record; a word we do not know is 0, which counts as nothing."""
    return ibis.cases(
        *[(word == word_of(code), ibis.literal(int(code), "int16")) for code in codes if word_of(code)],
        else_=ibis.literal(0, "int16"),
    )


def _small(number: Column) -> Column:
    return ibis.least(number, ibis.literal(_MOST, "int64")).cast("int16")
