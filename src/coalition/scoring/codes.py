"""The integer codes of the narrow scoring tables, and the words of the record they stand for.

Codes are stored, so a number is never reused or renumbered; new words get new numbers.
"""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    EMAIL = 1
    MEETING = 2
    CALL = 3
    CONTENT = 4
    DOCUMENT = 5
    FORWARD = 6
    SUPPORT = 7


class Role(IntEnum):
    NONE = 0
    FROM = 1
    TO = 2
    CC = 3
    ORGANIZER = 4
    ATTENDEE = 5
    CALLER = 6
    CALLEE = 7
    VIEWER = 8
    REQUESTER = 9


class Response(IntEnum):
    NONE = 0
    ACCEPTED = 1
    DECLINED = 2
    TENTATIVE = 3
    NO_ANSWER = 4
    CONNECTED = 5
    VOICEMAIL = 6
    OPENED = 7
    FORWARDED = 8
    COMMENTED = 9
    ANSWERED = 10


class Status(IntEnum):
    NONE = 0
    DONE = 1
    PLANNED = 2
    CANCELLED = 3
    RESCHEDULED = 4


class Automatic(IntEnum):
    """What no person wrote. ``NONE`` is a person's own doing."""

    NONE = 0
    OUT_OF_OFFICE = 1
    BOUNCE = 2
    CALENDAR = 3
    MAILING_LIST = 4


#: Engagement levels, lowest first: the position is the order of rank.
ENGAGEMENT_LEVELS = ("absent", "present", "lapsed", "engaged", "deep")

#: Parts of the engagement score, in the order they are added up.
ENGAGEMENT_PARTS = ("meeting", "call", "email", "forward", "comment", "view", "support")


def word_of(code: IntEnum) -> str:
    """The record's word for a code; ``NONE`` is the empty string there."""
    return "" if code.name == "NONE" else code.name.lower()
