"""Every score can be followed down to the activities it rests on."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from coalition.scoring.explain import explain
from tests.scoring.histories import (
    CONTACTS,
    DEAL,
    NOW,
    History,
    histories,
    meeting,
    our_mail,
    person,
    stakeholder,
    their_mail,
)
from tests.scoring.histories import activity as one_activity


@settings(max_examples=8, deadline=None)
@given(histories())
def test_the_points_of_the_activities_add_up_to_engagement(history: History) -> None:
    tables, rows = history.tables(), history.people()
    for contact in CONTACTS[:2]:
        records = explain("engagement", tables, DEAL, contact, NOW)
        points = math.fsum(record.points or 0.0 for record in records)
        assert points == pytest.approx(rows[contact]["engagement_score"])


def test_each_record_says_what_it_counted_as() -> None:
    group = [person(user=1, role="from"), *(person(contact) for contact in CONTACTS[:3])]
    history = History(stakeholders=(stakeholder(CONTACTS[0]),)).plus(
        our_mail(CONTACTS[0], 9, thread="a"),
        their_mail(CONTACTS[0], 8, thread="a"),
        meeting(CONTACTS[0], 5, "declined"),
        (one_activity(days_ago=3, direction="outbound", automatic=""), group),
        our_mail(CONTACTS[0], 2, thread="b", opportunity_id=2),
    )

    def said(score: str) -> list[str]:
        return [record.counts_as for record in explain(score, history.tables(), DEAL, CONTACTS[0], NOW)]

    assert said("engagement") == ["presence, on another deal", "led by us", "led by us", "email", "led by us"]
    assert said("sentiment") == [
        "recent: our mail, not answered",
        "recent: invited, not accepted",
        "recent: their own act",
        "recent: our mail, answered",
    ]
    assert said("influence") == ["addressed together with 2 of theirs"]


def test_a_score_nobody_makes_is_refused() -> None:
    with pytest.raises(ValueError, match="engagement, sentiment, influence"):
        explain("luck", History().tables(), DEAL, 1, NOW)
