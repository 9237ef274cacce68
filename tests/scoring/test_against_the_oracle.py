"""Two routes to one number: the expressions of the product and plain loops must say the same of any history."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings

from coalition.scoring.settings import DEFAULT
from tests.oracle import scores as oracle
from tests.oracle.touches import touches as plain_touches
from tests.scoring.histories import CONTACTS, DEAL, NOW, History, histories


def same(one: Any, other: Any) -> bool:
    """Equal, floats to nine digits."""
    if isinstance(one, float) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(one, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


def differences(expected: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    return {name: (value, row[name]) for name, value in expected.items() if not same(row[name], value)}


def known(history: History) -> list[dict[str, Any]]:
    return oracle.known(plain_touches(list(history.activities), list(history.participants)), NOW)


@settings(max_examples=15, deadline=None)
@given(histories())
def test_touches_are_those_of_the_plain_reading(history: History) -> None:
    expected = plain_touches(list(history.activities), list(history.participants))
    order = lambda row: (row["contact_id"], row["activity_id"])
    assert sorted(history.touches().to_pylist(), key=order) == sorted(expected, key=order)


@settings(max_examples=15, deadline=None)
@given(histories())
def test_engagement_and_sentiment_are_those_of_the_plain_formulas(history: History) -> None:
    rows = {(row["opportunity_id"], row["contact_id"]): row for row in history.scores().stakeholders.to_pylist()}
    touches = known(history)
    for stakeholder in history.stakeholders:
        row = rows[stakeholder["opportunity_id"], stakeholder["contact_id"]]
        assert not differences(oracle.engagement(stakeholder, touches, NOW, DEFAULT), row)
        assert not differences(oracle.sentiment(stakeholder, touches, NOW, history.calendar, DEFAULT), row)


@settings(max_examples=15, deadline=None)
@given(histories())
def test_influence_is_that_of_the_plain_formulas(history: History) -> None:
    rows = history.people()
    here = [s for s in history.stakeholders if s["opportunity_id"] == DEAL]
    expected = oracle.influence(here, known(history), list(history.lines), list(history.users), DEFAULT)
    for contact in CONTACTS:
        close = {name: pytest.approx(value, abs=1e-4) for name, value in expected[contact].items()}
        assert {name: rows[contact][name] for name in close} == close


@settings(max_examples=10, deadline=None)
@given(histories())
def test_ties_and_threads_are_those_of_the_plain_formulas(history: History) -> None:
    scores = history.scores()
    expected = oracle.ties(set(CONTACTS), known(history), NOW, DEFAULT)
    got = {(row["user_id"], row["contact_id"]): row["strength"] for row in scores.ties.to_pylist()}
    assert got == pytest.approx(expected)
    rows = scores.stakeholders.to_pylist()
    for deal in scores.deals.to_pylist():
        people = [row for row in rows if row["opportunity_id"] == deal["opportunity_id"]]
        assert deal["effective_threads"] == pytest.approx(oracle.effective_threads(people))
