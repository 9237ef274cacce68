"""Random histories for properties: a few people, a few months, everything that can happen in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from coalition.scoring import engine
from coalition.scoring.calendar import WEEKDAYS, Calendar
from coalition.scoring.settings import DEFAULT, ScoringSettings
from coalition.scoring.tables import Scores, ScoringTables, table_of

DAY_S = 86_400
#: 2024-02-29 12:00 UTC: a leap day.
NOW = 1_709_208_000
DEAL, OTHER_DEAL = 1, 2
CONTACTS = (11, 12, 13, 14)
USERS = (1, 2, 3)

Row = dict[str, Any]


@dataclass(frozen=True)
class History:
    """Rows as the record holds them. ``scores`` runs the product on them."""

    activities: tuple[Row, ...] = ()
    participants: tuple[Row, ...] = ()
    stakeholders: tuple[Row, ...] = ()
    lines: tuple[Row, ...] = ()
    users: tuple[Row, ...] = ()
    calendar: Calendar = field(default=WEEKDAYS)

    def touches(self) -> pa.Table:
        return engine.derive_touches(
            table_of("activities", list(self.activities)), table_of("participants", list(self.participants))
        )

    def tables(self) -> ScoringTables:
        return ScoringTables(
            stakeholders=table_of("stakeholders", list(self.stakeholders)),
            touches=self.touches(),
            lines=table_of("lines", list(self.lines)),
            users=table_of("users", list(self.users)),
            calendar=self.calendar,
        )

    def scores(self, at_s: int = NOW, settings: ScoringSettings = DEFAULT) -> Scores:
        return engine.score(self.tables(), at_s, settings)

    def people(self, at_s: int = NOW) -> dict[int, Row]:
        """Score rows of the deal by contact."""
        rows = self.scores(at_s).stakeholders.to_pylist()
        return {row["contact_id"]: row for row in rows if row["opportunity_id"] == DEAL}

    def plus(self, *added: tuple[Row, list[Row]]) -> History:
        """With further activities; their ids are made to fit."""
        free = max((a["id"] for a in self.activities), default=0) + 1
        activities, participants = list(self.activities), list(self.participants)
        for key, (activity, people) in enumerate(added, start=free):
            activities.append({**activity, "id": key})
            participants += [{**person, "activity_id": key} for person in people]
        return replace(self, activities=tuple(activities), participants=tuple(participants))


def stakeholder(contact: int, deal: int = DEAL, **fields: Any) -> Row:
    row: Row = dict.fromkeys(("persona", "personas", "seniority", "stage", "sentiment", "influence"), "")
    flags = ("purchasing_authority", "approval_power", "committee_member", "senior_for_decision", "sentiment_s")
    row |= dict.fromkeys(flags) | {"utc_offset_s": 0, "past_deals": 0, "past_deals_their_way": 0}
    return row | {"opportunity_id": deal, "contact_id": contact} | fields


def activity(kind: str = "email", days_ago: float = 1.0, **fields: Any) -> Row:
    at = NOW - int(days_ago * DAY_S)
    row: Row = {"kind": kind, "direction": "", "status": "done", "automatic": "", "thread": "", "opportunity_id": DEAL}
    return row | {"occurred_s": at, "recorded_s": at, "retracted_s": None} | fields


def person(contact: int | None = None, user: int | None = None, role: str = "to", response: str = "") -> Row:
    return {"contact_id": contact, "user_id": user, "role": role, "response": response, "seconds": None}


def our_mail(contact: int, days_ago: float, user: int = 1, **fields: Any) -> tuple[Row, list[Row]]:
    return activity(days_ago=days_ago, direction="outbound", **fields), [
        person(user=user, role="from"),
        person(contact),
    ]


def their_mail(contact: int, days_ago: float, user: int = 1, **fields: Any) -> tuple[Row, list[Row]]:
    return activity(days_ago=days_ago, direction="inbound", **fields), [
        person(contact, role="from"),
        person(user=user),
    ]


def meeting(contact: int, days_ago: float, response: str = "accepted", **fields: Any) -> tuple[Row, list[Row]]:
    people = [person(user=1, role="organizer"), person(contact, role="attendee", response=response)]
    return activity("meeting", days_ago, **fields), people


_ROLES = {
    "email": ("from", "to", "to", "cc"),
    "meeting": ("organizer", "attendee", "attendee"),
    "call": ("caller", "callee"),
    "content": ("viewer", "from"),
    "document": ("from", "to", "viewer"),
    "forward": ("from", "to"),
    "support": ("requester", "to"),
}
_RESPONSES = {
    "meeting": ("", "accepted", "declined", "tentative", "no_answer"),
    "call": ("", "connected", "voicemail", "no_answer"),
    "email": ("", "", "", "opened", "forwarded"),
}
_SEEN = ("", "opened", "forwarded", "commented", "answered")


@st.composite
def activities(draw: st.DrawFn) -> tuple[Row, list[Row]]:
    """One activity of any kind with up to five people."""
    kind = draw(st.sampled_from(sorted(_ROLES)))
    # Quarter days and a bit: never on the edge of a window, where the last digit of a float decides.
    occurred = NOW - draw(st.integers(-8, 1700)) * 21_600 - 137
    late = draw(st.sampled_from((0, 0, 0, 3 * DAY_S, 40 * DAY_S)))
    retracted = draw(st.sampled_from((None, None, None, None, occurred + late + 2 * DAY_S, NOW + DAY_S)))
    row = activity(
        kind,
        occurred_s=occurred,
        recorded_s=max(occurred, NOW - 400 * DAY_S) + late,
        retracted_s=retracted,
        direction=draw(st.sampled_from(("inbound", "outbound", "internal", ""))),
        status=draw(st.sampled_from(("done", "done", "done", "planned", "cancelled", "rescheduled"))),
        automatic=draw(st.sampled_from(("", "", "", "", "out_of_office", "bounce", "mailing_list"))),
        thread=draw(st.sampled_from(("", "a", "b"))),
        opportunity_id=draw(st.sampled_from((DEAL, DEAL, None, OTHER_DEAL))),
    )
    people = draw(st.lists(st.sampled_from((*CONTACTS, *USERS, None)), min_size=1, max_size=5))
    present = []
    for who in people:
        taking_part = person(
            contact=who if who in CONTACTS else None,
            user=who if who in USERS else None,
            role=draw(st.sampled_from(_ROLES[kind])),
            response=draw(st.sampled_from(_RESPONSES.get(kind, _SEEN))),
        )
        taking_part["seconds"] = draw(st.sampled_from((None, 30, 200, 900))) if kind == "content" else None
        present.append(taking_part)
    return row, present


_LINE_KINDS = ("influences", "reports_to", "dotted", "ally", "knows", "conflict")


@st.composite
def histories(draw: st.DrawFn, most: int = 25) -> History:
    people = [
        stakeholder(
            contact,
            deal,
            personas=draw(st.sampled_from(("", ",economic_buyer,", ",champion,coach,", ",technical_buyer,"))),
            seniority=draw(st.sampled_from(("", "executive", "director", "staff"))),
            sentiment=draw(st.sampled_from(("", "advocate", "neutral", "opposed"))),
            utc_offset_s=draw(st.sampled_from((0, 3600, -28800, 20700))),
            purchasing_authority=draw(st.sampled_from((None, 0, 1))),
            past_deals=3,
            past_deals_their_way=draw(st.integers(0, 3)),
        )
        for deal, contact in [*((DEAL, c) for c in CONTACTS), (OTHER_DEAL, CONTACTS[0])]
    ]
    pairs = draw(st.lists(st.tuples(st.sampled_from(CONTACTS), st.sampled_from(CONTACTS)), max_size=6, unique=True))
    lines = [
        {
            "from_contact_id": start,
            "to_contact_id": end,
            "kind": draw(st.sampled_from(_LINE_KINDS)),
            "strength": draw(st.sampled_from((None, 1, 3))),
            "opportunity_id": draw(st.sampled_from((None, DEAL, OTHER_DEAL))),
        }
        for start, end in pairs
        if start != end
    ]
    users = [{"user_id": user, "seniority": rank} for user, rank in zip(USERS, (1, 5, None), strict=True)]
    blank = History(stakeholders=tuple(people), lines=tuple(lines), users=tuple(users))
    return blank.plus(*draw(st.lists(activities(), max_size=most)))
