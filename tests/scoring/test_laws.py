"""The laws of SCORING, each a property against the real expressions."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.scoring.codes import ENGAGEMENT_LEVELS
from tests.scoring.histories import (
    CONTACTS,
    DAY_S,
    DEAL,
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
days = st.floats(0.1, 29.0)
SLACK = 1e-9


def rank(row: dict[str, Any]) -> int:
    return ENGAGEMENT_LEVELS.index(row["engagement_level"])


def settled(history: History) -> History:
    """Without what comes to light, or is taken back, after now."""
    past = tuple(
        {**a, "retracted_s": None, "recorded_s": a["occurred_s"]} for a in history.activities if a["occurred_s"] <= NOW
    )
    return replace(history, activities=past)


acts = st.one_of(
    st.builds(their_mail, st.just(WHO), days),
    st.builds(meeting, st.just(WHO), days),
    st.builds(
        lambda ago, response: (activity("content", ago), [person(WHO, role="viewer", response=response)]),
        days,
        st.sampled_from(("opened", "forwarded", "commented")),
    ),
)


# Engagement


@FEW
@given(histories(), acts)
def test_more_of_their_own_action_never_lowers_engagement(history: History, act: Any) -> None:
    before, after = history.people()[WHO], history.plus(act).people()[WHO]
    assert after["engagement_score"] >= before["engagement_score"] - SLACK
    assert rank(after) >= rank(before)


@FEW
@given(histories(), st.lists(days, min_size=1, max_size=4))
def test_our_own_unanswered_mail_never_raises_engagement(history: History, ago: list[float]) -> None:
    more = history.plus(*(our_mail(WHO, each, thread=f"new-{each}") for each in ago))
    assert more.people()[WHO]["engagement_score"] <= history.people()[WHO]["engagement_score"] + SLACK


@FEW
@given(histories(), st.floats(0.01, 200))
def test_with_no_new_activity_engagement_only_falls(history: History, days_later: float) -> None:
    quiet = settled(history)
    now, later = quiet.people(), quiet.people(NOW + int(days_later * DAY_S))
    for contact in CONTACTS:
        assert later[contact]["engagement_score"] <= now[contact]["engagement_score"] + SLACK
        assert rank(later[contact]) <= rank(now[contact])


@FEW
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_arrive_changes_nothing(history: History, random: Any) -> None:
    shuffled = replace(
        history,
        activities=tuple(random.sample(history.activities, len(history.activities))),
        participants=tuple(random.sample(history.participants, len(history.participants))),
        stakeholders=tuple(random.sample(history.stakeholders, len(history.stakeholders))),
        lines=tuple(random.sample(history.lines, len(history.lines))),
    )
    assert_equal(shuffled.people(), history.people())


@FEW
@given(histories())
def test_parts_add_up_to_their_score_exactly(history: History) -> None:
    for row in history.people().values():
        for score, total in (("engagement", "engagement_score"), ("influence", "influence_score")):
            assert _sum(row, score) == row[total]
        if row["behaviour_score"] is not None:
            assert _sum(row, "sentiment") == row["behaviour_score"]
        assert row["trend"][-1] == pytest.approx(row["engagement_score"])


# Sentiment


@FEW
@given(histories(), st.lists(days, min_size=1, max_size=5))
def test_our_unanswered_mails_never_raise_sentiment(history: History, ago: list[float]) -> None:
    more = history.plus(*(our_mail(WHO, each, thread=f"new-{each}") for each in ago))
    assert not raised(history.people()[WHO], more.people()[WHO])


@FEW
@given(histories(), st.floats(10, 25), st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_a_slower_or_a_missing_answer_never_raises_sentiment(
    history: History, asked: float, quick: float, slow: float
) -> None:
    quick, slow = sorted((quick, slow))

    def answered(share_of_time: float) -> History:
        return history.plus(
            our_mail(WHO, asked, thread="asked"), their_mail(WHO, asked * (1 - share_of_time), thread="asked")
        )

    best, worse = answered(quick).people()[WHO], answered(slow).people()[WHO]
    never = history.plus(our_mail(WHO, asked, thread="asked")).people()[WHO]
    assert not raised(best, worse)
    assert _sum(never, "sentiment") <= _sum(worse, "sentiment") + SLACK


@FEW
@given(histories(), st.integers(-(10**7), 10**7))
def test_shifting_all_times_by_a_constant_changes_no_sentiment(history: History, shift_s: int) -> None:
    moved = tuple(
        {
            **a,
            "occurred_s": a["occurred_s"] + shift_s,
            "recorded_s": a["recorded_s"] + shift_s,
            "retracted_s": None if a["retracted_s"] is None else a["retracted_s"] + shift_s,
        }
        for a in history.activities
    )
    shifted = replace(history, activities=moved, calendar=replace(history.calendar, shift_s=shift_s))
    before, after = history.people(), shifted.people(NOW + shift_s)
    for contact in CONTACTS:
        for name in ("behaviour_score", "behaviour_confidence", "sentiment_score", "engagement_score"):
            assert after[contact][name] == pytest.approx(before[contact][name], abs=1e-6)


def test_too_little_to_go_by_is_unknown_and_never_zero() -> None:
    history = History(stakeholders=(stakeholder(WHO),)).plus(our_mail(WHO, 5.0), their_mail(WHO, 4.0))
    row = history.people()[WHO]
    assert row["behaviour_confidence"] < 0.25
    assert row["behaviour_score"] is None
    assert row["sentiment_score"] is None
    assert row["sentiment"] is None


def test_a_rosy_view_against_cold_behaviour_is_overruled_and_raised_as_a_signal() -> None:
    warm = [step for ago in range(35, 200, 8) for step in (our_mail(WHO, ago), their_mail(WHO, ago - 0.2))]
    cold = [our_mail(WHO, ago, thread=f"cold-{ago}") for ago in (26, 21, 15, 9)]
    history = History(stakeholders=(stakeholder(WHO, sentiment="advocate"),)).plus(*warm, *cold)
    row = history.people()[WHO]
    assert row["diverges"]
    assert row["sentiment_source"] == "behaviour"
    assert row["sentiment_score"] == row["behaviour_score"] < 0


# Influence


@FEW
@given(histories(), st.lists(acts, min_size=1, max_size=4))
def test_nothing_they_do_towards_us_changes_influence(history: History, added: list[Any]) -> None:
    before, after = history.people(), history.plus(*added).people()
    for contact in CONTACTS:
        assert after[contact]["influence_score"] == before[contact]["influence_score"]


@FEW
@given(histories(), st.floats(1, 2000))
def test_silence_does_not_lower_influence(history: History, days_later: float) -> None:
    quiet = settled(history)
    now, later = quiet.people(), quiet.people(NOW + int(days_later * DAY_S))
    for contact in CONTACTS:
        assert later[contact]["influence_score"] == pytest.approx(now[contact]["influence_score"])


@FEW
@given(histories(), st.sampled_from(CONTACTS[1:]), st.sampled_from((None, 1, 2, 3)))
def test_one_more_influence_line_over_somebody_never_lowers_influence(
    history: History, over: int, strength: int | None
) -> None:
    line = {"from_contact_id": WHO, "to_contact_id": over, "kind": "influences", "strength": strength}
    drawn = replace(history, lines=(*history.lines, {**line, "opportunity_id": DEAL}))
    assert drawn.people()[WHO]["influence_score"] >= history.people()[WHO]["influence_score"] - SLACK


@FEW
@given(histories(), st.permutations(CONTACTS))
def test_relabelling_people_changes_nothing(history: History, others: list[int]) -> None:
    name = dict(zip(CONTACTS, others, strict=True))
    renamed = replace(
        history,
        participants=tuple({**p, "contact_id": name.get(p["contact_id"])} for p in history.participants),
        stakeholders=tuple({**s, "contact_id": name[s["contact_id"]]} for s in history.stakeholders),
        lines=tuple(
            {**x, "from_contact_id": name[x["from_contact_id"]], "to_contact_id": name[x["to_contact_id"]]}
            for x in history.lines
        ),
    )
    before, after = history.people(), renamed.people()
    assert_equal({contact: after[name[contact]] for contact in CONTACTS}, before, but=("contact_id",))


def test_friendship_and_acquaintance_give_nobody_influence() -> None:
    people = tuple(stakeholder(contact) for contact in CONTACTS)
    kinds = ("ally", "knows", "conflict")
    lines = tuple(
        {"from_contact_id": a, "to_contact_id": b, "kind": kind, "strength": 3, "opportunity_id": None}
        for kind in kinds
        for a in CONTACTS
        for b in CONTACTS
        if a < b
    )
    alone, befriended = History(stakeholders=people).people(), History(stakeholders=people, lines=lines).people()
    assert_equal(befriended, alone)


# As of a moment


@FEW
@given(histories(), st.lists(acts, min_size=1, max_size=3), st.integers(1, 400))
def test_what_is_recorded_later_is_not_known_yet(history: History, added: list[Any], days_later: int) -> None:
    late = [
        ({**row, "recorded_s": NOW + days_later * DAY_S, "thread": f"late-{n}"}, who)
        for n, (row, who) in enumerate(added)
    ]
    assert_equal(history.plus(*late).people(), history.people())


@FEW
@given(histories(), st.lists(acts, min_size=1, max_size=3), st.integers(1, 400))
def test_an_activity_from_the_future_has_not_happened_yet(history: History, added: list[Any], ahead: int) -> None:
    future = [
        ({**row, "occurred_s": NOW + ahead * DAY_S, "thread": f"ahead-{n}"}, who) for n, (row, who) in enumerate(added)
    ]
    assert_equal(history.plus(*future).people(), history.people())


@FEW
@given(histories(), acts)
def test_what_is_retracted_later_still_counts_and_what_was_retracted_does_not(history: History, act: Any) -> None:
    row, who = act
    kept, gone = history.plus(act).people(), history.people()
    assert_equal(history.plus(({**row, "retracted_s": NOW}, who)).people(), gone)
    if row["kind"] != "email":  # a retracted mail is no longer paired; the time machine pairs again, see touches_as_of
        assert_equal(history.plus(({**row, "retracted_s": NOW + 1}, who)).people(), kept)


def assert_equal(one: dict[int, Any], other: dict[int, Any], but: tuple[str, ...] = ()) -> None:
    """All columns of all people, floats but for the last digits."""
    assert one.keys() == other.keys()
    for contact, row in one.items():
        for name, value in row.items():
            if name not in but:
                expected = other[contact][name]
                assert value == (pytest.approx(expected, abs=1e-7) if _number(expected) else expected), name


def raised(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether behaviour speaks better of them than before. From unknown to known is no raise."""
    if before["behaviour_score"] is None or after["behaviour_score"] is None:
        return False
    return bool(after["behaviour_score"] > before["behaviour_score"] + SLACK)


def _number(value: Any) -> bool:
    return isinstance(value, float) or (isinstance(value, list) and all(map(math.isfinite, value)))


def _sum(row: dict[str, Any], score: str) -> float:
    """In the order of the columns, as a reader would."""
    total = 0.0
    for name, value in row.items():
        if name.startswith(f"{score}_") and name.endswith("_points"):
            total += value
    return total
