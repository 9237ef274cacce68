"""What real records bring: leap days, clock changes, long threads, empty deals, crowds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.scoring import engine
from coalition.scoring.calendar import WEEKDAYS, Calendar
from coalition.scoring.settings import DEFAULT, EngagementSettings, ScoringSettings, SettingsError
from coalition.scoring.tables import ScoringTables, table_of
from tests.scoring.histories import (
    CONTACTS,
    DAY_S,
    NOW,
    History,
    activity,
    histories,
    meeting,
    our_mail,
    person,
    stakeholder,
    their_mail,
)

FEW = settings(max_examples=10, deadline=None)
WHO = CONTACTS[0]


def alone(**fields: object) -> History:
    return History(stakeholders=(stakeholder(WHO, **fields),))


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_a_leap_day_is_a_day_like_any_other() -> None:
    """Twenty-one days from 8 February 2024 end on 29 February, with the day counted; a second later it is over."""
    act = activity("meeting", occurred_s=seconds("2024-02-08T12:00:00"), recorded_s=0)
    people = [person(user=1, role="organizer"), person(WHO, role="attendee", response="accepted")]
    history = alone().plus((act, people))
    assert history.people(seconds("2024-02-29T12:00:00"))[WHO]["engagement_level"] == "engaged"
    assert history.people(seconds("2024-02-29T12:00:01"))[WHO]["engagement_level"] == "lapsed"


def test_days_are_those_of_the_contact() -> None:
    """23:30 and 00:30 UTC are one evening in Los Angeles and two days in London."""
    at = seconds("2024-02-20T00:30:00")
    acts = []
    for moment in (at - 3600, at, at - 5 * DAY_S):
        row = activity("meeting", occurred_s=moment, recorded_s=moment)
        acts.append((row, [person(user=1, role="organizer"), person(WHO, role="attendee", response="accepted")]))
    assert alone().plus(*acts).people()[WHO]["two_way_days"] == 3
    assert alone(utc_offset_s=-8 * 3600).plus(*acts).people()[WHO]["two_way_days"] == 2


def test_an_hour_of_summer_time_moves_no_reply() -> None:
    """Waits are differences of UTC seconds: 31 March 2024 had 23 hours in Berlin; one hour is one hour."""
    sent = seconds("2024-03-31T00:30:00")
    history = alone().plus(
        our_mail(WHO, 0, thread="a", occurred_s=sent, recorded_s=sent),
        their_mail(WHO, 0, thread="a", occurred_s=sent + 3600, recorded_s=sent + 3600),
    )
    waits = [row["replied_after_s"] for row in history.touches().to_pylist() if row["seller_led"]]
    assert waits == [3600]


def test_a_thread_of_five_hundred_mails_is_one_conversation() -> None:
    turns = [our_mail if number % 2 else their_mail for number in range(500)]
    mails = [mail(WHO, 250 - number / 2, thread="long") for number, mail in enumerate(turns)]
    rows = sorted(alone().plus(*mails).touches().to_pylist(), key=lambda row: row["occurred_s"])
    assert sum(row["initiated"] for row in rows) == 1
    assert [row["replied_after_s"] for row in rows if row["seller_led"]][:-1] == [DAY_S // 2] * 249
    assert alone().plus(*mails).people()[WHO]["engagement_score"] > 99


def test_a_deal_with_no_people_has_no_rows_and_a_person_with_no_activity_is_absent() -> None:
    empty = engine.score(ScoringTables(table_of("stakeholders", []), table_of("touches", [])), NOW)
    assert (empty.stakeholders.num_rows, empty.ties.num_rows, empty.deals.num_rows) == (0, 0, 0)
    row = alone().people()[WHO]
    assert row["engagement_level"] == "absent"
    assert row["engagement_score"] == 0
    assert row["sentiment_score"] is None
    assert row["influence_assumed"]


def test_three_hundred_people_on_one_deal() -> None:
    people = tuple(stakeholder(number) for number in range(1, 301))
    mails = [their_mail(number, number % 40 + 1) for number in range(1, 301)]
    crowd = [person(user=1, role="from"), *(person(number) for number in range(1, 301))]
    history = History(stakeholders=people).plus(*mails, (activity(days_ago=1, direction="outbound"), crowd))
    scores = history.scores()
    assert scores.stakeholders.num_rows == 300
    assert max(scores.stakeholders["peers"].to_pylist()) == 0  # a mail to three hundred is an announcement
    assert scores.deals["people"].to_pylist() == [300]


def test_effective_threads_count_those_who_carry_the_deal() -> None:
    people = tuple(stakeholder(contact) for contact in CONTACTS)
    even = [step for who in CONTACTS[:2] for step in (our_mail(who, 3), their_mail(who, 2))]
    history = History(stakeholders=people).plus(*even)
    assert history.scores().deals["effective_threads"].to_pylist() == [pytest.approx(2.0)]
    lopsided = history.plus(*(their_mail(CONTACTS[0], day) for day in (1, 4, 5, 6, 7, 8, 9)))
    assert 1.0 < lopsided.scores().deals["effective_threads"].to_pylist()[0] < 1.5


def test_an_activity_on_another_deal_is_presence_only() -> None:
    elsewhere = alone().plus(meeting(WHO, 3, opportunity_id=2), their_mail(WHO, 2, opportunity_id=2))
    row = elsewhere.people()[WHO]
    assert (row["engagement_level"], row["engagement_score"]) == ("present", 0.0)
    on_the_account = alone().plus(meeting(WHO, 3, opportunity_id=None))
    assert on_the_account.people()[WHO]["engagement_level"] == "engaged"


def test_automatic_mail_is_presence_at_most() -> None:
    for automatic in ("out_of_office", "bounce", "calendar", "mailing_list"):
        row = alone().plus(their_mail(WHO, 2, automatic=automatic), our_mail(WHO, 1)).people()[WHO]
        assert row["engagement_level"] == "present"


def test_weekends_and_holidays_are_not_open() -> None:
    monday = seconds("2024-01-01T00:00:00")
    assert WEEKDAYS.open_days(monday, monday + 7 * DAY_S) == 5
    assert WEEKDAYS.open_days(monday + DAY_S // 2, monday + DAY_S) == 0.5
    new_year = Calendar(days_off=frozenset({monday // DAY_S}))
    assert new_year.open_days(monday, monday + 7 * DAY_S) == 4


def test_settings_are_named_by_their_values_and_refused_all_at_once() -> None:
    assert ScoringSettings().version == DEFAULT.version
    changed = ScoringSettings(engagement=EngagementSettings(half_life_days=45.0))
    assert changed.version != DEFAULT.version
    assert ScoringSettings.from_dict(changed.as_dict()) == changed
    with pytest.raises(SettingsError) as refused:
        ScoringSettings(engagement=EngagementSettings(half_life_days=0, present_days=10))
    assert set(refused.value.problems) == {"engagement.half_life_days", "engagement.engaged_days"}
    with pytest.raises(SettingsError, match=r"engagement\.speed: no such setting"):
        ScoringSettings.from_dict({"engagement": {"speed": 3}})
    row = alone().plus(their_mail(WHO, 30.0)).scores(settings=changed)
    assert row.settings_version == changed.version


@FEW
@given(histories(), st.integers(-900, 900))
def test_leap_days_and_clock_changes_move_nothing_by_whole_days(history: History, moved_days: int) -> None:
    """Over five years of leap days and clock changes: the same history, so many days later, is the same to us."""
    shift_s = moved_days * DAY_S
    keys = ("occurred_s", "recorded_s", "retracted_s")
    moved = tuple({**a, **{key: a[key] and a[key] + shift_s for key in keys}} for a in history.activities)
    later = replace(history, activities=moved, calendar=replace(history.calendar, shift_s=shift_s))
    before, after = history.people(), later.people(NOW + shift_s)
    for contact, row in before.items():
        assert after[contact]["engagement_level"] == row["engagement_level"]
        assert after[contact]["two_way_days"] == row["two_way_days"]
        assert after[contact]["behaviour_score"] == pytest.approx(row["behaviour_score"], abs=1e-6)


@FEW
@given(histories(), st.integers(1, 60))
def test_however_many_mails_of_a_thread_we_send_in_a_day_we_asked_once(history: History, count: int) -> None:
    burst = [our_mail(WHO, 5.5 - number / 10_000, thread="burst") for number in range(count)]
    before, after = history.people()[WHO], history.plus(*burst).people()[WHO]
    assert after["sent_recent"] == before["sent_recent"] + 1


@FEW
@given(histories(), st.integers(1, 300))
def test_people_with_no_activity_change_nobody_elses_engagement_or_behaviour(history: History, count: int) -> None:
    crowd = tuple(stakeholder(1000 + number) for number in range(count))
    before = history.people()
    after = replace(history, stakeholders=(*history.stakeholders, *crowd)).people()
    assert len(after) == len(before) + count
    for contact, row in before.items():
        for name in ("engagement_level", "engagement_score", "behaviour_score", "behaviour_confidence"):
            assert after[contact][name] == pytest.approx(row[name], abs=1e-9)
    assert all(after[each["contact_id"]]["engagement_level"] == "absent" for each in crowd)
