"""The difference between two moments: exact, net, and with the cause that counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.difference import Step, Version, difference, steps_between
from coalition.judgement.moments import moment_named

START = datetime(2026, 6, 1, 9, tzinfo=UTC)
FIELDS = ("sentiment", "title")
values = st.fixed_dictionaries(
    {"sentiment": st.sampled_from(["", "neutral", "opposed"]), "title": st.sampled_from("ab")}
)
hours = st.integers(0, 12)
pasts = st.lists(st.tuples(hours, st.none() | values), max_size=8).map(
    lambda rows: [
        Version(START + timedelta(hours=hour), value, by) for by, (hour, value) in enumerate(sorted_by_hour(rows))
    ]
)


def sorted_by_hour(rows: list[tuple[int, dict[str, str] | None]]) -> list[tuple[int, dict[str, str] | None]]:
    return sorted(rows, key=lambda row: row[0])


def state(past: list[Version], hour: int) -> dict[str, object] | None:
    """The slow way: replay every version up to the moment."""
    held = None
    for version in past:
        if version.at <= START + timedelta(hours=hour):
            held = version.values
    return dict(held) if held is not None else None


def told(past: list[Version], since: int, until: int) -> list[Step]:
    return difference(past, START + timedelta(hours=since), START + timedelta(hours=until), FIELDS)


@given(pasts, hours, hours)
def test_the_difference_turns_the_earlier_state_into_the_later(past: list[Version], one: int, two: int) -> None:
    since, until = sorted((one, two))
    before, after = state(past, since), state(past, until)
    steps = told(past, since, until)
    if before is None or after is None:
        expected = [] if before is None and after is None else ["left" if after is None else "joined"]
        assert [step.what for step in steps] == expected
        return
    assert all(step.what == "changed" and step.before == before[step.field] for step in steps)
    assert before | {step.field: step.after for step in steps} == after
    assert {step.field for step in steps} == {name for name in FIELDS if before[name] != after[name]}


@given(pasts, hours, hours)
def test_the_steps_on_the_way_lead_from_the_earlier_state_to_the_later(past: list[Version], one: int, two: int) -> None:
    since, until = sorted((one, two))
    held = state(past, since)
    for step in steps_between(past, START + timedelta(hours=since), START + timedelta(hours=until), FIELDS):
        if step.what == "changed":
            assert held is not None and held[step.field] == step.before != step.after
            held = held | {step.field: step.after}
        else:
            assert (held is None) == (step.what == "joined")
            held = None if step.cause.values is None else dict(step.cause.values)
    assert held == state(past, until)


@given(pasts, hours, hours)
def test_the_cause_lies_in_the_time_and_brought_what_holds_at_its_end(past: list[Version], one: int, two: int) -> None:
    since, until = sorted((one, two))
    for step in told(past, since, until):
        cause = step.cause
        assert START + timedelta(hours=since) < cause.at <= START + timedelta(hours=until)
        later = [version for version in past[past.index(cause) :] if version.at <= START + timedelta(hours=until)]
        if step.what == "left":
            assert all(version.values is None for version in later)
        elif step.what == "joined":
            assert all(version.values is not None for version in later)
        else:
            assert all((version.values or {}).get(step.field) == step.after for version in later)


@given(pasts, hours, hours, hours)
def test_what_is_recorded_later_changes_no_difference_of_the_past(
    past: list[Version], one: int, two: int, extra: int
) -> None:
    since, until = sorted((one, two))
    later = Version(START + timedelta(hours=until, minutes=1 + extra), {"sentiment": "opposed", "title": "z"})
    assert told([*past, later], since, until) == told(past, since, until)


def test_who_once_said_the_same_is_not_the_cause() -> None:
    def said(hour: int, word: str, by: int) -> Version:
        return Version(START + timedelta(hours=hour), {"sentiment": word, "title": "a"}, by)

    past = [said(0, "neutral", 1), said(2, "opposed", 2), said(3, "neutral", 3), said(4, "opposed", 4)]
    (step,) = told(past, 1, 5)
    assert (step.before, step.after, step.cause.by) == ("neutral", "opposed", 4)


# 2026-06-05 is a Friday, and in Oslo it is already Saturday at 23:30 UTC.
FRIDAY = datetime(2026, 6, 5, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-06-05T12:30:00+00:00"),
        ("today", "2026-06-05T00:00:00+00:00"),
        ("Friday", "2026-05-29T00:00:00+00:00"),
        ("thursday", "2026-06-04T00:00:00+00:00"),
        ("saturday", "2026-05-30T00:00:00+00:00"),
        ("this-week", "2026-06-01T00:00:00+00:00"),
        ("last-week", "2026-05-25T00:00:00+00:00"),
        ("last-month", "2026-05-01T00:00:00+00:00"),
        ("10-days", "2026-05-26T12:30:00+00:00"),
        ("3-hours", "2026-06-05T09:30:00+00:00"),
        ("2026-06-03", "2026-06-03T00:00:00+00:00"),
        ("2026-06-03T14:00+02:00", "2026-06-03T12:00:00+00:00"),
        ("2026-06-03T14:00", "2026-06-03T14:00:00+00:00"),
    ],
)
def test_moments_are_named_as_people_name_them(text: str, expected: str) -> None:
    assert moment_named(text, FRIDAY, UTC).isoformat() == expected


def test_a_day_is_the_day_of_whoever_asks_and_ends_at_its_end() -> None:
    late = FRIDAY.replace(hour=23, minute=30)
    oslo = ZoneInfo("Europe/Oslo")
    assert moment_named("friday", late, oslo).isoformat() == "2026-06-04T22:00:00+00:00"
    assert moment_named("2026-06-03", late, oslo, end=True).isoformat() == "2026-06-03T22:00:00+00:00"


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-02-30", "9999-12-31T23:59:59", "0001-01-01", "99999-days", "١-days"]
)
def test_what_is_no_moment_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"[Gg]ive"):
        moment_named(text, FRIDAY, UTC)
