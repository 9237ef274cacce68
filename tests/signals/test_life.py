"""The life of a signal, as laws: whatever is found and done in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coalition.judgement.signals.life import LIVE, SETTLES, STATES, WAVERS, Life, found_again, gone, raised, told
from coalition.judgement.signals.model import RANK

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
severities = st.sampled_from(sorted(RANK))
lives = st.builds(
    Life,
    state=st.sampled_from(STATES),
    severity=severities,
    since=st.integers(0, 60).map(lambda days: NOW - timedelta(days=days)),
    snoozed_until=st.none() | st.integers(-10, 10).map(lambda days: NOW + timedelta(days=days)),
    is_present=st.booleans(),
    closed_severity=severities,
)


@given(lives, severities)
def test_finding_a_cause_twice_is_finding_it_once(life: Life, severity: str) -> None:
    once = found_again(life, severity, NOW)
    assert found_again(once, severity, NOW) == once


@given(lives)
def test_nothing_stays_open_when_its_cause_is_gone(life: Life) -> None:
    after = gone(life, NOW)
    assert after.state not in LIVE
    assert not after.is_present
    assert gone(after, NOW + timedelta(days=1)) == after


@given(lives)
def test_a_dismissed_signal_is_never_resolved(life: Life) -> None:
    dismissed = replace(life, state="dismissed")
    assert gone(dismissed, NOW).state == "dismissed"


@given(severities, severities)
def test_a_dismissed_signal_comes_back_only_when_its_cause_grew_worse(before: str, after: str) -> None:
    dismissed = replace(raised(before, NOW), state="dismissed", closed_severity=before)
    again = found_again(dismissed, after, NOW)
    assert (again.state == "open") == (RANK[after] > RANK[before])


@given(severities, severities)
def test_a_dismissed_signal_comes_back_when_its_cause_went_away_and_came_again(before: str, after: str) -> None:
    dismissed = replace(raised(before, NOW), state="dismissed", closed_severity=before)
    assert found_again(gone(dismissed, NOW), after, NOW).state == "open"


def test_a_snoozed_signal_sleeps_until_its_time_and_no_longer() -> None:
    snoozed = replace(raised("high", NOW), state="snoozed", snoozed_until=NOW + timedelta(days=3))
    assert found_again(snoozed, "high", NOW + timedelta(days=2)).state == "snoozed"
    assert found_again(snoozed, "high", NOW + timedelta(days=3)).state == "open"


def test_what_was_done_gets_time_to_show() -> None:
    acted = replace(raised("medium", NOW), state="acted_on", closed_severity="medium")
    assert found_again(acted, "medium", NOW + SETTLES - timedelta(hours=1)).state == "acted_on"
    assert found_again(acted, "medium", NOW + SETTLES).state == "open"
    assert found_again(acted, "high", NOW).state == "open"


def test_a_cause_that_comes_again_opens_what_was_resolved() -> None:
    resolved = gone(raised("low", NOW), NOW + timedelta(days=1))
    again = found_again(resolved, "low", NOW + timedelta(days=9))
    assert again == Life("open", "low", NOW + timedelta(days=9), is_present=True, worst="low")


@given(st.lists(st.booleans(), min_size=2, max_size=80), st.integers(2, 10))
def test_a_cause_that_wavers_closes_once_at_most(days: list[bool], patience: int) -> None:
    """Of any run of days in which the cause is never gone for as long as the patience, a signal closes once at most."""
    days = _never_gone_long(days, patience)
    life, closed = raised("medium", NOW), 0
    for day, present in enumerate(days, 1):
        now, wavers = NOW + timedelta(days=day), timedelta(days=patience)
        after = found_again(life, "medium", now, wavers) if present else gone(life, now, wavers)
        closed += life.state == "open" and after.state == "resolved"
        life = after
    assert closed <= 1


def _never_gone_long(days: list[bool], patience: int) -> list[bool]:
    kept: list[bool] = []
    for present in days:
        kept.append(present or not any(kept[-patience + 1 :]) if len(kept) >= patience - 1 else present)
    return kept


def test_a_cause_that_wavered_closes_when_it_stayed_away() -> None:
    day = timedelta(days=1)
    life = gone(raised("medium", NOW), NOW + day)
    life = found_again(life, "medium", NOW + 2 * day)
    assert (life.state, life.wavers) == ("open", True)
    life = gone(life, NOW + 3 * day)
    assert life.state == "open"
    life = gone(life, NOW + 3 * day + WAVERS)
    assert (life.state, life.wavers, life.gone_since) == ("resolved", False, None)


@given(st.lists(severities, min_size=1, max_size=40))
def test_a_severity_that_goes_up_and_down_is_told_once(found: list[str]) -> None:
    life, worse = raised("low", NOW), 0
    for severity in found:
        after = found_again(life, severity, NOW)
        worse, life = worse + after.is_worse, told(after)
    assert worse <= 2
