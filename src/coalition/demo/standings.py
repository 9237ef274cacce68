"""What ours are to theirs in the main deal, as its standing grid shows it: far with operations, not with finance."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from coalition.access.models import User
from coalition.demo import SOURCE, flagship_external_id
from coalition.demo.scribe import public_id
from coalition.record import history
from coalition.record.models import Contact, Standing, StandingLevel

_LEVELS = dict(zip("vcpt", StandingLevel.values, strict=True))

#: Theirs, ours, what they are, what they should become ("" is not assessed), and what it rests on.
_SAID = (
    ("Samuel Onyekachi", "Rosa Martín", "t", "t", "Calls before he decides."),
    ("Samuel Onyekachi", "Aksel Krogh", "p", "t", ""),
    ("Gideon Afolayan", "Rosa Martín", "c", "p", "Takes our figures into his own slides."),
    ("Gideon Afolayan", "Sara Lund", "v", "c", "They have met once."),
    ("Valter Ahlgren", "Sara Lund", "", "c", "Nobody of ours has his ear yet."),
    ("Sharada Venkatesan", "Aksel Krogh", "c", "p", "Asked him into the architecture board."),
    ("Lennart Voss", "Aksel Krogh", "v", "c", ""),
    ("Ilaria Bonetti", "Aksel Krogh", "p", "p", "They built the pilot together."),
    ("Chihiro Onodera", "Aksel Krogh", "p", "", ""),
    ("Shu-Fen Tsai", "Rosa Martín", "c", "p", ""),
)
_DAYS_AGO = 130


def write_standings(today: date) -> None:
    """The standings of the main deal, all said on one day after its review of the half year."""
    theirs = Contact.objects.filter(
        stakeholders__opportunity__source=SOURCE, stakeholders__opportunity__external_id=flagship_external_id
    )
    contacts = {contact.name: contact for contact in theirs}
    users = {user.name: user for user in User.objects.filter(source=SOURCE)}
    said_at = datetime.combine(today - timedelta(days=_DAYS_AGO), time(14, 10), UTC)
    for contact, user, current, desired, note in _SAID:
        row = Standing(
            uuid=public_id("standing", f"{user}/{contact}"),
            user=users[user],
            contact=contacts[contact],
            current=_LEVELS.get(current, ""),
            desired=_LEVELS.get(desired, ""),
            note=note,
            recorded_at=said_at,
            updated_at=said_at,
        )
        history.add(row, by=users["Rosa Martín"])
