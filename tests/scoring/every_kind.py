"""A history for the comparison of engines."""

from __future__ import annotations

import random

from coalition.scoring.tables import ScoringTables
from tests.scoring.histories import CONTACTS, History, meeting, our_mail, person, stakeholder, their_mail
from tests.scoring.histories import activity as one_activity


def every_kind() -> ScoringTables:
    """A random history in which every kind, role and response occurs, with lines, ranks and views."""
    chance = random.Random(5)
    steps = []
    for _ in range(220):
        who, ago, user = chance.choice(CONTACTS), chance.uniform(0.1, 300), chance.choice((1, 2))
        thread = chance.choice(("", "a", "b", "c"))
        deal = chance.choice((1, 1, None, 2))
        steps.append(our_mail(who, ago, user, thread=thread, opportunity_id=deal))
        if chance.random() < 0.6:
            steps.append(their_mail(who, ago * 0.97, user, thread=thread, opportunity_id=deal))
        if chance.random() < 0.2:
            answer = chance.choice(("accepted", "declined", "tentative", ""))
            status = chance.choice(("done", "rescheduled"))
            steps.append(meeting(who, ago, answer, status=status))
        if chance.random() < 0.3:
            others = chance.sample(CONTACTS, 3)
            people = [person(user=1, role="from"), *(person(other) for other in others)]
            steps.append((one_activity(days_ago=ago, direction="outbound"), people))
            people = [person(others[0], role="from"), person(others[1], role="cc"), person(user=2)]
            steps.append((one_activity(days_ago=ago * 0.9, direction="inbound"), people))
        if chance.random() < 0.1:
            viewer = person(who, role="viewer", response=chance.choice(("opened", "forwarded", "commented")))
            steps.append((one_activity("content", ago), [{**viewer, "seconds": 300}]))
    words = ("", "advocate", "neutral", "opposed")
    people = [
        stakeholder(
            contact,
            deal,
            sentiment=words[place],
            personas=",economic_buyer," if place == 1 else "",
            seniority=("executive", "", "director", "staff")[place],
            utc_offset_s=(0, 3600, -28800, 20700)[place],
        )
        for deal in (1, 2)
        for place, contact in enumerate(CONTACTS)
    ]
    lines = tuple(
        {"from_contact_id": a, "to_contact_id": b, "kind": kind, "strength": strength, "opportunity_id": deal}
        for a, b, kind, strength, deal in (
            (11, 12, "reports_to", None, None),
            (13, 12, "influences", 3, 1),
            (14, 13, "dotted", 1, None),
            (11, 14, "knows", None, None),
        )
    )
    users = tuple({"user_id": user, "seniority": rank} for user, rank in ((1, 2), (2, 5)))
    return History(stakeholders=tuple(people), lines=lines, users=users).plus(*steps).tables()
